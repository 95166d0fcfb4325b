import { duringNextWait, pass } from '../../../engine/virtualTime.mts';
import nock from 'nock';
import type { IBinaryData, IDataObject } from 'n8n-workflow';
import {
	answering,
	answeringBy,
	apiKey,
	HOST,
	locator,
	operation,
	refuses,
	says,
	silent,
} from '../../../api.mts';
import {
	BOOK_NOT_FOUND,
	doesNotRepeat,
	explainsRefusals,
	givesWhatItShould,
	goesOnAfterFailures,
	LIST,
	refusesEqualItems,
	refusesRetryOnFail,
	takesAddresses,
	UNKNOWN_LIST_TEXT,
	type Sample,
} from '../../suites.mts';
import { LISTS, Mailing, writes } from './mailing.mts';

const MINUTE = 60_000;

const create = operation('campaign', 'create');
const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64');

/** As documented; `ovedraft_currency` is how SendPulse writes it. */
const created = {
	id: 245587,
	status: 13,
	count: 1,
	tariff_email_qty: 1,
	overdraft_price: '0.0044',
	ovedraft_currency: 'RUR',
};
const required = {
	senderName: 'Ann from the Flower Shop',
	senderEmail: 'ann@example.com',
	subject: 'Frühling 🌷 für {{name}}',
	contentSource: 'html',
	html: '<p>Grüße 🎉, {{name}}!</p>',
	recipients: 'mailingList',
	mailingListIds: [LIST],
	sendMode: 'now',
};
const requiredBody = {
	sender_name: 'Ann from the Flower Shop',
	sender_email: 'ann@example.com',
	subject: 'Frühling 🌷 für {{name}}',
	body: 'PHA+R3LDvMOfZSDwn46JLCB7e25hbWV9fSE8L3A+',
	list_id: LIST,
	// That of the subject, unless another is chosen.
	name: 'Frühling 🌷 für {{name}}',
};
const sample: Sample = {
	operation: create,
	parameters: {
		...required,
		options: {
			name: ' Spring newsletter ',
			ampHtml: '<html ⚡4email>Ägypten</html>',
			trackOpens: false,
			trackClicks: true,
			utmCampaign: 'spring_sale',
		},
	},
	request: {
		method: 'POST',
		path: '/campaigns',
		body: {
			...requiredBody,
			name: 'Spring newsletter',
			body_amp: 'PGh0bWwg4pqhNGVtYWlsPsOEZ3lwdGVuPC9odG1sPg==',
			stats: { opens: false, clicks: true, utm_campaign: 'spring_sale' },
		},
	},
	answer: says(created),
	output: [{ campaignId: created.id, ...created, statusName: 'Being created' }],
};

/** What is required and plainly empty is refused by n8n itself. */
const EMPTY = '={{ "" }}';

/** Runs it with these parameters in place of the usual ones; gives what left, or why nothing did. */
async function sent(parameters: IDataObject, item: IDataObject = {}) {
	const api = answering(says(created));
	const { error } = await create.run({ ...required, ...parameters }, { items: [item] });
	expect(error).toBeUndefined();
	expect(api.requests).toHaveLength(1);
	return api.requests[0].body as IDataObject;
}

async function refusal(parameters: IDataObject, item: IDataObject = {}) {
	const api = silent();
	const { error, json } = await create.run({ ...required, ...parameters }, { items: [item] });
	expect(api.requests).toEqual([]);
	expect(json).toEqual([]);
	return error?.message;
}

const later: Sample = {
	...sample,
	parameters: { ...required, sendMode: 'schedule', sendDate: '2097-12-31 23:34:23' },
	request: {
		...sample.request,
		body: { ...requiredBody, send_date: '2097-12-31 23:34:23' },
	},
	output: [
		{ ...sample.output[0], sendDate: '2097-12-31T23:34:23', send_date: '2097-12-31 23:34:23' },
	],
};

givesWhatItShould(sample, later);
takesAddresses(sample, { name: 'senderEmail', label: 'Sender' });
doesNotRepeat(sample);
refusesRetryOnFail(sample, 'Create');
explainsRefusals(sample, [
	[
		422,
		701,
		'Sender email or name missing',
		"The sender's address or name is missing. Enter both.",
	],
	[
		422,
		703,
		'Book not found',
		'There is no such mailing list. Pick the mailing list again, or check its ID.',
	],
	[
		422,
		704,
		'Sender not found',
		"There is no such sender, or it is not activated. Use a sender that is activated in SendPulse (Service Settings > Sender's email addresses).",
	],
	[
		422,
		707,
		'Balance is empty',
		'The balance of the account is used up. Top up the balance in SendPulse.',
	],
	[
		422,
		708,
		'Too many recipients',
		'The campaign has more recipients than the pricing plan allows. Upgrade the plan in SendPulse, or use less of it.',
	],
	[422, 720, 'Empty subject', 'The subject is empty. Enter a subject.'],
	[422, 721, 'Empty body', 'The message is empty. Enter the content of the message.'],
	[422, 722, 'Book not specified', 'No mailing list was named. Pick a mailing list.'],
	[
		422,
		731,
		'Invalid variables',
		'The content of the message was not accepted. Check the HTML of the message.',
	],
	[
		422,
		799,
		'Incorrect date',
		"The date is past or not in the form YYYY-MM-DD hh:mm:ss. Choose a later date; SendPulse reads it in the account's time zone.",
	],
	[
		422,
		1003,
		'Sender not found',
		"There is no such sender, or it is not activated. Use a sender that is activated in SendPulse (Service Settings > Sender's email addresses).",
	],
	[
		404,
		31,
		'Template not found',
		'There is no such template. Pick the template again, or check its ID.',
	],
	[
		403,
		3030303030,
		'Not available on your plan',
		'The pricing plan does not include this. Upgrade the plan in SendPulse, or use less of it.',
	],
	BOOK_NOT_FOUND,
]);
goesOnAfterFailures(sample, {
	name: 'mailingListIds',
	varying: 'subject',
	values: { good: LIST, wrong: 'abc', refused: 404404 },
	isRefused: ({ body }) => (body as IDataObject).list_id === 404404,
	refusal: refuses(404, 213, 'Book not found'),
	texts: {
		wrong: "'Mailing List Names or IDs' has to be an ID, a whole number like 123456, not 'abc'.",
		refused: UNKNOWN_LIST_TEXT,
	},
});

refusesEqualItems(sample, 'create the same campaign', 'subject');

test('the hourly limit says at what time it is over', async () => {
	const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString().slice(11, 16);
	answering(refuses(422, 791, 'Limit exceeded'));
	const before = inAnHour();
	const { error } = await create.run(required);
	const text = (time: string) =>
		`SendPulse allows four campaigns an hour through its API. Try again at ${time} UTC, when the hour is over at the latest. SendPulse says: Limit exceeded (code 791).`;
	expect([text(before), text(inAnHour())]).toContain(error?.message);
});

test('of five campaigns in one run the fifth meets the hourly limit, and nothing is hidden', async () => {
	let count = 0;
	const api = answeringBy(() =>
		++count > 4 ? refuses(422, 791, 'Limit exceeded') : says({ ...created, id: count }),
	);
	const { error } = await create.run(
		{ ...required, subject: '={{ $json.subject }}' },
		{ items: ['one', 'two', 'three', 'four', 'five', 'six'].map((subject) => ({ subject })) },
	);
	expect(error?.message).toMatch(
		/^Item 5: SendPulse allows four campaigns an hour .* By then 4 of 6 campaigns had been created\.$/,
	);
	expect(api.requests.map(({ body }) => (body as IDataObject).subject)).toEqual([
		'one',
		'two',
		'three',
		'four',
		'five',
	]);
});

test('a lost answer is told, and the campaign not sent again', async () => {
	let arrived = 0;
	nock(HOST)
		.persist()
		.post('/campaigns', () => Boolean(++arrived))
		.replyWithError(Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }));
	const { error } = await create.run(required);
	expect(error?.message).toBe(
		'The connection to SendPulse was lost. It was not sent again, because SendPulse may have done it all the same. Look in SendPulse whether it was done before you run this again.',
	);
	expect(arrived).toBe(1);
});

test('a draft is called one', async () => {
	answering(says({ ...created, status: 26 }));
	const { json } = await create.run({ ...required, sendMode: 'draft' });
	expect(json[0]).toMatchObject({ status: 26, statusName: 'Draft' });
});

describe('how it is sent', () => {
	test.each<[string, IDataObject, IDataObject]>([
		['now', {}, {}],
		['draft', {}, { type: 'draft' }],
		['test', {}, { is_test: true }],
		['schedule', { sendDate: '2097-12-31 23:34:23' }, { send_date: '2097-12-31 23:34:23' }],
		// A date that was entered before the user chose another way is not used.
		['now', { sendDate: '2097-12-31 23:34:23' }, {}],
	])('%s %j', async (sendMode, more, expected) => {
		expect(await sent({ sendMode, ...more })).toEqual({ ...requiredBody, ...expected });
	});

	test('keeps a draft where nothing else was chosen', async () => {
		const api = answering(says(created));
		const { sendMode, ...others } = required;
		await create.run(others);
		expect([sendMode, api.requests[0].body]).toEqual(['now', { ...requiredBody, type: 'draft' }]);
	});

	test('refuses an unknown way', async () => {
		const parameters = { sendMode: '={{ "tomorrow" }}', sendDate: '2097-12-31 23:34:23' };
		expect(await refusal(parameters)).toBe(
			"'Send' has to be one of draft, now, schedule, test, not 'tomorrow'. Nothing was sent.",
		);
	});

	test.each([
		[true, { use_dynamic_list: true }],
		[false, {}],
	])('schedules with a dynamic list: %j', async (useDynamicList, flag) => {
		const parameters = { sendMode: 'schedule', sendDate: '2097-12-31 23:34:23' };
		const options = { useDynamicList };
		const send_date = '2097-12-31 23:34:23';
		expect(await sent({ ...parameters, options })).toEqual({ ...requiredBody, send_date, ...flag });
	});

	test.each(['now', 'draft', 'test'])('refuses a dynamic list for %s', async (sendMode) => {
		expect(await refusal({ sendMode, options: { useDynamicList: true } })).toBe(
			"'Use Dynamic List' is for scheduled campaigns only. Set 'Send' to Later. Nothing was sent.",
		);
	});
});

describe('what it says', () => {
	const hash = 'f3266876955c9d21e214deed49b97446';
	const { body, ...withoutBody } = requiredBody;

	test.each<[string, unknown, unknown]>([
		['picked', locator('775667'), 775667],
		['entered', locator(' 775667 ', 'id'), 775667],
		['number', 775667, 775667],
		['text', '775667', 775667],
		['hash', hash, hash],
		['hash of digits', '12345678901234567890123456789012', '12345678901234567890123456789012'],
		['expression', '={{ $json.template }}', 775667],
	])('a template: %s', async (_, templateId, expected) => {
		const left = await sent(
			{ contentSource: 'template', templateId: templateId as string },
			{ template: 775667 },
		);
		expect(left).toEqual({ ...withoutBody, template_id: expected });
	});

	test.each([
		['html', { body }],
		['template', { template_id: 775667 }],
	])('only %s, whatever was entered for the other', async (contentSource, content) => {
		expect(await sent({ contentSource, templateId: 775667 })).toEqual({
			...withoutBody,
			...content,
		});
	});

	const notATemplate = (text: string) =>
		`'Template' has to be an ID, a whole number like 1153018 (real_id) or the 32 characters of the text ID, not '${text}'. Nothing was sent.`;
	test.each([
		[{ senderName: EMPTY }, "'Sender Name' is empty. Fill it in. Nothing was sent."],
		[{ subject: EMPTY }, "'Subject' is empty. Fill it in. Nothing was sent."],
		[
			{ subject: '={{ $json.missing }}' },
			"'Subject' is empty: its expression finds nothing in this item. Check the names in it (upper and lower case count), or leave the item out. Nothing was sent.",
		],
		[
			{ subject: '={{ $json }}' },
			'\'Subject\' has to be text, not \'{"some":"item"}\'. Nothing was sent.',
		],
		[{ html: EMPTY }, "'HTML' is empty. Fill it in. Nothing was sent."],
		[{ html: '\n\t ' }, "'HTML' is empty. Fill it in. Nothing was sent."],
		[
			{ contentSource: '={{ "amp" }}', templateId: 775667 },
			"'Content' has to be one of html, template, not 'amp'. Nothing was sent.",
		],
		[
			{ contentSource: 'template', templateId: EMPTY },
			"'Template' is empty. Fill it in. Nothing was sent.",
		],
		[{ contentSource: 'template', templateId: 'spring' }, notATemplate('spring')],
		[{ contentSource: 'template', templateId: '1.5' }, notATemplate('1.5')],
		[{ contentSource: 'template', templateId: '={{ 0 }}' }, notATemplate('0')],
		[
			{ contentSource: 'template', templateId: '99999999999999999999' },
			notATemplate('99999999999999999999'),
		],
		[
			{ contentSource: 'template', templateId: locator('sweet-valentines-day', 'id') },
			notATemplate('sweet-valentines-day'),
		],
	] as Array<[IDataObject, string]>)('refuses %j before anything is sent', async (wrong, text) => {
		expect(await refusal(wrong, { some: 'item' })).toBe(text);
	});

	test('takes numbers as text, and keeps white space as it was typed', async () => {
		const left = await sent(
			{ senderName: '={{ $json.name }}', subject: ' Two  spaces ', html: '\n<p>\n</p>\n' },
			{ name: 1001 },
		);
		expect(left).toEqual({
			...requiredBody,
			sender_name: '1001',
			subject: ' Two  spaces ',
			name: 'Two  spaces',
			body: base64('\n<p>\n</p>\n'),
		});
	});
});

describe('who gets it', () => {
	const lists = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

	test.each<[string, unknown, unknown]>([
		['one', [LIST], LIST],
		['one, bare', LIST, LIST],
		['one as text', String(LIST), LIST],
		['several', [1, 2, 3], [1, 2, 3]],
		['several as text', '1, 2,3', [1, 2, 3]],
		['numbers and texts', ['1', 2], [1, 2]],
		['one that comes twice', [LIST, String(LIST)], LIST],
		['ten', lists(10), lists(10)],
		['expression', '={{ $json.lists }}', [7, 8]],
	])('mailing lists: %s', async (_, mailingListIds, expected) => {
		const left = await sent({ mailingListIds: mailingListIds as string }, { lists: [7, '8'] });
		expect(left).toEqual({ ...requiredBody, list_id: expected });
	});

	test.each<[unknown, unknown]>([
		['12345', 12345],
		[12345, 12345],
		['={{ $json.segment }}', 678],
	])('a segment: %j', async (segmentId, expected) => {
		const left = await sent(
			{ recipients: 'segment', segmentId: segmentId as string },
			{ segment: ' 678' },
		);
		const { list_id, ...others } = requiredBody;
		expect([list_id, left]).toEqual([LIST, { ...others, segment_id: expected }]);
	});

	const field = "'Mailing List Names or IDs'";
	test.each([
		[{ mailingListIds: '={{ [] }}' }, `${field} is empty. Choose at least one mailing list.`],
		[{ mailingListIds: EMPTY }, `${field} is empty. Choose at least one mailing list.`],
		[{ mailingListIds: lists(11) }, `${field} names 11 mailing lists, and SendPulse takes 10.`],
		[
			{ mailingListIds: [LIST, 'abc'] },
			`${field} has to be an ID, a whole number like 123456, not 'abc'.`,
		],
		[
			{ sendMode: 'test', mailingListIds: [1, 2] },
			`${field} has to name exactly one mailing list for a test.`,
		],
		[
			{ recipients: 'segment', segmentId: EMPTY },
			"'Segment ID' is empty. Pick an entry or enter its ID.",
		],
		[
			{ recipients: 'segment', segmentId: 'VIP' },
			"'Segment ID' has to be an ID, a whole number like 123456, not 'VIP'.",
		],
		[
			{ recipients: '={{ "everybody" }}', segmentId: '1' },
			"'Recipients' has to be one of mailingList, segment, not 'everybody'.",
		],
	] as Array<[IDataObject, string]>)('refuses %j before anything is sent', async (wrong, text) => {
		expect(await refusal(wrong)).toBe(`${text} Nothing was sent.`);
	});

	test('a test to one of them is fine', async () => {
		expect(await sent({ sendMode: 'test', mailingListIds: [LIST, LIST] })).toEqual({
			...requiredBody,
			is_test: true,
		});
	});
});

describe("SendPulse's placeholders and n8n's expressions", () => {
	const leftOver = (label: string, expression: string) =>
		`'${label}' holds the expression ${expression} as plain text, and your readers would see it like this. Switch the field to Expression. Nothing was sent.`;
	const texts: Array<
		[string, string, (text: string) => IDataObject, (body: IDataObject) => unknown]
	> = [
		['senderName', 'Sender Name', (senderName) => ({ senderName }), (body) => body.sender_name],
		['subject', 'Subject', (subject) => ({ subject }), (body) => body.subject],
		['html', 'HTML', (html) => ({ html }), (body) => decoded(body.body)],
		[
			'ampHtml',
			'AMP HTML',
			(ampHtml) => ({ options: { ampHtml } }),
			(body) => decoded(body.body_amp),
		],
	];
	const decoded = (text: unknown) => Buffer.from(String(text), 'base64').toString('utf8');

	describe.each(texts)('in %s', (_, label, parameters, found) => {
		test('are kept in Fixed mode', async () => {
			expect(found(await sent(parameters('Hi {{name}} and {{ Имя }}')))).toBe(
				'Hi {{name}} and {{ Имя }}',
			);
		});

		// As n8n's editor makes expressions of what is typed, dropped or pasted.
		test.each([
			['=Hello {{name}}', 'Hello {{name}}'],
			['=Hello {{ name }}', 'Hello {{ name }}'],
			['={{name}}', '{{name}}'],
			['={{ name }}', '{{ name }}'],
			['={{ $json.city }} {{name}}', 'Köln {{name}}'],
			['=Hi {{ $json.city }}, {{ first_name }}', 'Hi Köln, {{ first_name }}'],
			['=Hi {{ $json.missing }}{{name}}', 'Hi {{name}}'],
			['=Hi {{ $json.city.length > 3 ? "{" : "}" }}{{name}}', 'Hi {{{name}}'],
			['=Hi {{ contact.name }}', 'Hi {{ contact.name }}'],
			// By itself it would end the run with "invalid syntax".
			['=Hi {{ first name }} in {{ $json.city }}', 'Hi {{ first name }} in Köln'],
		])('are kept in the expression %s', async (typed, expected) => {
			expect(found(await sent(parameters(typed), { city: 'Köln' }))).toBe(expected);
		});

		test('survive beside an expression with a backslash in front', async () => {
			const left = await sent(parameters('=Hi \\{{name}} in {{ $json.city }}, \\{{name}}'), {
				city: 'Köln 🏙',
			});
			expect(found(left)).toBe('Hi {{name}} in Köln 🏙, {{name}}');
		});

		test.each(['{{ $json.city }}', "{{ $('Form').item.json.name }}", '{{ $now }}'])(
			'an expression in Fixed mode is refused: %s',
			async (expression) => {
				expect(await refusal(parameters(`Hi ${expression}!`))).toBe(leftOver(label, expression));
			},
		);

		test("n8n's expressions are evaluated", async () => {
			const left = await sent(parameters('={{ $json.city.toUpperCase() }} {{ 1 + 1 }}'), {
				city: 'Köln',
			});
			expect(found(left)).toBe('KÖLN 2');
		});
	});

	test('stay with their item', async () => {
		const api = answering(says({ id: 1 }), says({ id: 2 }));
		await create.run(
			{ ...required, subject: '=Hi {{name}} in {{ $json.city }}' },
			{ items: [{ city: 'Köln' }, { city: 'Kyiv' }] },
		);
		expect(api.requests.map(({ body }) => (body as IDataObject).subject)).toEqual([
			'Hi {{name}} in Köln',
			'Hi {{name}} in Kyiv',
		]);
	});
});

describe('attachments', () => {
	const file = (content: string | Buffer, more: Partial<IBinaryData> = {}): IBinaryData => ({
		data: Buffer.from(content).toString('base64'),
		mimeType: 'application/octet-stream',
		...more,
	});
	const six = Object.fromEntries(
		['a', 'b', 'c', 'd', 'e', 'f'].map((name) => [name, file(name, { fileName: `${name}.txt` })]),
	);
	const attach = (names: unknown) => ({
		...required,
		options: { attachmentsBinaryProperties: names as string },
	});

	test.each<[string, unknown, IDataObject]>([
		['one', 'a', { 'a.txt': 'YQ==' }],
		['text with commas', ' a, c ,', { 'a.txt': 'YQ==', 'c.txt': 'Yw==' }],
		['list', ['a', 'c'], { 'a.txt': 'YQ==', 'c.txt': 'Yw==' }],
		[
			'five',
			'a,b,c,d,e',
			{ 'a.txt': 'YQ==', 'b.txt': 'Yg==', 'c.txt': 'Yw==', 'd.txt': 'ZA==', 'e.txt': 'ZQ==' },
		],
	])('%s', async (_, names, attachments_binary) => {
		const api = answering(says(created));
		const { error } = await create.run(attach(names), { files: [six] });
		expect(error).toBeUndefined();
		expect(api.requests.map(({ body }) => body)).toEqual([{ ...requiredBody, attachments_binary }]);
	});

	test('items that differ in a file alone are different campaigns', async () => {
		const api = answeringBy(() => says(created));
		const named = (content: string) => ({ a: file(content, { fileName: 'a.txt' }) });
		const { json, error } = await create.run(attach('a'), {
			items: [{}, {}],
			files: [named('one'), named('two')],
		});
		expect(error).toBeUndefined();
		expect(json).toHaveLength(2);
		expect(api.requests).toHaveLength(2);
	});

	test('have the name of the file, else that of the field with its extension', async () => {
		const api = answering(says(created));
		await create.run(attach('a, b, c'), {
			files: [
				{
					a: file('x', { fileName: 'Übersicht 1.pdf', fileExtension: 'pdf' }),
					b: file('x', { fileExtension: 'csv' }),
					c: file('x', { fileName: '' }),
				},
			],
		});
		const { attachments_binary } = api.requests[0].body as IDataObject;
		expect(Object.keys(attachments_binary as object)).toEqual(['Übersicht 1.pdf', 'b.csv', 'c']);
	});

	test('leave byte by byte, each item its own', async () => {
		const bytes = Buffer.from(Array.from({ length: 256 }, (_, index) => index));
		const api = answering(says(created), says(created));
		await create.run(attach('={{ $json.field }}'), {
			items: [{ field: 'data' }, { field: 'other' }],
			files: [
				{ data: file(bytes, { fileName: 'all.bin' }) },
				{ other: file('two', { fileName: 'two.txt' }) },
			],
		});
		expect(api.requests.map(({ body }) => (body as IDataObject).attachments_binary)).toEqual([
			{ 'all.bin': bytes.toString('base64') },
			{ 'two.txt': 'dHdv' },
		]);
	});

	test.each<[string, unknown, IDataObject, string]>([
		['six', 'a,b,c,d,e,f', six as never, 'names 6 files, and SendPulse takes 5.'],
		[
			'a field that the item does not have',
			'a,z',
			six as never,
			"names 'z', and the input item has no such binary field, but 'a', 'b', 'c', 'd', 'e', 'f'.",
		],
		[
			'an empty file',
			'a,empty',
			{ ...six, empty: file('', { fileName: 'empty.txt' }) } as never,
			"holds 'empty.txt', which is empty.",
		],
		[
			'equal names',
			'a,again',
			{ ...six, again: file('!', { fileName: 'a.txt' }) } as never,
			"has two files named 'a.txt'. Give them different names.",
		],
		[
			'one field twice',
			'a,a',
			six as never,
			"has two files named 'a.txt'. Give them different names.",
		],
	])('refuses %s before anything is sent', async (_, names, files, text) => {
		const api = silent();
		const { error } = await create.run(attach(names), { files: [files as never] });
		expect(error?.message).toBe(`'Attachments' ${text} Nothing was sent.`);
		expect(api.requests).toEqual([]);
	});

	test('refuses a field name where the item has no files at all', async () => {
		const api = silent();
		const { error } = await create.run(attach('data'));
		expect(error?.message).toBe(
			"'Attachments' names 'data', and the input item has no files. Nothing was sent.",
		);
		expect(api.requests).toEqual([]);
	});

	const MB = 1024 * 1024;
	test.each([
		['one file', [18 * MB + 1]],
		['several together', [9 * MB, 9 * MB, 1]],
	])('refuses more than 18 MB: %s', async (_, sizes) => {
		const api = silent();
		const files = Object.fromEntries(
			sizes.map((size, index) => [`f${index}`, file(Buffer.alloc(size), { fileName: `${index}` })]),
		);
		const { error } = await create.run(attach(Object.keys(files)), { files: [files] });
		expect(error?.message).toBe(
			"'Attachments' is larger than 18 MB in all, which many mailboxes refuse. Leave a file out, or link to it. Nothing was sent.",
		);
		expect(api.requests).toEqual([]);
	});

	test('an item without its file does not hold up the others', async () => {
		const api = answering(says(created));
		const { items } = await create.run(attach('a'), {
			items: [{}, {}],
			files: [{}, six],
			settings: { onError: 'continueRegularOutput' },
		});
		expect(items.map(({ json }) => json)).toEqual([
			{
				error: "Item 1: 'Attachments' names 'a', and the input item has no files.",
			},
			{ campaignId: created.id, ...created, statusName: 'Being created' },
		]);
		expect(api.requests).toHaveLength(1);
	});

	test('Preview Only names them, and shows HTML as HTML', async () => {
		const api = silent();
		const { items, error } = await create.run(
			{
				...sample.parameters,
				options: {
					...(sample.parameters.options as IDataObject),
					attachmentsBinaryProperties: 'data',
					preview: true,
				},
			},
			{ files: [{ data: file('x'.repeat(1234), { fileName: 'offer.pdf' }) }] },
		);
		expect(error).toBeUndefined();
		expect(api.requests).toEqual([]);
		const shown = {
			preview: true,
			method: 'POST',
			url: `${HOST}/campaigns`,
			body: {
				...requiredBody,
				body: '<p>Grüße 🎉, {{name}}!</p>',
				name: 'Spring newsletter',
				body_amp: '<html ⚡4email>Ägypten</html>',
				attachments_binary: { 'offer.pdf': '(file, 1,234 bytes)' },
				stats: { opens: false, clicks: true, utm_campaign: 'spring_sale' },
			},
			inputItems: [1],
		};
		expect(items).toEqual([{ json: shown, pairedItem: [{ item: 0 }] }]);
	});
});

test.each<[IDataObject, unknown]>([
	[{ trackOpens: false }, { opens: false }],
	[{ trackClicks: false }, { clicks: false }],
	[
		{ trackOpens: true, trackClicks: true },
		{ opens: true, clicks: true },
	],
	[{ utmCampaign: ' MY_UTM ' }, { utm_campaign: 'MY_UTM' }],
])('statistics options %j', async (options, stats) => {
	expect(await sent({ options })).toEqual(stats ? { ...requiredBody, stats } : requiredBody);
});

describe('the name of the sender', () => {
	const left = { ...required, senderName: '' };

	test('is the one that the sender has, where none was entered', async () => {
		const mailing = new Mailing();
		const { error } = await create.run(
			{ ...left, senderEmail: 'Hello@shop.example', subject: '={{ $json.subject }}' },
			{ items: [{ subject: 'one' }, { subject: 'two' }] },
		);
		expect(error).toBeUndefined();
		expect(mailing.created.map(({ sender_name }) => sender_name)).toEqual([
			'Holm & Sons',
			'Holm & Sons',
		]);
		expect(mailing.asked.filter((one) => one.startsWith('GET'))).toEqual(['GET /senders']);
	});

	test.each(['new@shop.example', 'nobody@shop.example'])(
		'is wanted where %s has none',
		async (senderEmail) => {
			const mailing = new Mailing();
			const { error } = await create.run({ ...left, senderEmail });
			expect(error?.message).toBe(
				`'Sender Name' is empty, and SendPulse has no name for '${senderEmail}'. Fill it in. Nothing was sent.`,
			);
			expect(writes(mailing)).toEqual([]);
		},
	);
});

describe('checked first', () => {
	const good = {
		...required,
		senderEmail: 'hello@shop.example',
		options: { checkFirst: true } as IDataObject,
	};
	const each = { subject: '={{ $json.subject }}', html: '={{ $json.html ?? "News" }}' };
	const run = async (more: IDataObject = {}, others = {}) =>
		await create.run({ ...good, ...more }, others);

	test('what is right is created', async () => {
		const mailing = new Mailing();
		const { json, error } = await run();
		expect(error).toBeUndefined();
		expect(json).toMatchObject([{ id: 245587, statusName: 'Being created' }]);
		expect(writes(mailing)).toEqual(['POST /campaigns']);
	});

	test('what is wrong is not, and all of it is named', async () => {
		const mailing = new Mailing();
		const { error } = await run({
			senderEmail: 'nobody@shop.example',
			options: { checkFirst: true, maxRecipients: 999 },
		});
		expect(error?.message).toBe(
			"The campaign was not created, because of its check. 'nobody@shop.example' is no sender of the account. It would go to 1,000 active contacts, more than 'Max Recipients' allows (999). Nothing was sent.",
		);
		expect(writes(mailing)).toEqual([]);
	});

	test.each<[IDataObject, string]>([
		[{ maxRecipients: 999 }, "more than 'Max Recipients' allows (999)"],
		[{ maxCost: 4.99 }, "It would cost 5 USD, more than 'Max Cost' allows (4.99)"],
		[{ checkFirst: false, maxCost: 0 }, "more than 'Max Cost' allows (0)"],
	])('a bound alone asks for it: %j', async (options, text) => {
		const mailing = new Mailing();
		mailing.emailsLeft = 500;
		const { error } = await run({ options });
		expect(error?.message).toContain(text);
		expect(writes(mailing)).toEqual([]);
	});

	test.each<[IDataObject, string]>([
		[{ checkFirst: '={{ $json.none }}' }, 'Check First'],
		[{ maxCost: '={{ $json.none }}' }, 'Max Cost'],
		[{ maxRecipients: '={{ $json.none }}' }, 'Max Recipients'],
		[{ waitForSlot: '={{ $json.none }}' }, 'Wait for Slot'],
	])('what is there and empty is an error: %j', async (options, name) => {
		const mailing = new Mailing();
		const { error } = await run({ options });
		expect(error?.message).toContain(`'${name}' was added but is empty for this item.`);
		expect(mailing.asked).toEqual([]);
	});

	test('nothing that can not be read has passed', async () => {
		const mailing = new Mailing().answer(/cost$/, refuses(422, 422, 'Your tariff plan ended'));
		const { error } = await run();
		expect(error?.message).toContain('What it costs could not be read (mailing list 89300001): ');
		expect(writes(mailing)).toEqual([]);
	});

	test('all items are checked before the first campaign is created', async () => {
		const mailing = new Mailing();
		const { error } = await run(
			{ ...each, mailingListIds: '={{ $json.list }}' },
			{
				items: [
					{ subject: 'one', list: LIST },
					{ subject: 'two', list: 404404 },
				],
			},
		);
		expect(error?.message).toMatch(/^Item 2: .*Mailing list 404404 could not be read/);
		expect(writes(mailing)).toEqual([]);
	});

	test.each([
		[2_000, 2],
		[1_999, 0],
	])('campaigns of a run share what the plan has left (%d)', async (left, created) => {
		const mailing = new Mailing();
		mailing.emailsLeft = left;
		const { error } = await run(
			{ ...each, options: { maxCost: 0 } },
			{ items: [{ subject: 'one' }, { subject: 'two' }] },
		);
		if (created === 0)
			expect(error?.message).toMatch(/^Item 2: .*so that 'Max Cost' can't be held/);
		expect(writes(mailing)).toHaveLength(created);
	});

	test.each([
		[1, 1],
		[2, 0],
	])('campaigns of a run share the balance: %d', async (count, created) => {
		const mailing = new Mailing();
		mailing.emailsLeft = 0;
		// 5 USD each, of 9.36.
		const items = Array.from({ length: count }, (_, index) => ({ subject: `No. ${index}` }));
		const { error } = await run(
			{ ...each, mailingListIds: [LISTS[1]], options: { checkFirst: true } },
			{ items },
		);
		if (created === 0) {
			expect(error?.message).toMatch(
				/^Item 2: .*Together with the campaigns of the items before it costs more than the balance/,
			);
		}
		expect(writes(mailing)).toHaveLength(created);
	});

	test.each([{ maxCost: 10 }, { maxRecipients: 2_000 }])(
		'%j can not be held where a list may grow until it is sent',
		async (bound) => {
			const mailing = new Mailing();
			const sendDate = '2026-12-31T10:00:00';
			const options = { ...bound, useDynamicList: true };
			const { error } = await run({ sendMode: 'schedule', sendDate, options });
			expect(error?.message).toContain("'Use Dynamic List' can't stand beside Max Cost");
			expect(mailing.asked).toEqual([]);
		},
	);

	test('with Continue the others are created', async () => {
		const mailing = new Mailing();
		const { json } = await run(
			{ ...each, mailingListIds: '={{ $json.list }}' },
			{
				items: [
					{ subject: 'one', list: 404404 },
					{ subject: 'two', list: LIST },
				],
				settings: { onError: 'continueRegularOutput' },
			},
		);
		expect(json).toMatchObject([{ error: expect.stringContaining('404404') }, { id: 245587 }]);
		expect(writes(mailing)).toHaveLength(1);
	});

	test('items that differ only in their HTML are the same campaign', async () => {
		const mailing = new Mailing();
		const items = [
			{ subject: 'News', html: 'one' },
			{ subject: 'News', html: 'two' },
		];
		const { error } = await run(each, { items });
		expect(error?.message).toBe(
			'Item 2: The campaign was not created, because of its check. Item 1 of the input is the same campaign. It would be sent twice. Nothing was sent.',
		);
		expect(writes(mailing)).toEqual([]);
	});

	test('what only deserves a warning is created, with a hint', async () => {
		const mailing = new Mailing();
		const { hints } = await run({ html: '<p>{{city}}</p>' });
		expect(hints.join()).toContain("has no variable 'city'");
		expect(writes(mailing)).toHaveLength(1);
	});

	test('a test to the sender costs nothing, reaches nobody, and is no repetition', async () => {
		const mailing = new Mailing();
		mailing.emailsLeft = 0;
		await run();
		mailing.answer(/cost$|balance/, refuses(422, 422, 'No'));
		const { error } = await run({ sendMode: 'test', options: { checkFirst: true } });
		expect(error).toBeUndefined();
		expect(mailing.created.map(({ is_test }) => is_test)).toEqual([true]);
	});

	test('Preview Only checks as well, and sends nothing', async () => {
		const mailing = new Mailing();
		const options = { checkFirst: true, preview: true };
		const { json } = await run({ options });
		expect(json).toMatchObject([{ preview: true, method: 'POST' }]);
		const { error } = await run({ options, senderEmail: 'nobody@shop.example' });
		expect(error?.message).toContain("'nobody@shop.example' is no sender of the account.");
		expect(writes(mailing)).toEqual([]);
	});

	/** SendPulse takes the campaign, and its answer gets lost. */
	const losing = (mailing: Mailing) =>
		mailing.answer(/^POST/, ({ body }) => {
			mailing.take(body as IDataObject);
			return { status: 504, body: '' };
		});

	test.each<[string, IDataObject]>([
		['now', {}],
		['later', { sendMode: 'schedule', sendDate: '2097-12-31T23:34:23Z' }],
		['under a name', { options: { checkFirst: true, name: 'Spring' } }],
		['to a segment', { recipients: 'segment', segmentId: 5 }],
		['to several lists', { mailingListIds: [LIST + 1, LIST] }],
	])('a campaign whose answer got lost is found, and not sent twice: %s', async (_, more) => {
		const mailing = losing(new Mailing());
		const first = await run(more);
		expect(first.error?.message).toContain('It was not sent again');
		pass(20 * MINUTE);
		const { error } = await run(more);
		expect(error?.message).toContain('Campaign 245587 is the same: ');
		expect(mailing.created).toHaveLength(1);
		expect(writes(mailing)).toHaveLength(1);
	});

	test('one whose answer got lost and that was not created is created then', async () => {
		const mailing = new Mailing();
		let times = 0;
		mailing.answer(/^POST/, () => (++times === 1 ? { status: 504, body: '' } : undefined));
		await run();
		const { json } = await run();
		expect(json).toMatchObject([{ id: 245587 }]);
		expect(mailing.created).toHaveLength(1);
	});
});

describe('waiting for a slot', () => {
	const waiting = {
		...required,
		senderEmail: 'hello@shop.example',
		subject: '={{ $json.subject }}',
		options: { waitForSlot: true } as IDataObject,
	};
	const subjects = (count: number) =>
		Array.from({ length: count }, (_, index) => ({ subject: `News ${index}` }));

	/** SendPulse's own count, and when it took campaigns: in minutes. */
	function limited(mailing: Mailing, foreign: () => boolean = () => false) {
		const began = performance.now();
		const taken: number[] = [];
		mailing.answer(/^POST/, () => {
			const now = (performance.now() - began) / MINUTE;
			if (foreign() || taken.filter((at) => now - at < 60).length >= 4) {
				return refuses(422, 791, 'Limit exceeded');
			}
			taken.push(Math.round(now));
			return undefined;
		});
		return taken;
	}

	test('the fifth leaves an hour after the first', async () => {
		const mailing = new Mailing();
		const taken = limited(mailing);
		const { json } = await create.run(waiting, { items: subjects(5) });
		expect(json).toHaveLength(5);
		expect(taken).toEqual([0, 0, 0, 0, 60]);
		expect(writes(mailing)).toHaveLength(5);
	});

	test('others that use the account are waited for, and nothing is sent twice', async () => {
		const mailing = new Mailing();
		const until = performance.now() + 22 * MINUTE;
		const taken = limited(mailing, () => performance.now() < until);
		const { json } = await create.run(waiting, { items: subjects(1) });
		expect(json).toHaveLength(1);
		expect(taken).toEqual([25]);
		expect(mailing.created).toHaveLength(1);
	});

	test('for 65 minutes at the most', async () => {
		const mailing = new Mailing();
		limited(mailing, () => true);
		const began = performance.now();
		const { error } = await create.run(waiting, { items: subjects(1) });
		expect(error?.message).toContain('it was not sent');
		expect((performance.now() - began) / MINUTE).toBeLessThanOrEqual(65);
		expect(mailing.created).toEqual([]);
	});

	test('a date that passes meanwhile is an error, and no late campaign', async () => {
		const mailing = new Mailing();
		const taken = limited(mailing);
		const sendDate = new Date(Date.now() + 30 * MINUTE).toISOString();
		const { error } = await create.run(
			{ ...waiting, sendMode: 'schedule', sendDate },
			{ items: subjects(5) },
		);
		expect(error?.message).toMatch(
			/^Item 5: 'Send Date' passed while this waited for its turn: .* By then 4 of 5 campaigns had been created\.$/,
		);
		expect(taken).toEqual([0, 0, 0, 0]);
	});

	test('a cancel ends it, and nothing further is sent', async () => {
		const mailing = new Mailing();
		let cancel = () => {};
		limited(mailing, () => {
			duringNextWait(async () => await Promise.resolve(cancel()));
			return true;
		});
		const { json } = await create.run(waiting, {
			items: subjects(3),
			onStart: (end) => (cancel = end),
		});
		expect(json).toEqual([]);
		expect(writes(mailing)).toHaveLength(1);
		expect(mailing.created).toEqual([]);
	});

	test('checked first, it is checked again after the wait: somebody may have sent it meanwhile', async () => {
		const mailing = new Mailing();
		let refusals = 0;
		limited(mailing, () => {
			if (++refusals > 1) return false;
			mailing.take({ subject: 'News 0', name: 'By hand', list_id: LIST });
			return true;
		});
		const options = { waitForSlot: true, checkFirst: true };
		const { error } = await create.run({ ...waiting, options }, { items: subjects(1) });
		expect(error?.message).toContain("Campaign 245587 is the same: 'By hand' ");
		expect(writes(mailing)).toHaveLength(1);
	});

	test('two runs at once do not send the same: the second is checked again behind the first', async () => {
		const mailing = new Mailing();
		const credential = apiKey();
		const options = { waitForSlot: true, checkFirst: true };
		const [one, other] = await Promise.all(
			[1, 2].map(
				async () => await create.run({ ...waiting, options }, { items: subjects(1), credential }),
			),
		);
		expect(mailing.created).toHaveLength(1);
		expect([one.error, other.error].filter(Boolean)).toHaveLength(1);
		expect(one.json.length + other.json.length).toBe(1);
	});
});

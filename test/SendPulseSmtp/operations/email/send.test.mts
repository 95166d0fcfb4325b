import '../../../quickWaits.mts';
import type { IBinaryData, IDataObject } from 'n8n-workflow';
import {
	answering,
	answeringBy,
	answeringSlowly,
	HOST,
	locator,
	refuses,
	says,
	silent,
} from '../../../api.mts';
import {
	doesNotRepeat,
	explainsRefusals,
	goesOnAfterFailures,
	refusesEqualItems,
	refusesRetryOnFail,
	takesAddresses,
	type Sample,
} from '../../../SendPulse/suites.mts';
import { BINARY_MODES, keepFilesIn, storedFile } from '../../../engine/binaryModes.mts';
import { disagreements, schemaOf } from '../../../schema.mts';
import { ID, smtpOperation } from '../../records.mts';

const send = smtpOperation('email', 'send');
const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64');

const html = '<p>Grüße 🎉, {{name}}!</p>';
const required = {
	senderName: 'Ann from the Flower Shop',
	senderEmail: locator('news@example.com'),
	toEmail: 'Bob <bob@example.com>',
	subject: 'Your order',
	html,
};
const envelope = {
	subject: 'Your order',
	from: { name: 'Ann from the Flower Shop', email: 'news@example.com' },
	to: [{ email: 'bob@example.com', name: 'Bob' }],
};
const ofHtml = { html: base64(html), text: '', auto_plain_text: true };
const requiredEmail = { ...envelope, ...ofHtml };
const DONE = says({ result: true, id: ID });
const request = { method: 'POST', path: '/smtp/emails', body: { email: requiredEmail } };

const sample: Sample = {
	operation: send,
	parameters: required,
	request,
	answer: DONE,
	output: [{ success: true, id: ID, to: ['bob@example.com'], subject: 'Your order' }],
};

/** The `email` of the one request that these lead to. */
async function sent(parameters: IDataObject, item: IDataObject = {}): Promise<unknown> {
	const api = answering(DONE);
	const { error } = await send.run({ ...required, ...parameters }, { items: [item] });
	expect(error).toBeUndefined();
	expect(api.requests).toHaveLength(1);
	return (api.requests[0].body as IDataObject).email;
}

async function refusal(parameters: IDataObject, item: IDataObject = {}): Promise<string> {
	const api = silent();
	const { error } = await send.run({ ...required, ...parameters }, { items: [item] });
	expect(api.requests).toEqual([]);
	return error?.message ?? '';
}

test('makes exactly this request and gives exactly these items', async () => {
	const api = answering(DONE);
	const { items } = await send.run(required);
	expect(api.requests).toEqual([request]);
	expect(items).toEqual([{ json: sample.output[0], pairedItem: { item: 0 } }]);
});
takesAddresses(sample, { name: 'senderEmail', label: 'Sender' });
doesNotRepeat(sample, "with 'Get Many' of the resource Email (filter Recipient)");
refusesRetryOnFail(sample, 'Send');
refusesEqualItems(sample, 'send the same e-mail', 'senderName');
goesOnAfterFailures(sample, {
	name: 'toEmail',
	values: { good: 'Bob <bob@example.com>', wrong: 'bob', refused: 'c@example.com' },
	varying: 'senderName',
	isRefused: ({ body }) => JSON.stringify(body).includes('c@example.com'),
	refusal: refuses(422, 422, 'Recipient email is invalid'),
	texts: {
		wrong: "'To Email' has no e-mail address: 'bob'. Correct it, or leave it out.",
		refused:
			'There is no usable recipient. Check the addresses. SendPulse says: Recipient email is invalid (code 422).',
	},
});

const PICK_SENDER =
	'The sender is not confirmed, or of a free mail service. Pick a sender from the list, or confirm this one (in the SendPulse node: resource Sender).';
const SWITCH_ON =
	'The SMTP service of the account is not switched on. Fill in the form of the SMTP service in SendPulse (SMTP), and wait until it is moderated.';
explainsRefusals(sample, [
	[422, 400, 'No such SMTP user, you need to create SMTP account first', SWITCH_ON],
	[422, 10, 'Argument from.email is invalid', PICK_SENDER],
	[422, 422, 'Argument from is invalid', PICK_SENDER],
	[422, 422, 'Sender is not valid', PICK_SENDER],
	[422, 11, 'Argument email.to is invalid', 'There is no usable recipient. Check the addresses.'],
	[
		422,
		10,
		'Argument template.id missing',
		'There is no such template. Pick the template again, or check its ID.',
	],
	[422, 12, 'Argument subject missing', 'The subject is missing. Enter a subject.'],
	[422, 13, 'Missed email body', 'The e-mail is empty. Enter its content.'],
	[
		422,
		31,
		'Template not found',
		'There is no such template. Pick the template again, or check its ID.',
	],
	[
		422,
		32,
		'Template body is empty',
		'The template is empty. Fill it in SendPulse, or pick another one.',
	],
	[
		422,
		550,
		'5.5.3 Too many recipients',
		'There are too many recipients for one e-mail. Give one input item for each.',
	],
	[
		422,
		731,
		'Variables list passed in wrong format',
		'A variable of the template has a value that SendPulse does not take. Use texts and numbers as values.',
	],
	[
		422,
		422,
		'Message size limit exceeded',
		'The e-mail is too large. Attach fewer or smaller files, or link to them instead.',
	],
	[
		422,
		422,
		'Sending from your account is currently limited. Please try later.',
		'SendPulse limits what the account may send for now. Try again later.',
	],
	[
		422,
		422,
		'Sending quota or bandwidth exceeded',
		"The plan's number of e-mails is used up. Wait for the next period, or change the plan in SendPulse.",
	],
	[
		422,
		999,
		'Badly formed incoming data',
		'SendPulse did not understand the request. Check the values that you entered.',
	],
	[
		403,
		403,
		'Account expired',
		'The plan of the account has expired. Renew or change the plan in SendPulse.',
	],
	[
		403,
		800,
		'Unauthorized action.',
		'The account may not send yet, or not from here. Look in SendPulse whether the SMTP service is switched on, and whether the API is limited to certain IP addresses (Settings > API).',
	],
]);

describe('the content', () => {
	test.each<[string, IDataObject, IDataObject]>([
		['HTML alone', {}, ofHtml],
		[
			'HTML and text',
			{ options: { plainText: '=Grüße, {{ first name }}!' } },
			{ html: base64(html), text: 'Grüße, {{ first name }}!', auto_plain_text: false },
		],
		['text alone', { contentSource: 'text', text: 'Grüße\n{{name}}' }, { text: 'Grüße\n{{name}}' }],
		[
			'template without variables',
			{ contentSource: 'template', templateId: '1153018' },
			{ template: { id: 1153018, variables: {} } },
		],
		[
			'template by its text ID, with variables',
			{
				contentSource: 'template',
				templateId: locator('a'.repeat(32), 'id'),
				templateVariables: {
					mappingMode: 'defineBelow',
					value: {
						name: 'Bob',
						total: 19.9,
						paid: false,
						empty: '',
						none: null,
						city: '={{ $json.city }}',
					},
					schema: [],
				},
				options: { additionalVariables: '{"name": "Robert", "items": [1, 2]}' },
			},
			{
				template: {
					id: 'a'.repeat(32),
					variables: { name: 'Robert', total: '19.9', paid: 'false', city: 'Köln', items: [1, 2] },
				},
			},
		],
		[
			'a date among the variables',
			{
				contentSource: 'template',
				templateId: 5,
				templateVariables: {
					mappingMode: 'defineBelow',
					value: { on: "={{ DateTime.fromISO('2026-01-05T10:00:00Z', { zone: 'utc' }) }}" },
					schema: [],
				},
			},
			{ template: { id: 5, variables: { on: '2026-01-05T10:00:00.000Z' } } },
		],
	])('%s', async (_, parameters, content) => {
		expect(await sent(parameters, { city: 'Köln' })).toEqual({ ...envelope, ...content });
	});

	test.each<[IDataObject, string]>([
		[{ senderName: '={{ null }}' }, "'Sender Name' is empty. Fill it in. Nothing was sent."],
		[{ subject: '={{ null }}' }, "'Subject' is empty. Fill it in. Nothing was sent."],
		[{ html: '={{ null }}' }, "'HTML' is empty. Fill it in. Nothing was sent."],
		[
			{ contentSource: 'text', text: '={{ null }}' },
			"'Text' is empty. Fill it in. Nothing was sent.",
		],
		[
			{ contentSource: 'template', templateId: 'spring' },
			"'Template' has to be an ID, a whole number like 1153018 (real_id) or the 32 characters of the text ID, not 'spring'. Nothing was sent.",
		],
		[
			{ contentSource: 'template', templateId: 5, options: { additionalVariables: '[1]' } },
			`'Additional Variables' has to be a JSON object, e.g. {"name": "Ann"}, not '[1]'. Nothing was sent.`,
		],
		[
			{
				contentSource: 'template',
				templateId: 5,
				templateVariables: {
					mappingMode: 'defineBelow',
					value: { name: '={{ $json }}' },
					schema: [],
				},
			},
			`'Template Variables' wants text for 'name', not '{"a":1}'. Nothing was sent.`,
		],
		[
			{ options: { additionalVariables: '{"a": 1}' } },
			"'Additional Variables' is for templates only. Set 'Content' to Template, or remove it. Nothing was sent.",
		],
		[
			{ contentSource: 'text', text: 'x', options: { plainText: 'x' } },
			"'Plain Text' is for HTML only. Set 'Content' to HTML, or remove it. Nothing was sent.",
		],
	])('refuses %j before anything is sent', async (wrong, text) => {
		expect(await refusal(wrong, { a: 1 })).toBe(text);
	});
});

describe('who gets it', () => {
	test('all that are named, with their names, each once', async () => {
		const options = {
			ccEmail: ['Bob@Example.com', 'Carl <carl@example.com>'] as never,
			bccEmail: 'carl@example.com; dan@example.com',
			replyTo: '"Help, the" <help@example.com>',
		};
		expect(
			await sent({ toEmail: '"Doe, Ann" <ann@example.com>, bob@example.com', options }),
		).toEqual({
			...requiredEmail,
			to: [{ email: 'ann@example.com', name: 'Doe, Ann' }, { email: 'bob@example.com' }],
			cc: [{ email: 'carl@example.com', name: 'Carl' }],
			bcc: [{ email: 'dan@example.com' }],
			reply_to: { email: 'help@example.com', name: 'Help, the' },
		});
	});

	test('objects and lists from expressions', async () => {
		const people = [{ email: 'ann@example.com', name: 'Ann' }, 'bob@example.com'];
		const { to } = (await sent({ toEmail: '={{ $json.people }}' }, { people })) as IDataObject;
		expect(to).toEqual([people[0], { email: 'bob@example.com' }]);
	});

	test.each<[IDataObject, string]>([
		[{ toEmail: '={{ null }}' }, "'To Email' is empty. Enter at least one e-mail address."],
		[
			{ toEmail: 'ann@example.com, bob' },
			"'To Email' has no e-mail address as number 2 of 2: 'bob'. Correct it, or leave it out.",
		],
		[
			{ options: { ccEmail: 'bob' } },
			"'CC Email' has no e-mail address: 'bob'. Correct it, or leave it out.",
		],
		[
			{ options: { bccEmail: '={{ $json.nobody }}' } },
			"'BCC Email' was added but is empty for this item. Fill it in, or remove it.",
		],
		[
			{ options: { replyTo: 'a@example.com, b@example.com' } },
			"'Reply To' has to be a single address.",
		],
	])('refuses %j before anything is sent', async (wrong, text) => {
		expect(await refusal(wrong)).toBe(`${text} Nothing was sent.`);
	});
});

describe('who has unsubscribed', () => {
	/** These have. */
	const without = (...gone: string[]) =>
		answeringBy(({ method, path }) => {
			if (method === 'POST') return DONE;
			const email = new URL(path, HOST).searchParams.get('email')!;
			return says({ result: gone.includes(email) });
		});
	const toThree = (ifUnsubscribed: string) => ({
		...required,
		toEmail: 'ann@example.com, bob@example.com',
		options: { ccEmail: 'carl@example.com', ifUnsubscribed },
	});
	const posted = (api: { requests: Array<{ method: string; body?: unknown }> }) =>
		api.requests
			.filter(({ method }) => method === 'POST')
			.map(({ body }) => (body as { email: IDataObject }).email);

	test.each(['send', undefined])('%s asks nobody', async (ifUnsubscribed) => {
		const api = without('bob@example.com');
		await send.run({ ...required, options: ifUnsubscribed ? { ifUnsubscribed } : {} });
		expect(api.requests).toEqual([request]);
	});

	test('skip leaves them out', async () => {
		const api = without('bob@example.com', 'carl@example.com');
		const { json, hints } = await send.run(toThree('skip'));
		expect(
			api.requests
				.slice(0, 3)
				.map(({ path }) => path)
				.sort(),
		).toEqual(
			['ann', 'bob', 'carl'].map((who) => `/smtp/unsubscribe/search?email=${who}%40example.com`),
		);
		expect(posted(api)).toEqual([{ ...requiredEmail, to: [{ email: 'ann@example.com' }] }]);
		expect(json).toEqual([
			{
				success: true,
				id: ID,
				to: ['ann@example.com'],
				subject: 'Your order',
				unsubscribed: ['bob@example.com', 'carl@example.com'],
			},
		]);
		expect(hints).toEqual([]);
	});

	test('skip sends nothing where nobody stays that it is for', async () => {
		const api = without('ann@example.com', 'bob@example.com');
		const { json, hints, error } = await send.run(toThree('skip'));
		expect(error).toBeUndefined();
		expect(posted(api)).toEqual([]);
		expect(json).toEqual([
			{
				success: false,
				skipped: true,
				unsubscribed: ['ann@example.com', 'bob@example.com'],
				subject: 'Your order',
			},
		]);
		expect(hints).toEqual([
			'One e-mail is not sent, because its recipients are on the unsubscribe list.',
		]);
	});

	test('two that are skipped are not taken for the same; each address is asked for once', async () => {
		const api = without('bob@example.com');
		const { json, error, hints } = await send.run(
			{ ...required, subject: '={{ $json.subject }}', options: { ifUnsubscribed: 'skip' } },
			{ items: [{ subject: 'One' }, { subject: 'Two' }] },
		);
		expect(error).toBeUndefined();
		expect(json.map(({ skipped, subject }) => [skipped, subject])).toEqual([
			[true, 'One'],
			[true, 'Two'],
		]);
		expect(hints).toEqual([
			'2 e-mails are not sent, because their recipients are on the unsubscribe list.',
		]);
		expect(api.requests).toEqual([
			{ method: 'GET', path: '/smtp/unsubscribe/search?email=bob%40example.com' },
		]);
	});

	test('a preview says that it is skipped', async () => {
		without('bob@example.com');
		const { json } = await send.run({
			...required,
			options: { ifUnsubscribed: 'skip', preview: true },
		});
		expect(json).toEqual([
			{
				preview: true,
				success: false,
				skipped: true,
				unsubscribed: ['bob@example.com'],
				subject: required.subject,
				inputItems: [1],
			},
		]);
	});

	test('fail sends nothing of the item', async () => {
		const api = without('bob@example.com');
		const { json } = await send.run(
			{ ...toThree('fail'), toEmail: '={{ $json.to }}' },
			{
				items: [{ to: 'ann@example.com' }, { to: 'ann@example.com, bob@example.com' }],
				settings: { onError: 'continueRegularOutput' },
			},
		);
		expect(json).toEqual([
			expect.objectContaining({ success: true, to: ['ann@example.com'] }),
			{
				error:
					"Item 2: 'If Unsubscribed' is Fail, and this recipient is on the unsubscribe list: bob@example.com. Leave such addresses out, or choose Skip.",
				input: { to: 'ann@example.com, bob@example.com' },
			},
		]);
		expect(posted(api)).toHaveLength(1);
	});

	test('nothing is sent where SendPulse does not say', async () => {
		const api = answeringBy(({ method }) => (method === 'POST' ? DONE : says({ sorry: 1 })));
		const { error } = await send.run(toThree('skip'));
		expect(error?.message).toContain('did not say whether the address is on the unsubscribe list');
		expect(posted(api)).toEqual([]);
	});

	test('an answer of no to the e-mail itself is a refusal', async () => {
		answering(says({ result: false, message: 'No' }));
		const { error } = await send.run(required);
		expect(error?.message).toMatch(/^SendPulse refused the request\./);
	});

	test('each outcome is in the output schema', async () => {
		without('bob@example.com');
		const options = { ifUnsubscribed: 'skip' };
		const skipped = await send.run({ ...required, options });
		const some = await send.run({
			...required,
			toEmail: 'ann@example.com, bob@example.com',
			options,
		});
		const schema = schemaOf('SendPulseSmtp', 'email', 'send');
		expect(disagreements(schema, [...skipped.json, ...some.json])).toEqual([]);
	});
});

describe('files', () => {
	const file = (content: string, more: Partial<IBinaryData> = {}): IBinaryData => ({
		data: Buffer.from(content).toString('base64'),
		mimeType: 'application/octet-stream',
		...more,
	});
	const attach = { ...required, options: { attachmentsBinaryProperties: 'invoice, text' } };

	test.each(BINARY_MODES)('leave wherever n8n keeps them: %s', async (mode) => {
		await keepFilesIn(mode);
		const content = Buffer.from([0, 255, 128, 10]);
		const api = answering(DONE);
		const { error } = await send.run(attach, {
			files: [
				{
					invoice: await storedFile(content, { fileName: 'ß.pdf' }),
					text: await storedFile('Größe', { fileName: 'note.txt' }),
				},
			],
		});
		expect(error).toBeUndefined();
		expect(api.requests[0].body).toMatchObject({
			email: {
				attachments_binary: { 'ß.pdf': content.toString('base64'), 'note.txt': base64('Größe') },
			},
		});
	});

	test('leave in base64 by their names, those of text as well, and more than five', async () => {
		const names = ['a', 'b', 'c', 'd', 'e', 'f'];
		const api = answering(DONE);
		await send.run(
			{ ...required, options: { attachmentsBinaryProperties: names } },
			{
				files: [
					Object.fromEntries(names.map((name) => [name, file(name, { fileName: `${name}.txt` })])),
				],
			},
		);
		expect(api.requests[0].body).toEqual({
			email: {
				...requiredEmail,
				attachments_binary: Object.fromEntries(names.map((name) => [`${name}.txt`, base64(name)])),
			},
		});
	});

	test.each<[Record<string, IBinaryData>, string]>([
		[{}, "names 'invoice', and the input item has no files."],
		[{ invoice: file('', { fileName: 'i.pdf' }) }, "holds 'i.pdf', which is empty."],
		[
			{ invoice: file('a', { fileName: 'i.pdf' }), text: file('b', { fileName: 'i.pdf' }) },
			"has two files named 'i.pdf'. Give them different names.",
		],
	])('refuses %j before anything is sent', async (files, text) => {
		const api = silent();
		const { error } = await send.run(attach, { files: [files] });
		expect([error?.message, api.requests]).toEqual([`'Attachments' ${text} Nothing was sent.`, []]);
	});

	test('Preview Only names them, and shows HTML as HTML', async () => {
		const api = silent();
		const { items } = await send.run(
			{ ...required, options: { attachmentsBinaryProperties: 'invoice', preview: true } },
			{ files: [{ invoice: file('x'.repeat(1234), { fileName: 'i.pdf' }) }] },
		);
		expect(api.requests).toEqual([]);
		const json = {
			preview: true,
			method: 'POST',
			url: `${HOST}/smtp/emails`,
			body: {
				email: {
					...requiredEmail,
					html,
					attachments_binary: { 'i.pdf': '(file, 1,234 bytes)' },
				},
			},
			inputItems: [1],
		};
		expect(items).toEqual([{ json, pairedItem: [{ item: 0 }] }]);
	});
});

test.each<[string, string[], number]>([
	[
		'one recipient: in order',
		Array.from({ length: 4 }, (_, n) => (n ? 'bob@example.com' : 'BOB@example.com')),
		1,
	],
	['different ones: side by side', ['a', 'b', 'c', 'd'].map((name) => `${name}@example.com`), 4],
])('%s', async (_, to, mostAtOnce) => {
	const api = answeringSlowly(DONE);
	const { json } = await send.run(
		{ ...required, toEmail: '={{ $json.to }}', subject: '={{ $json.subject }}' },
		{ items: to.map((address, index) => ({ to: address, subject: `${index}` })) },
	);
	expect(json).toHaveLength(4);
	expect(api.mostAtOnce).toBe(mostAtOnce);
});

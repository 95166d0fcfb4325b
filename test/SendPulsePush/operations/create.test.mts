import { pass } from '../../engine/virtualTime.mts';
import type { IBinaryData, IDataObject } from 'n8n-workflow';
import {
	answering,
	answeringBy,
	answersAside,
	apiKey,
	refuses,
	says,
	silent,
	type Answer,
	type Arrived,
} from '../../api.mts';
import { BINARY_MODES, keepFilesIn, storedFile } from '../../engine/binaryModes.mts';
import {
	doesNotRepeat,
	explainsRefusals,
	givesWhatItShould,
	goesOnAfterFailures,
	previews,
	refusesEqualItems,
	refusesRetryOnFail,
	takesIdInAnyForm,
	type Sample,
} from '../../SendPulse/suites.mts';
import { CAMPAIGN, created, pushOperation, WEBSITE } from '../records.mts';

const HOUR = 3_600_000;
const MINUTE = 60_000;

answersAside(({ path }) => (path === '/user/info' ? says({ locale: 'Europe/Kyiv' }) : undefined));

const create = pushOperation('campaign', 'create');
const goOn = { onError: 'continueRegularOutput' } as const;

const now = { websiteId: WEBSITE, title: 'Roses', text: 'They are back', sendMode: 'now' };
const body = { title: 'Roses', website_id: WEBSITE, body: 'They are back', ttl: 86_400 };
const request: Arrived = { method: 'POST', path: '/push/tasks', body };
const output = [{ success: true, id: CAMPAIGN, websiteId: WEBSITE }];
const sample: Sample = { operation: create, parameters: now, request, answer: created(), output };
const later = {
	...now,
	sendMode: undefined as unknown as string,
	sendDate: '2097-12-31T23:34:23Z',
};
const scheduled: Sample = {
	...sample,
	parameters: later,
	request: { ...request, body: { ...body, send_date: '2098-01-01 01:34:23' } },
	output: [
		{ ...output[0], sendDate: '2098-01-01T01:34:23+02:00', send_date: '2098-01-01 01:34:23' },
	],
};

givesWhatItShould(sample, scheduled, { ...sample, answer: says({ id: CAMPAIGN }) });
takesIdInAnyForm(sample, { name: 'websiteId', label: 'Website', id: WEBSITE });
previews(sample);
doesNotRepeat(sample, "with 'Get Many' of the resource Push Campaign (filter Website)");
refusesRetryOnFail(sample, 'Create');
refusesEqualItems(sample, 'send the same notification to the same website', 'text');
explainsRefusals(sample, [
	[
		422,
		422,
		'Website not found',
		'There is no such website. Pick the website again, or check its ID.',
	],
	[
		422,
		422,
		'Argument image is too large',
		'A picture is too large. Use pictures well below 200 kB.',
	],
]);
goesOnAfterFailures(sample, {
	name: 'websiteId',
	values: { good: WEBSITE, wrong: 'abc', refused: 404404 },
	varying: 'text',
	isRefused: ({ body: sent }) => (sent as IDataObject).website_id === 404404,
	refusal: refuses(422, 422, 'Website not found'),
	texts: {
		wrong: "'Website' has to be an ID, a whole number like 123456, not 'abc'.",
		refused:
			'There is no such website. Pick the website again, or check its ID. SendPulse says: Website not found (code 422).',
	},
});

test('begins with Later, which needs a date: nothing leaves by accident', async () => {
	const api = silent();
	const { error } = await create.run({ ...later, sendDate: '={{ "" }}' });
	expect(error?.message).toBe(
		"'Send Date' is empty. Choose when the campaign is sent. Nothing was sent.",
	);
	expect(api.requests).toEqual([]);
});

/** What leaves for these parameters. */
async function sent(parameters: IDataObject, more = {}): Promise<IDataObject> {
	const api = answering(created());
	const { error } = await create.run({ ...now, ...parameters }, more);
	expect(error).toBeUndefined();
	const { title, website_id, body: text, ttl, ...rest } = api.requests[0].body as IDataObject;
	expect([title, website_id, text]).toEqual(['Roses', WEBSITE, 'They are back']);
	return { ttl, ...rest };
}

/** What is said instead of sending. */
async function refused(parameters: IDataObject, more = {}): Promise<string | undefined> {
	const api = silent();
	const { error } = await create.run({ ...now, ...parameters }, more);
	expect(api.requests).toEqual([]);
	return error?.message;
}

describe('options', () => {
	test('leave under the names of the API, what is JSON in a text among them', async () => {
		const options = {
			buttons: {
				button: [
					{ text: 'Shop', link: 'https://example.com' },
					{ text: 'No', link: 'https://example.com/no' },
				],
			},
			lifetime: 0,
			link: 'https://example.com/roses',
			stretchSeconds: 600,
		};
		expect(await sent({ options })).toEqual({
			ttl: 0,
			link: 'https://example.com/roses',
			stretch_time: 600,
			buttons: JSON.stringify(options.buttons.button),
		});
	});

	test('placeholders stay in the text of a button', async () => {
		const buttons = { button: [{ text: '=Hi {{ first name }}', link: 'https://example.com' }] };
		expect(await sent({ options: { buttons } })).toEqual({
			ttl: 86_400,
			buttons: JSON.stringify([{ text: 'Hi {{ first name }}', link: 'https://example.com' }]),
		});
	});

	const button = { text: 'Shop', link: 'https://example.com' };
	test.each<[IDataObject, string]>([
		[{ title: '={{ " " }}' }, "'Title' is empty. Fill it in."],
		[{ text: '={{ "" }}' }, "'Text' is empty. Fill it in."],
		[
			{ sendMode: 'schedule', sendDate: '2020-01-01T10:00:00Z' },
			"'Send Date' is past: '2020-01-01T10:00:00Z'. Choose a later date.",
		],
		[
			{ options: { lifetime: 86_401 } },
			"'Lifetime' has to be a whole number from 0 to 86400, not '86401'.",
		],
		[
			{ options: { stretchSeconds: -1 } },
			"'Stretch Time' has to be a whole number from 0 to 86400, not '-1'.",
		],
		[
			{ options: { link: 'example.com' } },
			"'Link' has to be an address that begins with https://, not 'example.com'.",
		],
		[
			{ options: { buttons: { button: [button, button, button] } } },
			"'Buttons' has 3 buttons, and SendPulse takes 2.",
		],
		[
			{ options: { buttons: { button: [{ text: 'Shop', link: '={{ "" }}' }] } } },
			"'Link' is empty. Fill it in.",
		],
		[
			{
				options: {
					buttons: { button: [{ text: '={{ $json.none }}', link: 'https://x.example' }] },
				},
			},
			"'Text' is empty: its expression finds nothing in this item. Check the names in it (upper and lower case count), or leave the item out.",
		],
		[
			{ options: { buttons: { button: [{ text: 'Shop', link: 'javascript:alert(1)' }] } } },
			"'Link' has to be an address that begins with https://, not 'javascript:alert(1)'.",
		],
		[
			{ options: { buttons: {} } },
			"'Buttons' was added but is empty for this item. Fill it in, or remove it.",
		],
	])('%j is refused before anything is sent', async (parameters, text) => {
		expect(await refused(parameters)).toBe(`${text} Nothing was sent.`);
	});
});

describe('audience', () => {
	const filter = (more: IDataObject = {}) => ({
		variable: {
			filter: {
				variableName: 'interest',
				operator: 'and',
				conditions: { condition: [{ condition: 'equal', value: 'roses' }] },
				...more,
			},
		},
	});
	const one = (condition: string, value: unknown = 'x') => ({
		conditions: { condition: [{ condition, value }] },
	});
	const page = (match: string, value: unknown) => ({ pages: { page: { match, value } } });

	test.each<[IDataObject, IDataObject]>([
		[{ browsers: ['Chrome', 'Safari'] }, { filter_browser: 'Chrome,Safari' }],
		[{ browsers: '={{ "Chrome, Vivaldi" }}' }, { filter_browser: 'Chrome,Vivaldi' }],
		[{ countries: 'ua, GB,ua' }, { filter_region: '["UA","GB"]' }],
		[{ countries: '={{ ["DE"] }}' }, { filter_region: '["DE"]' }],
		[{ language: ' EN ' }, { filter_lang: 'en' }],
		[
			{ subscribedFrom: '2025-01-01', subscribedTo: '2025-01-31T22:30:00Z' },
			{
				filter_subscription_date_from: '2025-01-01',
				filter_subscription_date_to: '2025-02-01',
			},
		],
		[page('include', '/roses'), { filter_url: '{"type":"include","search":"/roses"}' }],
		[page('exclude', '/roses'), { filter_url: '{"type":"exclude","search":"/roses"}' }],
		[
			page('exact', 'https://a.example/?x=1,2, https://b.example/'),
			{
				filter_url: '{"type":"direct","search":["https://a.example/?x=1,2","https://b.example/"]}',
			},
		],
		[
			page('exact', '={{ ["https://a.example/"] }}'),
			{ filter_url: '{"type":"direct","search":["https://a.example/"]}' },
		],
		[
			filter({
				operator: 'or',
				conditions: {
					condition: [
						'equal',
						'notEqual',
						'contains',
						'notContains',
						'startsWith',
						'endsWith',
						'greaterThan',
						'lessThan',
					].map((condition) => ({ condition, value: 5 })),
				},
			}),
			{
				filter: {
					variable_name: 'interest',
					operator: 'or',
					conditions: [
						'equal',
						'notequal',
						'likewith',
						'notlikewith',
						'startwith',
						'endwith',
						'greaterthan',
						'lessthan',
					].map((condition) => ({ condition, value: '5' })),
				},
			},
		],
	])('%j', async (audience, expected) => {
		expect(await sent({ audience })).toEqual({ ttl: 86_400, ...expected });
	});

	test.each<[unknown, string]>([
		[{ browsers: [] }, "'Browsers' was added but is empty"],
		[{ countries: '={{ $json.none }}' }, "'Countries' was added but is empty"],
		[{ countries: ' , ' }, "'Countries' was added but is empty"],
		[{ countries: 'Ukraine' }, "'Countries' has to hold the two letters of countries"],
		[{ language: '={{ "" }}' }, "'Language' was added but is empty"],
		[{ language: 'en, uk' }, "'Language' has to be one language, like en, not 'en, uk'"],
		[{ subscribedFrom: '={{ undefined }}' }, "'Subscribed From' was added but is empty"],
		[{ subscribedTo: '01.02.2025' }, "'Subscribed To' is no day that everybody reads alike"],
		[
			{ subscribedFrom: '2025-02-02', subscribedTo: '2025-02-01' },
			"'Subscribed To' is before 'Subscribed From' (2025-02-02): 2025-02-01",
		],
		[{ pages: {} }, "'Pages' was added but is empty"],
		[page('include', '={{ $json.none }}'), "'Value' is empty"],
		[page('exact', ' '), "'Value' is empty"],
		[page('exact', '/roses'), "'Value' has to hold complete addresses of pages, not '/roses'"],
		[page('like', 'x'), "'Address' has to be one of exact, exclude, include, not 'like'"],
		[{ variable: {} }, "'Variable' was added but is empty"],
		[filter({ variableName: '' }), "'Variable Name or ID' is empty"],
		[filter({ operator: 'xor' }), "'Combine Conditions By' has to be one of and, or"],
		[filter({ conditions: {} }), "'Conditions' has no condition. Add one"],
		[filter(one('equal', '={{ $json.none }}')), "'Value' is empty"],
		[filter(one('equals')), "'Condition' has to be one of "],
	])('%j is refused before anything is sent', async (audience, text) => {
		const message = await refused({ audience: audience as IDataObject });
		expect(message).toContain(text);
		expect(message).toMatch(/Nothing was sent\.$/);
	});

	test('only item by item: one that is empty leaves, others go on', async () => {
		const api = answering(created());
		const { json } = await create.run(
			{ ...now, text: '={{ $json.text }}', audience: { language: '={{ $json.language }}' } },
			{
				items: [
					{ text: 'a', language: '' },
					{ text: 'b', language: 'uk' },
				],
				settings: goOn,
			},
		);
		expect(json).toEqual([
			{
				error: expect.stringContaining("'Language' was added but is empty") as string,
				input: { text: 'a', language: '' },
			},
			output[0],
		]);
		expect(api.requests).toMatchObject([{ body: { filter_lang: 'uk', body: 'b' } }]);
	});
});

describe('pictures', () => {
	const PNG = Buffer.from('89504e470d0a1a0a0000', 'hex');
	const JPG = Buffer.from('ffd8ffe000104a46', 'hex');
	const GIF = Buffer.from('GIF89a');
	const both = { options: { iconBinaryProperty: 'icon', imageBinaryProperty: 'image' } };
	const asItem = (binary: Record<string, IBinaryData>) => ({ files: [binary] });

	test.each(BINARY_MODES)('leave as JSON in a text, from files in %s', async (mode) => {
		await keepFilesIn(mode);
		const files = {
			icon: await storedFile(PNG, { fileName: 'rose.png' }),
			image: await storedFile(JPG, { fileName: 'roses.jpg' }),
		};
		const { icon, image } = await sent(both, asItem(files));
		expect(JSON.parse(String(icon))).toEqual({ name: 'rose.png', data: PNG.toString('base64') });
		expect(JSON.parse(String(image))).toEqual({ name: 'roses.jpg', data: JPG.toString('base64') });
	});

	test('the preview shows what is in the texts, and files by their size', async () => {
		silent();
		const { json } = await create.run(
			{
				...now,
				audience: { countries: 'UA' },
				options: {
					imageBinaryProperty: 'image',
					buttons: { button: [{ text: 'Shop', link: 'https://example.com' }] },
					preview: true,
				},
			},
			asItem({ image: await storedFile(GIF, { fileName: 'a.gif' }) }),
		);
		expect(json[0]?.body).toEqual({
			...body,
			buttons: [{ text: 'Shop', link: 'https://example.com' }],
			filter_region: ['UA'],
			image: { name: 'a.gif', data: '(file, 6 bytes)' },
		});
	});

	const image = { options: { imageBinaryProperty: 'image' } };
	test.each<[string, Buffer, string]>([
		[
			'text',
			Buffer.from('<svg/>'),
			"'Image' holds 'a.png', which is no PNG, JPG, GIF. Convert it.",
		],
		['empty', Buffer.alloc(0), "'Image' holds 'a.png', which is empty."],
		[
			'large',
			Buffer.concat([PNG, Buffer.alloc(204_800)]),
			"'Image' has 204,810 bytes, and SendPulse takes pictures under 200 kB. Shrink it.",
		],
	])('what is %s is refused', async (_, content, text) => {
		const files = { image: await storedFile(content, { fileName: 'a.png' }) };
		expect(await refused(image, asItem(files))).toBe(`${text} Nothing was sent.`);
	});

	test('a field that is not there is refused', async () => {
		expect(await refused(image)).toBe(
			"'Image' names 'image', and the input item has no files. Nothing was sent.",
		);
	});
});

describe('one in a quarter of an hour for a website', () => {
	const credential = apiKey();
	const TAKEN = refuses(400, 711, 'Push campaigns limit exceeded');

	/** SendPulse, and when it was asked (in minutes) for which website. */
	function sendPulse(answer = (): Answer | undefined => undefined) {
		const began = performance.now();
		const last = new Map<unknown, number>();
		const asked: Array<[number, number]> = [];
		const api = answeringBy(({ body: left }) => {
			const { website_id: website } = left as { website_id: number };
			const at = performance.now() - began;
			asked.push([Math.round(at / MINUTE), website]);
			const otherwise = answer();
			if (otherwise) return otherwise;
			if (at - (last.get(website) ?? -Infinity) < 15 * MINUTE) return TAKEN;
			last.set(website, at);
			return created();
		});
		return { api, asked };
	}

	// What this account has used before is over.
	beforeEach(() => pass(HOUR));

	const texts = (...websites: number[]) =>
		websites.map((website, index) => ({ website, text: `text ${index}` }));
	const fromItem = { ...now, websiteId: '={{ $json.website }}', text: '={{ $json.text }}' };
	const waiting = { ...fromItem, options: { waitForSlot: true } };

	test('a second one is an error in words, and was not sent', async () => {
		const { asked } = sendPulse();
		const { json } = await create.run(fromItem, {
			items: texts(1, 1),
			credential,
			settings: goOn,
		});
		expect(json[0]).toMatchObject({ success: true });
		expect(json[1]?.error).toMatch(
			/^Item 2: SendPulse takes one push campaign in 15 minutes for a website\. Try again later, or add the option 'Wait for Slot'\. SendPulse says: .+ \(code 711\)\. By what this n8n has sent, the next is free at \d\d:\d\d\.$/,
		);
		expect(asked).toHaveLength(2);
	});

	test('with Wait for Slot they queue up, each website for itself, and none is refused', async () => {
		const { asked } = sendPulse();
		const { json } = await create.run(waiting, { items: texts(1, 1, 2, 1), credential });
		expect(json.map(({ success }) => success)).toEqual([true, true, true, true]);
		expect([...asked].sort(([a, x], [b, y]) => a - b || x - y)).toEqual([
			[0, 1],
			[0, 2],
			[15, 1],
			[30, 1],
		]);
	});

	test.each([711, 791])('what others have used (code %d) is asked for again', async (code) => {
		let foreign = 3;
		const { asked } = sendPulse(() =>
			foreign-- > 0 ? refuses(429, code, 'Limit exceeded') : undefined,
		);
		const { json } = await create.run(waiting, { items: texts(3), credential });
		expect(json).toMatchObject([{ success: true }]);
		expect(asked.map(([at]) => at)).toEqual([0, 2, 4, 6]);
	});

	test('after 20 minutes it is given up, not sent', async () => {
		sendPulse(() => TAKEN);
		const { error } = await create.run(waiting, { items: texts(4), credential });
		expect(error?.message).toContain('which is longer than the 20 minutes that one waits');
	});

	test('a lost answer is no reason to send again, and is told so', async () => {
		const { asked } = sendPulse(() => ({ status: 502, body: '<html>' }));
		const { error } = await create.run(waiting, { items: texts(5), credential });
		expect(error?.message).toContain('It was not sent again');
		expect(asked).toHaveLength(1);
	});

	test.each<[string, (at: number) => string]>([
		['an instant', (at) => new Date(at).toISOString()],
		[
			"the account's clock, which is behind by 12 hours at the most",
			(at) => new Date(at - 12 * HOUR).toISOString().slice(0, 19).replace('T', ' '),
		],
	])('a date that passes meanwhile is an error: %s', async (_, dateAt) => {
		const { asked } = sendPulse();
		const parameters = {
			...waiting,
			sendMode: 'schedule',
			sendDate: dateAt(Date.now() + 5 * MINUTE),
		};
		const { json } = await create.run(parameters, {
			items: texts(6, 6),
			credential: apiKey(),
			settings: goOn,
		});
		expect(json[0]).toMatchObject({ success: true });
		expect(json[1]?.error).toMatch(
			/^Item 2: 'Send Date' passed while this waited for its turn: '.+'\. It was not sent\. Choose a later date\.$/,
		);
		expect(asked).toHaveLength(1);
	});
});

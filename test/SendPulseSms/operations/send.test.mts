import '../../quickWaits.mts';
import type { IDataObject } from 'n8n-workflow';
import {
	answering,
	answeringBy,
	answersAside,
	locator,
	says,
	silent,
	type Arrived,
} from '../../api.mts';
import {
	doesNotRepeat,
	explainsRefusals,
	givesWhatItShould,
	previews,
	refusesRetryOnFail,
	type Sample,
} from '../../SendPulse/suites.mts';
import { gives, smsOperation } from '../records.mts';

answersAside(({ path }) => (path === '/user/info' ? says({ locale: 'Europe/Kyiv' }) : undefined));

const send = smsOperation('message', 'send');
const goOn = { onError: 'continueRegularOutput' } as const;

const counted = (sends: number, exceptions = 0, id = 2623084) =>
	says({ result: true, campaign_id: id, counters: { exceptions, sends } });

const required = { senderName: locator('FlowerShop'), phones: '+38 (095) 604-54-55', text: 'Hi!' };
const body = { sender: 'FlowerShop', body: 'Hi!', phones: ['380956045455'] };
const sample: Sample = {
	operation: send,
	parameters: required,
	request: { method: 'POST', path: '/sms/send', body },
	answer: counted(1),
	output: [
		{
			success: true,
			campaign_id: 2623084,
			phones: ['380956045455'],
			counters: { sends: 1, exceptions: 0 },
		},
	],
};

/** What leaves with these parameters. */
async function sent(parameters: IDataObject, item: IDataObject = {}) {
	const api = answering(counted(1));
	const { error, json } = await send.run({ ...required, ...parameters }, { items: [item] });
	expect(error).toBeUndefined();
	expect(api.requests).toHaveLength(1);
	return { body: api.requests[0].body as IDataObject, json };
}

async function refusal(parameters: IDataObject, item: IDataObject = {}) {
	const api = silent();
	const { error } = await send.run({ ...required, ...parameters }, { items: [item] });
	expect(api.requests).toEqual([]);
	return error?.message;
}

const phonesIn = ({ body }: Arrived) => (body as { phones: string[] }).phones;

givesWhatItShould(
	sample,
	{
		...sample,
		parameters: { ...required, sendMode: 'test' },
		request: { ...sample.request, body: { ...body, emulate: true } },
		output: [{ ...sample.output[0], test: true }],
	},
	{
		...sample,
		answer: says([{ result: true, campaign_id: 2623084, counters: { sends: 1, exceptions: 0 } }]),
	},
);
previews(sample);
doesNotRepeat(sample, "with 'Get Many' of the resource Campaign");
refusesRetryOnFail(sample, 'Send');
explainsRefusals(sample, [
	[
		422,
		707,
		'Balance is empty',
		'The balance of the account is used up. Top up the balance in SendPulse.',
	],
	[
		422,
		1003,
		'Sender not found',
		"There is no such sender name, or it is not active. Pick a sender name that is active ('Get Many' of the resource Sender Name tells).",
	],
]);

describe('what leaves', () => {
	test('all options', async () => {
		const { body: left } = await sent({
			sendMode: 'schedule',
			sendDate: '2097-12-31T23:34:23Z',
			options: {
				linkProtocol: true,
				trackLinks: false,
				transliterate: true,
				routes: {
					route: [
						{ countryCode: 'ua', routeType: 'national' },
						{ countryCode: 'KZ', routeType: 'international' },
					],
				},
			},
		});
		expect(left).toEqual({
			...body,
			route: { UA: 'national', KZ: 'international' },
			date: '2098-01-01 01:34:23',
			stat_link_tracking: false,
			stat_link_need_protocol: true,
			transliterate: 1,
		});
	});

	test.each<[string, unknown, string[]]>([
		['commas', '380956045455, +380956045456', ['380956045455', '380956045456']],
		['semicolons and lines', '380956045455;\n380956045456\n', ['380956045455', '380956045456']],
		['a list', ['380956045455', 380956045456], ['380956045455', '380956045456']],
		['JSON text', '["380956045455","380956045456"]', ['380956045455', '380956045456']],
		['a number', 380956045455, ['380956045455']],
		['the same one twice', '+380956045455, 00380956045455', ['380956045455']],
	])('phone numbers as %s', async (_, phones, expected) => {
		const { body: left } = await sent(
			{ phones: '={{ $json.phones }}' },
			{ phones: phones as string[] },
		);
		expect(left.phones).toEqual(expected);
	});

	test('a number without its country code', async () => {
		const { body: left } = await sent({
			phones: '0170 1234567',
			options: { defaultCountryCode: '49' },
		});
		expect(left.phones).toEqual(['491701234567']);
	});

	test('a test says that it is one', async () => {
		answering(counted(1));
		const { hints } = await send.run({ ...required, sendMode: 'test' });
		expect(hints).toEqual([
			"This is a test: SendPulse forms the campaign, and nobody gets a message. Set 'Send' to Now or Later to send it.",
		]);
	});
});

describe('refused before anything is sent', () => {
	test.each<[IDataObject, string]>([
		[{ senderName: 'FlowerShop24' }, "'Sender Name' has more than 11 characters: 'FlowerShop24'."],
		[{ phones: '={{ [] }}' }, "'Phones' is empty. Enter at least one phone number."],
		[{ phones: ' , ' }, "'Phones' is empty. Enter at least one phone number."],
		[
			{ phones: '380956045455, call me' },
			"'Phones' is not a phone number: 'call me'. Use the international form, e.g. +380632727700.",
		],
		[
			{ phones: '0956045455' },
			"'Phones' is a number that only its own country understands: '0956045455'. Write it with the country code, e.g. +380632727700, or add the option 'Default Country Code'.",
		],
		[{ text: '={{ "" }}' }, "'Text' is empty. Fill it in."],
		[
			{ sendMode: '={{ "later" }}', sendDate: '2097-12-31T23:34:23Z' },
			"'Send' has to be one of now, schedule, test, not 'later'.",
		],
		[
			{ sendMode: 'schedule', sendDate: '={{ "" }}' },
			"'Send Date' is empty. Choose when the campaign is sent.",
		],
		[
			{ sendMode: 'schedule', sendDate: '2020-01-01T10:00:00Z' },
			"'Send Date' is past: '2020-01-01T10:00:00Z'. Choose a later date.",
		],
		[{ options: { maxPrice: 0 } }, "'Max Price' has to be a number above 0, not '0'."],
		[
			{ options: { maxPrice: '={{ "ten" }}' } },
			"'Max Price' has to be a number above 0, not 'ten'.",
		],
		[
			{ options: { routes: { route: [] } } },
			"'Routes' was added but is empty. Add a route, or remove it.",
		],
		[
			{ options: { routes: { route: [{ countryCode: 'Ukraine', routeType: 'national' }] } } },
			"'Routes' needs the two letters of a country, like UA, not 'Ukraine'.",
		],
		[
			{ options: { routes: { route: [{ countryCode: 'UA', routeType: '={{ "cheap" }}' }] } } },
			"'Routes' has to be national or international for UA, not 'cheap'.",
		],
		[
			{
				options: {
					routes: {
						route: [
							{ countryCode: 'UA', routeType: 'national' },
							{ countryCode: 'ua', routeType: 'international' },
						],
					},
				},
			},
			"'Routes' names UA twice. Remove one of them.",
		],
	])('%j', async (parameters, text) => {
		expect(await refusal(parameters)).toBe(`${text} Nothing was sent.`);
	});

	test('more numbers in an item than fit into a request', async () => {
		const phones = Array.from({ length: 1_001 }, (_, index) => 380950000000 + index);
		expect(await refusal({ phones: '={{ $json.phones }}' }, { phones })).toBe(
			"'Phones' has 1,001 phone numbers, and 1,000 fit into one request. Give several input items with fewer numbers each. Nothing was sent.",
		);
	});
});

describe('many input items', () => {
	const people = (count: number) =>
		Array.from({ length: count }, (_, index) => ({ phones: String(380950000000 + index) }));
	const fromItem = { ...required, phones: '={{ $json.phones }}' };

	test('the same text shares a request, a thousand numbers each; others have their own', async () => {
		const api = answeringBy((request) => counted(phonesIn(request).length));
		const { items, hints } = await send.run(
			{ ...fromItem, text: '={{ $json.text ?? "Hi!" }}' },
			{ items: [...people(1_100), { phones: '380990000001', text: 'Bye!' }] },
		);
		expect(api.requests.map((request) => phonesIn(request).length).sort()).toEqual([1, 100, 1000]);
		expect(items).toHaveLength(1_101);
		expect(items[1_100].json.phones).toEqual(['380990000001']);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(items.map((_, item) => ({ item })));
		expect(hints).toEqual(['1,101 messages handed over in 3 requests']);
	});

	test('numbers of one item stay together', async () => {
		const api = answeringBy((request) => counted(phonesIn(request).length));
		await send.run(
			{ ...fromItem, options: { batchSize: 3 } },
			{
				items: ['38095000001,38095000002', '38095000003,38095000004'].map((phones) => ({ phones })),
			},
		);
		expect(api.requests.map(phonesIn)).toEqual([
			['38095000001', '38095000002'],
			['38095000003', '38095000004'],
		]);
	});

	test('the same number in two items is two messages in two requests', async () => {
		const api = answeringBy((request) => counted(phonesIn(request).length));
		const { json } = await send.run(fromItem, {
			items: ['38095000001', '38095000002', '38095000001'].map((phones) => ({ phones })),
		});
		expect(api.requests.map(phonesIn)).toEqual([['38095000001', '38095000002'], ['38095000001']]);
		expect(json).toHaveLength(3);
	});

	test('exceptions are handed on and told, and nothing is sent again', async () => {
		const api = answeringBy(() => counted(1, 2));
		const { json, hints, error } = await send.run(fromItem, { items: people(3) });
		expect(error).toBeUndefined();
		expect(api.requests).toHaveLength(1);
		expect(json.map(({ counters }) => counters)).toEqual(
			Array.from({ length: 3 }, () => ({ sends: 1, exceptions: 2 })),
		);
		expect(hints).toEqual([
			'3 messages handed over in 1 request',
			"SendPulse left out 2 phone numbers, and does not say which: 'Get Recipients' of the resource Campaign shows who got a message (campaign_id 2623084). Nothing was sent again.",
		]);
	});

	test.each([
		'Too many phones in request',
		'Phones: max count is 500',
		'The number of recipients exceeds the limit',
	])('%s: halved', async (words) => {
		const api = answeringBy((request) =>
			phonesIn(request).length > 2
				? says({ result: false, message: words })
				: counted(phonesIn(request).length),
		);
		const { json, error } = await send.run(fromItem, { items: people(4) });
		expect(error).toBeUndefined();
		expect(json).toHaveLength(4);
		expect(api.requests.map((request) => phonesIn(request).length)).toEqual([4, 2, 2]);
	});

	test.each<[string, number | undefined]>([
		['Phone 38095 is invalid', undefined],
		['Balance is not enough for the number of recipients, limit 5', undefined],
		['Balance limit exceeded for these phones', 707],
		['The number of campaigns per hour exceeds the limit', 791],
	])('%s: the whole is refused, and nothing is sent again', async (words, error_code) => {
		const api = answeringBy(() => says({ result: false, message: words, error_code }));
		const { json } = await send.run(fromItem, { items: people(4), settings: goOn });
		expect(api.requests).toHaveLength(1);
		expect(json.every(({ error }) => String(error).includes(words))).toBe(true);
	});

	test('what became of a request is unclear: it is not sent again, and the others are', async () => {
		const api = answeringBy((request) =>
			(request.body as IDataObject).body === 'Bye!' ? { status: 502, body: '' } : counted(1),
		);
		const { json } = await send.run(
			{ ...fromItem, text: '={{ $json.text }}' },
			{
				items: [
					{ phones: '38095000001', text: 'Bye!' },
					{ phones: '38095000002', text: 'Hi!' },
				],
				settings: goOn,
			},
		);
		expect(api.requests).toHaveLength(2);
		expect(json).toEqual([
			{
				error: expect.stringContaining('It was not sent again'),
				input: { phones: '38095000001', text: 'Bye!' },
			},
			expect.objectContaining({ success: true }),
		]);
	});
});

describe('maxPrice', () => {
	/** One unit a number. */
	const priced = (form: (path: string) => number | undefined) =>
		answeringBy(({ method, path, body: left }) => {
			if (method === 'POST') return counted((left as { phones: string[] }).phones.length);
			const numbers = form(path);
			return numbers === undefined
				? says({ result: false, message: 'Address book or phone list must be specified' })
				: gives({ price: numbers * 0.1, currency: 'UAH' });
		});
	const inBrackets = (path: string) => path.match(/phones%5B%5D=|phones\[\]=/g)?.length;
	const inJson = (path: string) => {
		const phones = new URL(`http://x${path}`).searchParams.get('phones');
		return phones ? (JSON.parse(phones) as string[]).length : undefined;
	};
	const people = Array.from({ length: 450 }, (_, n) => ({ phones: String(380950000000 + n) }));
	const withBound = (maxPrice: number) => ({
		...required,
		phones: '={{ $json.phones }}',
		options: { maxPrice, routes: { route: [{ countryCode: 'UA', routeType: 'national' }] } },
	});

	test.each([
		['in brackets', inBrackets],
		['in JSON', inJson],
	])('asks for the whole request first, in parts, %s', async (_, form) => {
		const api = priced(form);
		const { error } = await send.run(withBound(45), { items: people });
		expect(error).toBeUndefined();
		const asked = api.requests.filter(({ method }) => method === 'GET');
		expect(
			asked
				.map(({ path }) => form(path) ?? 0)
				.filter(Boolean)
				.sort(),
		).toEqual([200, 200, 50].sort());
		expect(api.requests.at(-1)?.method).toBe('POST');
		expect(asked[0].path).toContain(
			'/sms/campaigns/cost?sender=FlowerShop&body=Hi!&route[UA]=national',
		);
	});

	test('above it nothing is sent', async () => {
		const api = priced(inBrackets);
		const { error } = await send.run(withBound(44.9), { items: people });
		expect(error?.message).toBe(
			"Item 1: This would cost 45 UAH, more than 'Max Price' allows (44.9). Nothing was sent.",
		);
		expect(api.requests.filter(({ method }) => method === 'POST')).toEqual([]);
	});

	test('no price, no message', async () => {
		const api = answeringBy(() => gives({ currency: 'UAH' }));
		const { error } = await send.run(withBound(5), { items: people.slice(0, 1) });
		expect(error?.message).toBe('SendPulse did not tell the price.');
		expect(api.requests.filter(({ method }) => method === 'POST')).toEqual([]);
	});
});

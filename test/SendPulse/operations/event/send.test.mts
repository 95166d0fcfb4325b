import '../../../quickWaits.mts';
import nock from 'nock';
import type { IDataObject } from 'n8n-workflow';
import {
	answering,
	answeringBy,
	DONE,
	HOST,
	operation,
	refuses,
	says,
	silent,
	StandIn,
} from '../../../api.mts';
import { StoredCredential } from '../../../n8n.mts';
import {
	doesNotRepeat,
	explainsRefusals,
	givesWhatItShould,
	goesOnAfterFailures,
	previews,
	refusesRetryOnFail,
	type Sample,
} from '../../suites.mts';

const send = operation('event', 'send');
const EVENTS_HOST = 'https://events.sendpulse.com';
const PATH = '/events/id/eb561baa181247d1cd378c4ead632877/7043663';
const named = { sendTo: 'name', eventName: 'registration' };
const byUrl = { sendTo: 'url', eventUrl: `${EVENTS_HOST}${PATH}` };
const sample: Sample = {
	operation: send,
	parameters: {
		...named,
		email: ' test1@test1.com ',
		phone: '+12 345 67-89',
		specifyVariables: 'fields',
		variables: {
			variable: [
				{ name: ' product_name ', value: 'Grüße 🎉' },
				{ name: 'product_price', value: '' },
			],
		},
		options: { automationId: 12345 },
	},
	request: {
		method: 'POST',
		path: '/events/name/registration',
		body: {
			email: 'test1@test1.com',
			phone: '+123456789',
			product_name: 'Grüße 🎉',
			product_price: '',
			automation_id: 12345,
		},
	},
	answer: DONE,
	output: [
		{
			success: true,
			eventName: 'registration',
			email: 'test1@test1.com',
			phone: '+123456789',
		},
	],
};

givesWhatItShould(sample);
previews(sample);
doesNotRepeat(sample);
refusesRetryOnFail(sample, 'Send');
explainsRefusals(sample, [
	[422, 8, 'No data', 'There is no data. Check that what you ask for exists.'],
	[
		422,
		422,
		'Email is invalid',
		'A value was not accepted. Correct the value that SendPulse names.',
	],
]);
goesOnAfterFailures(sample, {
	name: 'email',
	values: { good: 'test1@test1.com', wrong: 'ann', refused: 'bob@example.com' },
	isRefused: ({ body }) => (body as IDataObject).email === 'bob@example.com',
	refusal: refuses(422, 17, 'Email not found'),
	texts: {
		wrong: "'Email' is not an e-mail address: 'ann'. Correct it or leave this item out.",
		refused:
			'The e-mail address is not valid or not known. Check the spelling of the address. SendPulse says: Email not found (code 17).',
	},
});

/** What left, as body, for these parameters beside an address. */
async function sent(parameters: IDataObject, item: IDataObject = {}) {
	const api = answering(DONE);
	const { error } = await send.run(
		{ ...named, email: 'ann@example.com', ...parameters },
		{ items: [item] },
	);
	expect(error).toBeUndefined();
	const [{ body }] = api.requests;
	expect(api.requests).toHaveLength(1);
	return body;
}

async function refusal(parameters: IDataObject, item: IDataObject = {}) {
	const api = silent();
	const { error } = await send.run(
		{ ...named, email: 'ann@example.com', ...parameters },
		{ items: [item] },
	);
	expect(api.requests).toEqual([]);
	return error?.message;
}

describe('by name', () => {
	test('goes with the token of the credential', async () => {
		const api = answering(DONE);
		await send.run(sample.parameters, {
			credential: new StoredCredential({ authentication: 'apiKey', apiKey: 'the-key' }, 'named'),
		});
		expect(api.authorizations).toEqual(['Bearer the-key']);
	});

	test.each([
		[' registration ', 'registration'],
		['Buy now/50% off?', 'Buy%20now%2F50%25%20off%3F'],
		['покупка', '%D0%BF%D0%BE%D0%BA%D1%83%D0%BF%D0%BA%D0%B0'],
	])('%j is one part of the path', async (eventName, part) => {
		const api = answering(DONE);
		await send.run({ ...named, eventName, email: 'ann@example.com' });
		expect(api.requests.map(({ path }) => path)).toEqual([`/events/name/${part}`]);
	});

	test.each([
		['={{ "" }}', "'Event Name' is empty. Fill it in."],
		['={{ "  " }}', "'Event Name' is empty. Fill it in."],
		['..', "SendPulse can't be asked for '..'. Enter another value."],
	])('refuses %j before anything is sent', async (eventName, text) => {
		expect(await refusal({ eventName })).toBe(`${text} Nothing was sent.`);
	});
});

describe("to the event's own address", () => {
	const contact = { email: 'ann@example.com' };
	const events = (answer = DONE, host = EVENTS_HOST) => new StandIn(() => answer, { host });

	test('goes there, and without the token', async () => {
		const other = silent();
		const api = events();
		const { json, error } = await send.run({ ...sample.parameters, ...byUrl });
		expect(error).toBeUndefined();
		expect(api.requests).toEqual([{ method: 'POST', path: PATH, body: sample.request.body }]);
		expect(api.authorizations).toEqual([undefined]);
		expect(other.requests).toEqual([]);
		// The address is as good as a password: it is not shown.
		expect(json).toEqual([{ success: true, email: 'test1@test1.com', phone: '+123456789' }]);
	});

	test.each([
		[` ${EVENTS_HOST}${PATH} `, PATH],
		[`HTTPS://EVENTS.SendPulse.COM:443${PATH}`, PATH],
		[`${EVENTS_HOST}${PATH}?source=n8n`, `${PATH}?source=n8n`],
		[`${EVENTS_HOST}${PATH}#top`, PATH],
	])('%j is fine', async (eventUrl, path) => {
		const api = events();
		const { error } = await send.run({ ...byUrl, eventUrl, ...contact });
		expect(error).toBeUndefined();
		expect(api.requests.map((request) => request.path)).toEqual([path]);
	});

	test('Preview Only shows the address', async () => {
		const api = events();
		const { json } = await send.run({ ...byUrl, ...contact, options: { preview: true } });
		expect(api.requests).toEqual([]);
		expect(json).toEqual([
			{
				preview: true,
				method: 'POST',
				url: `${EVENTS_HOST}${PATH}`,
				body: contact,
				inputItems: [1],
			},
		]);
	});

	const elsewhere =
		"'Event URL' is not on SendPulse's events host, and contact data is sent nowhere else. Copy the address that begins with https://events.sendpulse.com from the POST raw tab of the event. Nothing was sent.";
	test.each([
		`http://events.sendpulse.com${PATH}`,
		`https://evil.example${PATH}`,
		`https://events.sendpulse.com.evil.example${PATH}`,
		`https://events.sendpulse.com@evil.example${PATH}`,
		`https://evil.example/events.sendpulse.com${PATH}`,
		`https://evil.example\\@events.sendpulse.com${PATH}`,
		`https://evil.example#@events.sendpulse.com${PATH}`,
		`https://eventsXsendpulse.com${PATH}`,
		`https://xevents.sendpulse.com${PATH}`,
		`https://x.events.sendpulse.com${PATH}`,
		`https://events.sendpulse.com.${PATH}`,
		`https://events.sendpulse.co${PATH}`,
		`https://sendpulse.com${PATH}`,
		// A Cyrillic e.
		`https://еvents.sendpulse.com${PATH}`,
		`https://user@events.sendpulse.com${PATH}`,
		`https://user:secret@events.sendpulse.com${PATH}`,
		`https://events.sendpulse.com:8443${PATH}`,
		`ftp://events.sendpulse.com${PATH}`,
		`http://127.0.0.1:8025${PATH}`,
		`http://api.sendpulse.com${PATH}`,
		'file:///etc/passwd',
		'javascript:alert(1)',
	])('refuses %s before anything is sent', async (eventUrl) => {
		expect(await refusal({ ...byUrl, eventUrl: '={{ $json.url }}' }, { url: eventUrl })).toBe(
			elsewhere,
		);
	});

	test.each([
		['={{ "" }}', "'Event URL' is empty. Fill it in."],
		['registration', "'Event URL' is not an address: 'registration'."],
		[
			`events.sendpulse.com${PATH}`,
			`'Event URL' is not an address: 'events.sendpulse.com${PATH.slice(0, 40)}…'.`,
		],
		['//events.sendpulse.com/x', "'Event URL' is not an address: '//events.sendpulse.com/x'."],
		[
			`${EVENTS_HOST}/events/name/registration`,
			"'Event URL' is the address from the REST API POST tab. Copy that from the POST raw tab, or set 'Find Event By' to Event Name.",
		],
	])('refuses %s before anything is sent', async (eventUrl, text) => {
		expect(await refusal({ ...byUrl, eventUrl })).toBe(`${text} Nothing was sent.`);
	});

	describe("on the credential's own host", () => {
		const credential = (baseUrl: string) =>
			new StoredCredential({ authentication: 'apiKey', apiKey: 'the-key', baseUrl }, baseUrl);

		test.each([
			['http://127.0.0.1:8025', 'http://127.0.0.1:8025'],
			['http://localhost:8025/', 'http://localhost:8025'],
			['https://proxy.example/sendpulse', 'https://proxy.example'],
			[HOST, HOST],
		])('%s takes an event at %s, without the token', async (baseUrl, host) => {
			const api = events(DONE, host);
			const { error } = await send.run(
				{ ...byUrl, eventUrl: `${host}${PATH}`, ...contact },
				{ credential: credential(baseUrl) },
			);
			expect(error).toBeUndefined();
			expect(api.requests).toEqual([{ method: 'POST', path: PATH, body: contact }]);
			expect(api.authorizations).toEqual([undefined]);
		});

		test.each([
			['http://127.0.0.1:8025', 'http://127.0.0.1:8026'],
			['http://127.0.0.1:8025', 'http://localhost:8025'],
			['https://proxy.example', 'http://proxy.example'],
			['https://proxy.example', 'https://proxy.example:8443'],
			['https://proxy.example', 'https://proxy.example@evil.example'],
			['https://proxy.example', 'https://user@proxy.example'],
			['https://proxy.example', 'https://proxy.example.evil.example'],
		])('%s does not open %s', async (baseUrl, host) => {
			const api = new StandIn(() => DONE, { host });
			const { error } = await send.run(
				{ ...byUrl, eventUrl: `${host}${PATH}`, ...contact },
				{ credential: credential(baseUrl) },
			);
			expect(error?.message).toBe(elsewhere);
			expect(api.requests).toEqual([]);
		});
	});

	test('a refusal is explained, and a 401 says nothing about the credential', async () => {
		const api = events({ status: 401, body: { message: 'Unknown event' } });
		const { error } = await send.run({ ...byUrl, ...contact });
		expect(error?.message).toBe(
			'SendPulse refused the request. SendPulse says: Unknown event (status 401).',
		);
		expect(api.requests).toHaveLength(1);
	});

	test('a redirect is not followed', async () => {
		const api = events({ status: 302, body: '', headers: { location: 'https://evil.example/x' } });
		const { error } = await send.run({ ...byUrl, ...contact });
		expect(error?.message).toContain('redirects to https://evil.example/x (status 302)');
		expect(api.requests).toHaveLength(1);
	});

	test('is sent once when the answer is lost', async () => {
		let arrived = 0;
		nock(EVENTS_HOST)
			.persist()
			.post(PATH, () => Boolean(++arrived))
			.replyWithError(Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }));
		const { error } = await send.run({ ...byUrl, ...contact });
		expect(error?.message).toBe(
			'The connection to SendPulse was lost. It was not sent again, because SendPulse may have done it all the same. Look in SendPulse whether it was done before you run this again.',
		);
		expect(arrived).toBe(1);
	});
});

describe('the contact', () => {
	test.each([
		[{ phone: '' }, { email: 'ann@example.com' }],
		[{ email: '', phone: '+380632727700' }, { phone: '+380632727700' }],
		[{ email: '={{ $json.none }}', phone: '00380 (63) 272-77-00' }, { phone: '+380632727700' }],
		[{ email: null, phone: 380632727700 }, { phone: '+380632727700' }],
	])('%j', async (parameters, body) => {
		expect(await sent(parameters as IDataObject)).toEqual(body);
	});

	test.each<[IDataObject, string]>([
		[{ email: '', phone: '' }, "'Email' and 'Phone' are both empty. Enter at least one of them."],
		[
			{ email: '={{ $json.none }}', phone: '={{ $json.none }}' },
			"'Email' and 'Phone' are both empty. Enter at least one of them.",
		],
		[
			{ email: 'ann@', phone: '+380632727700' },
			"'Email' is not an e-mail address: 'ann@'. Correct it or leave this item out.",
		],
		[
			{ phone: 'none' },
			"'Phone' is not a phone number: 'none'. Use the international form, e.g. +380632727700.",
		],
	])('refuses %j before anything is sent', async (parameters, text) => {
		expect(await refusal(parameters)).toBe(`${text} Nothing was sent.`);
	});
});

describe('variables as fields', () => {
	const variables = (...variable: IDataObject[]) => ({ variables: { variable } });

	test.each<[IDataObject, IDataObject]>([
		[{}, {}],
		[{ variables: {} }, {}],
		[variables(), {}],
		[variables({ name: 'a', value: 'b' }), { a: 'b' }],
		[
			variables({ name: 'var 1', value: '' }, { name: 'Var 1', value: '2' }),
			{ 'var 1': '', 'Var 1': '2' },
		],
		// Numbers stay numbers.
		[variables({ name: 'price', value: '={{ $json.price }}' }), { price: 3.5 }],
		[variables({ name: 'list', value: '={{ $json.list }}' }), { list: [{ id: 1 }] }],
		// What an item does not have is not sent.
		[variables({ name: 'none', value: '={{ $json.none }}' }), {}],
	])('%j', async (parameters, expected) => {
		const body = await sent(parameters, { price: 3.5, list: [{ id: 1 }] });
		expect(body).toEqual({ email: 'ann@example.com', ...expected });
	});

	test('null in their place is none', async () => {
		expect(await sent({ variables: '={{ null }}' })).toEqual({ email: 'ann@example.com' });
	});

	test.each<[IDataObject, string]>([
		[variables({ name: ' ', value: 'x' }), 'has a variable without a name. Name it or remove it.'],
		[
			variables({ name: 'a', value: '1' }, { name: ' a', value: '2' }),
			"has two variables named 'a'. Remove one.",
		],
		...['email', 'phone', 'automation_id', 'Email', 'PHONE'].map((name): [IDataObject, string] => [
			variables({ name, value: 'bob@example.com' }),
			`can't hold '${name}', which has a field of its own. Enter it there.`,
		]),
	])('refuses %j before anything is sent', async (parameters, text) => {
		expect(await refusal(parameters)).toBe(`'Variables' ${text} Nothing was sent.`);
	});
});

describe('variables as JSON', () => {
	const json = (variablesJson: unknown) => ({
		specifyVariables: 'json',
		variablesJson: variablesJson as string,
	});
	const order = {
		order_id: 123,
		paid: true,
		note: null,
		products: [
			{ name: 'Rose', price: 3 },
			{ name: 'Tulpe 🌷', price: 2.5 },
		],
	};

	test.each<[string, unknown]>([
		['text', JSON.stringify(order)],
		['object', order],
		['expression that gives an object', '={{ $json.order }}'],
		['expression that gives text', '={{ JSON.stringify($json.order) }}'],
		[
			'text with an expression',
			'={"order_id": {{ $json.order.order_id }}, "paid": true, "note": null, "products": {{ JSON.stringify($json.order.products) }}}',
		],
	])('%s, with arrays', async (_, given) => {
		expect(await sent(json(given), { order })).toEqual({ email: 'ann@example.com', ...order });
	});

	test.each([['={{ "" }}'], ['{}'], ['={{ null }}']])('%j is none', async (given) => {
		expect(await sent(json(given))).toEqual({ email: 'ann@example.com' });
	});

	test('only one kind counts, whatever was entered for the other', async () => {
		const body = await sent({
			...json('{"a": 1}'),
			variables: { variable: [{ name: 'b', value: '2' }] },
		});
		expect(body).toEqual({ email: 'ann@example.com', a: 1 });
	});

	test.each([
		['{"a": 1', `is not valid JSON: '{"a": 1'.`],
		['={{ [1, 2] }}', `has to be a JSON object, e.g. {"name": "Ann"}, not '[1,2]'.`],
		['"text"', `has to be a JSON object, e.g. {"name": "Ann"}, not 'text'.`],
		...['email', 'phone', 'automation_id', 'Phone'].map((name) => [
			`{"${name}": 1}`,
			`can't hold '${name}', which has a field of its own. Enter it there.`,
		]),
	])('refuses %j before anything is sent', async (given, text) => {
		expect(await refusal(json(given))).toBe(`'Variables (JSON)' ${text} Nothing was sent.`);
	});
});

describe('the automation', () => {
	test.each<[unknown]>([[12345], ['12345'], [' 12345 '], ['={{ $json.flow }}']])(
		'%j leaves as a number',
		async (automationId) => {
			const body = await sent(
				{ options: { automationId: automationId as string } },
				{ flow: '12345' },
			);
			expect(body).toEqual({ email: 'ann@example.com', automation_id: 12345 });
		},
	);

	test.each<[unknown, string]>([
		[0, "'0'"],
		['flow', "'flow'"],
		[1.5, "'1.5'"],
	])('refuses %j before anything is sent', async (automationId, shown) => {
		expect(await refusal({ options: { automationId: automationId as string } })).toBe(
			`'Automation ID' has to be an ID, a whole number like 123456, not ${shown}. Nothing was sent.`,
		);
	});
});

test.each([
	[{ sendTo: '={{ "id" }}' }, "'Find Event By' has to be one of name, url, not 'id'."],
	[
		{ specifyVariables: '={{ "text" }}' },
		"'Specify Variables' has to be one of fields, json, not 'text'.",
	],
])('refuses %j before anything is sent', async (parameters, text) => {
	expect(await refusal({ ...byUrl, ...parameters })).toBe(`${text} Nothing was sent.`);
});

test('every item is read before the first event leaves', async () => {
	const api = silent();
	const { error } = await send.run(
		{ ...named, email: '={{ $json.email }}' },
		{ items: [{ email: 'ann@example.com' }, { email: 'bob' }] },
	);
	expect(error?.message).toBe(
		"Item 2: 'Email' is not an e-mail address: 'bob'. Correct it or leave this item out. Nothing was sent.",
	);
	expect(api.requests).toEqual([]);
});

test('events leave one after the other, in the order of the input, until one is refused', async () => {
	const api = answeringBy(({ body }) =>
		(body as IDataObject).email === 'c@example.com'
			? refuses(422, 8, 'No data')
			: says({ result: true }),
	);
	const { error } = await send.run(
		{ ...named, email: '={{ $json.name }}@example.com' },
		{ items: ['a', 'b', 'c', 'd'].map((name) => ({ name })) },
	);
	expect(error?.message).toBe(
		'Item 3: There is no data. Check that what you ask for exists. SendPulse says: No data (code 8). By then 2 of 4 events had been sent.',
	);
	expect(api.requests.map(({ body }) => (body as IDataObject).email)).toEqual([
		'a@example.com',
		'b@example.com',
		'c@example.com',
	]);
});

test('an answer that says failure is none', async () => {
	answering(says({ result: false }));
	const { error, json } = await send.run({ ...named, email: 'ann@example.com' });
	expect(error?.message).toBe('SendPulse refused the request. (SendPulse: status 200.)');
	expect(json).toEqual([]);
});

/** Items that take several requests, one after the other, in virtual time. */
import '../virtualTime.mts';
import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { InputProblem } from '../../../nodes/engine/api/inputProblem';
import { hasId, saysSuccess } from '../../../nodes/engine/api/confirmed';
import { requests } from '../../../nodes/engine/api/request';
import { steps } from '../../../nodes/engine/run/operation';
import { answeringBy, refuses, says, StandIn, type Answer, type Arrived } from '../../api.mts';
import { goOn } from '../bench.mts';
import { madeUp, named, plainProduct } from '../madeUp.mts';

const { get, post } = requests(plainProduct);

const field = (name: string): INodeProperties => ({
	displayName: name[0].toUpperCase() + name.slice(1),
	name,
	type: 'string',
	default: '',
});

interface Contact {
	name: string;
	phones: string[];
	email: string;
}

interface Found {
	contactId?: number;
}

const fields = [field('name'), field('phones'), field('email')];
const prepare = (item: { text(name: string): string; optionalText(name: string): string }) => ({
	name: item.text('name'),
	phones: item.optionalText('phones').split(' ').filter(Boolean),
	email: item.optionalText('email'),
});
const placeholders = { contactId: '{the new contact}' };
const contactId = (found: Found) => String(found.contactId);
const idIn = (body: unknown) => Number((body as IDataObject).id);

const parts = ({ phones, email }: Contact) => [
	...(phones.length > 0
		? [
				{
					effect: 'write' as const,
					about: phones.length > 1 ? 'its phone numbers' : 'its phone number',
					plural: phones.length > 1,
					repeatable: true,
					confirmed: saysSuccess,
					request: (found: Found) => ({
						...post`/contacts/${contactId(found)}/phones`,
						body: { contactId: found.contactId!, phones },
					}),
					done: () => 'its phone number is there',
				},
			]
		: []),
	...(email
		? [
				{
					effect: 'write' as const,
					about: 'its e-mail address',
					repeatable: true,
					confirmed: saysSuccess,
					request: (found: Found) => ({
						...post`/contacts/${contactId(found)}/emails`,
						query: { of: contactId(found) },
						body: { email },
					}),
					done: () => 'its e-mail address is there',
				},
			]
		: []),
];

const creation = ({ name }: Contact) => ({
	effect: 'write' as const,
	about: 'the contact',
	repeatable: false,
	confirmed: hasId,
	request: (found: Found) => (found.contactId ? undefined : { ...post`/contacts`, body: { name } }),
	learn: (body: unknown) => ({ contactId: idIn(body) }),
	done: (found: Found) => `Contact ${contactId(found)} exists`,
});

const shared = {
	fields,
	prepare,
	placeholders,
	concerns: ({ name, email }: Contact) => [name, email],
	output: ({ contactId }: Found, { name }: Contact) => ({ id: contactId ?? null, name }),
	counts: { noun: 'contacts', done: 'created' },
};

/** As contacts of a CRM are made: the record first, then what belongs to it. */
const create = steps<Contact, Found>({
	...shared,
	option: named('create'),
	steps: (input) => [creation(input), ...parts(input)],
});

/** Looks first, and so may be run again. */
const upsert = steps<Contact, Found>({
	...shared,
	option: named('upsert'),
	repeatable: true,
	steps: (input) => [
		{
			effect: 'read',
			about: 'the contact',
			request: () => ({ ...get`/contacts`, query: { name: input.name } }),
			nothingFound: ({ status }) => status === 404,
			learn: (body) => (body ? { contactId: idIn(body) } : {}),
		},
		creation(input),
		...parts(input),
		{
			effect: 'read',
			about: 'the contact',
			request: (found) => get`/contacts/${contactId(found)}`,
		},
	],
});

const node = madeUp(plainProduct, [create, upsert]);

const PHONE = '/made-up/contacts/501/phones';
const EMAIL = '/made-up/contacts/501/emails?of=501';
const DONE = says({ success: true });
const LOST: Answer = { status: 500, body: '<html>' };

const parameters = {
	name: '={{ $json.name }}',
	phones: '={{ $json.phones }}',
	email: '={{ $json.email }}',
};
const ann = { name: 'Ann', phones: '380632727700', email: 'ann@example.com' };

/** SendPulse, which answers these paths otherwise. */
const api = (otherwise: Record<string, Answer | undefined> = {}) =>
	answeringBy(({ method, path }) => {
		const key = `${method} ${path}`;
		if (key in otherwise) return otherwise[key];
		if (key === 'POST /made-up/contacts') return says({ id: 501 });
		return path.startsWith('/made-up/contacts?')
			? refuses(404, 404, 'No such contact')
			: method === 'GET'
				? says({ id: 501 })
				: DONE;
	});

const asked = (requests: Arrived[]) => requests.map(({ method, path }) => `${method} ${path}`);

test('the steps are taken in order, with what those before have learnt', async () => {
	const { requests } = api();
	const { items } = await node.run('create', parameters, { items: [ann] });
	expect(requests).toEqual([
		{ method: 'POST', path: '/made-up/contacts', body: { name: 'Ann' } },
		{ method: 'POST', path: PHONE, body: { contactId: 501, phones: ['380632727700'] } },
		{ method: 'POST', path: EMAIL, body: { email: 'ann@example.com' } },
	]);
	expect(items).toEqual([{ json: { id: 501, name: 'Ann' }, pairedItem: { item: 0 } }]);
});

test('a step that an item has no use for is left out', async () => {
	const { requests } = api();
	await node.run('create', parameters, { items: [{ ...ann, phones: '' }] });
	expect(asked(requests)).toEqual(['POST /made-up/contacts', `POST ${EMAIL}`]);
});

test('so is one that turns out not to be needed', async () => {
	const { requests } = api({ 'GET /made-up/contacts?name=Ann': says({ id: 501 }) });
	const { json } = await node.run('upsert', parameters, { items: [{ ...ann, phones: '' }] });
	expect(asked(requests)).toEqual([
		'GET /made-up/contacts?name=Ann',
		`POST ${EMAIL}`,
		'GET /made-up/contacts/501',
	]);
	expect(json).toEqual([{ id: 501, name: 'Ann' }]);
});

const refusal = refuses(422, 422, 'The number is taken');
describe('what is done by the time a step fails', () => {
	test.each<[string, Record<string, Answer>, IDataObject, string]>([
		[
			'the first is refused',
			{ 'POST /made-up/contacts': refusal },
			{},
			'SendPulse refused the request. SendPulse says: The number is taken (code 422).',
		],
		[
			'the second is refused',
			{ [`POST ${PHONE}`]: refusal },
			{},
			'Contact 501 exists, but its phone number was refused: SendPulse refused the request. SendPulse says: The number is taken (code 422). Do only the rest: to run this again would do the first part twice.',
		],
		[
			'it is several things',
			{ [`POST ${PHONE}`]: refusal },
			{ phones: '380632727700 380632727701' },
			'Contact 501 exists, but its phone numbers were refused: SendPulse refused the request. SendPulse says: The number is taken (code 422). Do only the rest: to run this again would do the first part twice.',
		],
		[
			'the third is refused',
			{ [`POST ${EMAIL}`]: refusal },
			{},
			'Contact 501 exists and its phone number is there, but its e-mail address was refused: SendPulse refused the request. SendPulse says: The number is taken (code 422). Do only the rest: to run this again would do the first part twice.',
		],
		[
			'the third was lost for good',
			{ [`POST ${EMAIL}`]: LOST },
			{},
			'Contact 501 exists and its phone number is there, but what became of its e-mail address is unclear: SendPulse answered with status 500 and a web page instead of data, 4 times in a row. Try again in a minute. Do only the rest: to run this again would do the first part twice.',
		],
	])('%s', async (_, answers, more, message) => {
		api(answers);
		const { error, json } = await node.run('create', parameters, { items: [{ ...ann, ...more }] });
		expect(error?.message).toBe(message);
		expect(json).toEqual([]);
	});

	test('a record that can not be read at the end', async () => {
		api({ 'GET /made-up/contacts/501': refuses(403, 403, 'No') });
		const { error } = await node.run('upsert', parameters, { items: [ann] });
		expect(error?.message).toMatch(
			/^Contact 501 exists, its phone number is there and its e-mail address is there, but the contact could not be read: /,
		);
	});

	test('a fault of the node itself, of which nothing is told but what is done', async () => {
		api({ 'POST /made-up/contacts': says({ id: 501 }) });
		const faulty = { ...create, steps: () => [...create.steps(prepared), broken] };
		const prepared: Contact = { name: 'Ann', phones: [], email: '' };
		const broken = {
			...creation(prepared),
			about: 'its tag',
			request: () => {
				throw new TypeError('secret');
			},
		};
		const { error } = await madeUp(plainProduct, [faulty]).run('create', parameters, {
			items: [ann],
		});
		expect(error?.message).toBe(
			'Contact 501 exists, but its tag failed: The node itself failed (TypeError). Look in SendPulse whether it was done, and please report this with the name of the operation. Do only the rest: to run this again would do the first part twice.',
		);
	});

	test('what looks first may be run again', async () => {
		api({ [`POST ${PHONE}`]: refusal });
		const { error } = await node.run('upsert', parameters, { items: [ann] });
		expect(error?.message).toMatch(/^Contact 501 exists, but .* \(code 422\)\.$/);
	});
});

describe('an answer that is lost', () => {
	test('of a step that must not be repeated: it is sent once, and none comes after it', async () => {
		const { requests } = api({ 'POST /made-up/contacts': LOST });
		const { error } = await node.run('create', parameters, { items: [ann] });
		expect(asked(requests)).toEqual(['POST /made-up/contacts']);
		expect(error?.message).toMatch(/It was not sent again, because SendPulse may have done it/);
	});

	test('of one that may be: it is sent again, and nothing before it', async () => {
		let lost = 2;
		const { requests } = answeringBy(({ path }) => {
			if (path === '/made-up/contacts') return says({ id: 501 });
			return path === PHONE && lost-- > 0 ? LOST : DONE;
		});
		const { json } = await node.run('create', parameters, { items: [ann] });
		expect(json).toEqual([{ id: 501, name: 'Ann' }]);
		expect(asked(requests)).toEqual([
			'POST /made-up/contacts',
			...new Array<string>(3).fill(`POST ${PHONE}`),
			`POST ${EMAIL}`,
		]);
	});

	test('an answer without its mark is none', async () => {
		const { requests } = api({ 'POST /made-up/contacts': says({}) });
		const { error } = await node.run('create', parameters, { items: [ann] });
		expect(error?.message).toMatch(/^SendPulse answered, but did not say that it was done\./);
		expect(requests).toHaveLength(1);
	});
});

describe('several items', () => {
	const items = ['Ann', 'Ben', 'Cid', 'Dee'].map((name, n) => ({
		name,
		phones: '380632727700',
		email: `${n}@example.com`,
	}));
	let created = 500;
	const several = (bad: string) => {
		created = 500;
		return answeringBy(({ path, body }) => {
			if (path === '/made-up/contacts') return says({ id: ++created });
			return path.includes(bad) || JSON.stringify(body).includes(bad) ? refusal : DONE;
		});
	};

	test('a bad one concerns no other where the user wants to go on', async () => {
		several('/502/');
		const { items: output } = await node.run('create', parameters, { items, ...goOn });
		expect(output.map(({ json }) => json.id ?? json.error)).toEqual([
			501,
			'Item 2: Contact 502 exists, but its phone number was refused: SendPulse refused the request. SendPulse says: The number is taken (code 422). Do only the rest: to run this again would do the first part twice.',
			503,
			504,
		]);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual(items.map((_, item) => ({ item })));
	});

	test('or leaves by the error output', async () => {
		several('/502/');
		const { json, errors } = await node.run('create', parameters, {
			items,
			settings: { onError: 'continueErrorOutput' },
		});
		expect(json).toHaveLength(3);
		expect(errors).toEqual([
			expect.objectContaining({
				name: 'Ben',
				error: expect.stringContaining('Contact 502 exists') as string,
			}) as IDataObject,
		]);
	});

	test('else it ends the run, and the whole is told as well', async () => {
		const alike = items.map((item) => ({ ...item, email: 'same@example.com' }));
		const { requests } = several('/502/');
		const { error } = await node.run('create', parameters, { items: alike });
		expect(error?.message).toMatch(
			/^Item 2: Contact 502 exists, but .* By then 1 of 4 contacts had been created\.$/,
		);
		// Those that share a name or an address follow one another.
		expect(asked(requests).filter((one) => one === 'POST /made-up/contacts')).toHaveLength(2);
	});

	test('those that concern nothing in common overlap', async () => {
		const order: string[] = [];
		created = 500;
		answeringBy(({ path }) => {
			order.push(path.replace(/\D/g, '') || 'new');
			return path === '/made-up/contacts' ? says({ id: ++created }) : DONE;
		});
		await node.run('create', parameters, { items: items.slice(0, 2) });
		expect(order.slice(0, 2)).toEqual(['new', 'new']);
	});
});

test('a run that is cancelled in the middle sends nothing more', async () => {
	let cancel = () => {};
	const { requests } = answeringBy(({ path }) => {
		if (path === '/made-up/contacts') return says({ id: 501 });
		cancel();
		return DONE;
	});
	const running = node.run('create', parameters, {
		items: [ann],
		onStart: (end) => (cancel = end),
	});
	const { json } = await running;
	expect(json).toEqual([]);
	await new Promise((resolve) => setTimeout(resolve, 20));
	expect(asked(requests)).toEqual(['POST /made-up/contacts', `POST ${PHONE}`]);
});

describe('Preview Only', () => {
	const preview = { ...parameters, options: { preview: true } };

	test('shows all requests in order, with words for what nobody knows yet', async () => {
		const { requests } = api();
		const { items } = await node.run('create', preview, { items: [ann] });
		const shown = { preview: true, method: 'POST', inputItems: [1] };
		const host = 'https://api.sendpulse.com/made-up/contacts';
		expect(items).toEqual(
			[
				{ ...shown, url: host, body: { name: 'Ann' } },
				{
					...shown,
					url: `${host}/{the new contact}/phones`,
					body: { contactId: '{the new contact}', phones: ['380632727700'] },
				},
				{
					...shown,
					url: `${host}/{the new contact}/emails?of={the new contact}`,
					body: { email: 'ann@example.com' },
				},
			].map((json) => ({ json, pairedItem: [{ item: 0 }] })),
		);
		expect(requests).toEqual([]);
	});

	test('looks up what changes nothing, and shows what it knows then', async () => {
		const { requests } = api({ 'GET /made-up/contacts?name=Ann': says({ id: 501 }) });
		const { json } = await node.run('upsert', preview, { items: [{ ...ann, email: '' }] });
		expect(asked(requests)).toEqual(['GET /made-up/contacts?name=Ann']);
		expect(json.map(({ method, url }) => `${String(method)} ${String(url)}`)).toEqual([
			'POST https://api.sendpulse.com/made-up/contacts/501/phones',
			'GET https://api.sendpulse.com/made-up/contacts/501',
		]);
	});

	test('a look-up that fails is the failure of its item', async () => {
		const { requests } = api({ 'GET /made-up/contacts?name=Ann': refuses(403, 403, 'No') });
		const items = [ann, { ...ann, name: 'Ben' }];
		const { json } = await node.run('upsert', preview, { items, ...goOn });
		expect(json[0].error).toMatch(/^Item 1: /);
		expect(json.slice(1).map(({ inputItems }) => inputItems)).toEqual([[2], [2], [2], [2]]);
		expect(requests).toHaveLength(2);
	});
});

describe('steps that only what was found tells', () => {
	/** Looks for the contact by name and adds those numbers that it lacks. */
	const complete = steps<Contact, Found & { phones?: string[] }>({
		...shared,
		option: named('complete'),
		repeatable: true,
		claims: ({ contactId: id }) => (id ? String(id) : undefined),
		steps: (input) => [
			{
				effect: 'read',
				about: 'the contact',
				done: (found) => `Contact ${contactId(found)} was found`,
				request: () => ({ ...get`/contacts`, query: { name: input.name } }),
				learn: (body) => {
					const { id, phones } = body as { id: number; phones?: string[] };
					if (!phones) throw new InputProblem('There is no such contact.');
					return { contactId: id, phones };
				},
			},
			{
				effect: 'further',
				steps: ({ phones }) =>
					input.phones
						.filter((phone) => !phones!.includes(phone))
						.map((phone) => ({
							effect: 'write',
							about: `its phone number ${phone}`,
							repeatable: true,
							confirmed: saysSuccess,
							request: (found) => ({
								...post`/contacts/${contactId(found)}/phones`,
								body: { phone },
							}),
							done: () => `its phone number ${phone} is there`,
						})),
			},
		],
	});
	const completing = madeUp(plainProduct, [complete]);
	const known = {
		'GET /made-up/contacts?name=Ann': says({ id: 501, phones: ['1'] }),
		'GET /made-up/contacts?name=Anna': says({ id: 501, phones: ['1'] }),
	};
	const items = [{ ...ann, phones: '1 2 3' }];

	test('are taken in their place, and a failure names what is done', async () => {
		let left = 1;
		const { requests } = answeringBy(({ method, path }) =>
			method === 'GET' ? known[`GET ${path}` as keyof typeof known] : left-- > 0 ? DONE : refusal,
		);
		const { error } = await completing.run('complete', parameters, { items });
		expect(requests.slice(1).map(({ body }) => body)).toEqual([{ phone: '2' }, { phone: '3' }]);
		expect(error?.message).toMatch(
			/^Contact 501 was found and its phone number 2 is there, but its phone number 3 was refused: /,
		);
	});

	test('are shown in a preview', async () => {
		api(known);
		const preview = { ...parameters, options: { preview: true } };
		const { json } = await completing.run('complete', preview, { items });
		expect(json.map(({ body }) => body)).toEqual([{ phone: '2' }, { phone: '3' }]);
	});

	test('what an answer does not fit to is told in its own words', async () => {
		api({ 'GET /made-up/contacts?name=Ann': says({ id: 501 }) });
		const { error } = await completing.run('complete', parameters, { items });
		expect(error?.message).toBe('There is no such contact.');
	});

	test('a fault among them names what is done, too', async () => {
		api();
		const faulty = steps<Contact, Found>({
			...create,
			steps: (input) => [
				creation(input),
				{
					effect: 'further',
					steps: () => {
						throw new TypeError('secret');
					},
				},
			],
		});
		const { error } = await madeUp(plainProduct, [faulty]).run('create', parameters, { items });
		expect(error?.message).toMatch(/^Contact 501 exists, but the rest could not be read: /);
		expect(error?.message).not.toMatch('secret');
	});

	test('items that turn out to be about the same follow one another', async () => {
		const order: string[] = [];
		// So slowly that items which don't wait for one another meet.
		new StandIn(
			({ method, path, body }) => {
				order.push(method === 'GET' ? 'look' : String((body as IDataObject).phone));
				return known[`${method} ${path}` as keyof typeof known] ?? DONE;
			},
			{ delayMs: 10 },
		);
		await completing.run('complete', parameters, {
			items: [
				{ name: 'Ann', phones: '2 3 4', email: 'a@x.example' },
				{ name: 'Anna', phones: '5 6 7', email: 'b@x.example' },
			],
		});
		expect([
			['2', '3', '4', '5', '6', '7'],
			['5', '6', '7', '2', '3', '4'],
		]).toContainEqual(order.filter((one) => one !== 'look'));
	});
});

describe('a creation whose answer was lost', () => {
	const recovering = (seen: Found | 'notDone' | undefined) =>
		madeUp(plainProduct, [
			steps<Contact, Found>({
				...create,
				steps: (input) => [
					{
						...creation(input),
						recovered: async (_, client) => {
							await client.send(get`/lately`);
							return seen;
						},
					},
					...parts(input),
				],
			}),
		]);
	const items = [{ ...ann, email: '' }];

	test('goes on where the record is there all the same', async () => {
		const { requests } = api({ 'POST /made-up/contacts': LOST });
		const { json } = await recovering({ contactId: 501 }).run('create', parameters, { items });
		expect(asked(requests)).toEqual([
			'POST /made-up/contacts',
			'GET /made-up/lately',
			`POST ${PHONE}`,
		]);
		expect(json).toEqual([{ id: 501, name: 'Ann' }]);
	});

	test('is sent again, once, where it was certainly not done', async () => {
		const { requests } = api({ 'POST /made-up/contacts': LOST });
		const { error } = await recovering('notDone').run('create', parameters, { items });
		const post = 'POST /made-up/contacts';
		expect(asked(requests)).toEqual([post, 'GET /made-up/lately', post]);
		expect(error?.message).toMatch(/It was not sent again/);
	});

	test('is not sent again after a time-out: SendPulse may still be at it', async () => {
		const { requests } = api({ 'POST /made-up/contacts': { status: 504, body: '<html>' } });
		const { error } = await recovering('notDone').run('create', parameters, { items });
		expect(asked(requests)).toEqual(['POST /made-up/contacts', 'GET /made-up/lately']);
		expect(error?.message).toMatch(/status 504 .* It was not sent again/);
	});

	test('is looked for a moment later: what is new may not be shown at once', async () => {
		const lostAt = Date.now();
		let lookedAt = 0;
		answeringBy(({ method }) => {
			if (method === 'POST') return LOST;
			lookedAt = Date.now();
			return says({});
		});
		await recovering(undefined).run('create', parameters, { items });
		expect(lookedAt - lostAt).toBeGreaterThanOrEqual(3_000);
	});

	test.each<[string, Found | undefined, Answer]>([
		['it does not show', undefined, says({ id: 501 })],
		['the look fails', { contactId: 501 }, refuses(403, 403, 'No')],
	])('stays unclear where %s', async (_, seen, lately) => {
		const { requests } = api({ 'POST /made-up/contacts': LOST, 'GET /made-up/lately': lately });
		const { error } = await recovering(seen).run('create', parameters, { items });
		expect(error?.message).toMatch(/It was not sent again, because SendPulse may have done it/);
		expect(requests).toHaveLength(2);
	});

	test('is not looked for where it was refused', async () => {
		const { requests } = api({ 'POST /made-up/contacts': refusal });
		await recovering({ contactId: 501 }).run('create', parameters, { items });
		expect(requests).toHaveLength(1);
	});
});

describe('Retry On Fail', () => {
	const settings = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };

	test('is refused where one of the steps must not be repeated', async () => {
		const { requests } = api();
		const { error } = await node.run('create', parameters, { items: [ann], settings });
		expect(error?.message).toMatch(/^Turn off 'Retry On Fail'/);
		expect(requests).toEqual([]);
	});

	test('is taken where all may be, and where all of it may be run again', async () => {
		const tame = steps<Contact, Found>({
			...create,
			option: named('tame'),
			steps: () => parts({ name: '', phones: [], email: 'ann@example.com' }),
		});
		const { requests } = api();
		await madeUp(plainProduct, [tame]).run('tame', parameters, { items: [ann], settings });
		await node.run('upsert', parameters, { items: [ann], settings });
		expect(requests).toHaveLength(6);
	});
});

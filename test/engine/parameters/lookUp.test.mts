/** Locators that find by what people have. */
import '../virtualTime.mts';
import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { requests } from '../../../nodes/engine/api/request';
import { found, type LookUp } from '../../../nodes/engine/parameters/lookUp';
import { read, write } from '../../../nodes/engine/run/operation';
import { succeeded } from '../../../nodes/engine/run/outcome';
import { answeringBy, locator, says, StandIn } from '../../api.mts';
import { goOn } from '../bench.mts';
import { madeUp, named, plainProduct } from '../madeUp.mts';

const { get, post } = requests(plainProduct);

const contactId: INodeProperties = {
	displayName: 'Contact',
	name: 'contactId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	modes: ['list', 'id', 'email'].map((name) => ({ displayName: name, name, type: 'string' })),
};

const contact: LookUp = {
	noun: 'contact',
	plural: 'contacts',
	by: {
		email: {
			called: 'the e-mail address',
			read: (item, name) => item.email(name).toLowerCase(),
			find: async (client, email) => {
				const request = { ...post`/search`, body: { email } };
				const rows = (await client.send(request, { repeatable: true })) as IDataObject[];
				return rows.map(({ id, name }) => ({ id: Number(id), name: String(name ?? '') }));
			},
		},
	},
	modeOf: (text) => (text.includes('@') ? 'email' : undefined),
};

const fields = [contactId];
const node = madeUp(plainProduct, [
	read({
		option: named('get'),
		fields,
		prepare: async (item) => ({ id: await found(item, 'contactId', contact) }),
		request: ({ id }) => get`/contacts/${id}`,
	}),
	write({
		option: named('touch'),
		fields,
		prepare: async (item) => ({ id: await found(item, 'contactId', contact) }),
		repeatable: true,
		confirmed: () => true,
		request: ({ id }) => post`/contacts/${id}`,
		output: (_, { id }) => succeeded({ id }),
	}),
	read({
		option: named('begin'),
		fields,
		prepare: async (item) => ({
			id: await found(item, 'contactId', { ...contact, makes: "'Touch'" }),
		}),
		request: ({ id }) => get`/contacts/${id}`,
	}),
]);

const KNOWN: Record<string, IDataObject[]> = {
	'ann@mail.example': [{ id: 5, name: 'Ann' }],
	'two@mail.example': [{ id: 6, name: 'Bob' }, { id: 7 }],
};

/** Answers searches from those that are known. */
const searching = (delayMs = 0) =>
	new StandIn(
		({ path, body }) => {
			if (path !== '/made-up/search') return says({ success: true, path });
			const { email } = body as { email: string };
			return says(
				KNOWN[email] ?? (email.startsWith('n') ? [{ id: Number(email.slice(1, -13)) }] : []),
			);
		},
		{ delayMs },
	);

test.each([
	['an ID that was picked', locator('12'), '/made-up/contacts/12', 1],
	['an ID that was typed', locator(' 12 ', 'id'), '/made-up/contacts/12', 1],
	['a bare ID', '12', '/made-up/contacts/12', 1],
	['an address', locator(' Ann@Mail.Example ', 'email'), '/made-up/contacts/5', 2],
	['a bare address', 'ann@mail.example', '/made-up/contacts/5', 2],
])('%s', async (_, contactId, path, requests) => {
	const api = searching();
	const { error } = await node.run('get', { contactId });
	expect(error).toBeUndefined();
	expect(api.requests).toHaveLength(requests);
	expect(api.requests.at(-1)?.path).toBe(path);
});

test.each([
	[
		'unknown@mail.example',
		"'Contact' finds nothing: no contact has the e-mail address 'unknown@mail.example'. Check it, or leave this item out. Nothing was sent.",
	],
	[
		'two@mail.example',
		"'Contact' is not clear: 2 contacts have the e-mail address 'two@mail.example'. Give the ID of one of them: 6 (Bob), 7. Nothing was sent.",
	],
	[
		'no address@',
		"'Contact' is not an e-mail address: 'no address@'. Correct it or leave this item out. Nothing was sent.",
	],
])('%s is an error before anything is written', async (email, message) => {
	const api = searching();
	const { error } = await node.run('touch', { contactId: locator(email, 'email') });
	expect(error?.message).toBe(message);
	expect(api.requests.filter(({ path }) => path !== '/made-up/search')).toEqual([]);
});

test('where something else can make what is not there, that is said', async () => {
	searching();
	const { error } = await node.run('begin', {
		contactId: locator('unknown@mail.example', 'email'),
	});
	expect(error?.message).toContain(
		"Check it, create the contact before this node ('Touch'), or leave this item out.",
	);
});

test.each(['__proto__', 'constructor', 'toString'])('the mode %s is none', async (mode) => {
	searching();
	const { error } = await node.run('get', { contactId: locator('x', mode) });
	expect(error?.message).toContain('has to be an ID');
});

test('equal values are looked up once in a run', async () => {
	const api = searching();
	const emails = ['ann@mail.example', 'ANN@mail.example', ' ann@mail.example '];
	const items = emails.map((email) => ({ email }));
	const { json } = await node.run('get', { contactId: '={{ $json.email }}' }, { items });
	expect(json).toHaveLength(3);
	expect(api.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
});

test('equal values in different places are different look-ups', async () => {
	const api = searching();
	const within = madeUp(plainProduct, [
		read({
			option: named('get'),
			fields: [contactId, { ...contactId, name: 'place', type: 'number', default: 0 }],
			prepare: async (item) => ({
				id: await found(item, 'contactId', { ...contact, within: item.id('place') }),
			}),
			request: ({ id }) => get`/contacts/${id}`,
		}),
	]);
	await within.run(
		'get',
		{ contactId: 'ann@mail.example', place: '={{ $json.place }}' },
		{ items: [{ place: 1 }, { place: 2 }, { place: 1 }] },
	);
	expect(api.requests.filter(({ method }) => method === 'POST')).toHaveLength(2);
});

test('different ones side by side, and the items keep their order', async () => {
	const api = searching(50);
	const items = Array.from({ length: 100 }, (_, n) => ({ email: `n${n + 1}@mail.example` }));
	const { json, error } = await node.run('touch', { contactId: '={{ $json.email }}' }, { items });
	expect(error).toBeUndefined();
	expect(json.map(({ id }) => id)).toEqual(items.map((_, n) => n + 1));
	expect(api.mostAtOnce).toBeGreaterThan(5);
});

test('one that finds nothing fails alone where the user goes on', async () => {
	searching();
	const items = [
		{ email: 'n1@mail.example' },
		{ email: 'x@mail.example' },
		{ email: 'n3@mail.example' },
	];
	const { json } = await node.run('touch', { contactId: '={{ $json.email }}' }, { items, ...goOn });
	expect(json).toEqual([
		{ success: true, id: 1 },
		{
			error: expect.stringContaining("Item 2: 'Contact' finds nothing") as string,
			input: items[1],
		},
		{ success: true, id: 3 },
	]);
});

test('the first bad item is the one that is named, whichever look-up ends first', async () => {
	answeringBy(() => says([]));
	const items = [{ email: 'a@mail.example' }, { email: 'no address@' }];
	const { error } = await node.run('touch', { contactId: '={{ $json.email }}' }, { items });
	expect(error?.message).toMatch(/^Item 1: 'Contact' finds nothing/);
});

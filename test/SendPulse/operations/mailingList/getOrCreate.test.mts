import '../../../quickWaits.mts';
import type { IDataObject } from 'n8n-workflow';
import { answeringBy, operation, refuses, says, type Answer } from '../../../api.mts';
import { goOn } from '../../../engine/bench.mts';

const getOrCreate = operation('mailingList', 'getOrCreate');
const list = (id: number, name: string, status = 0): IDataObject => ({ id, name, status });
const output = (id: number, name: string, created: boolean): IDataObject => ({
	...list(id, name),
	statusName: 'Active',
	mailingListId: id,
	created,
});
const LOST: Answer = { status: 500, body: '<html>' };
const items = (...names: string[]) => names.map((name) => ({ name }));
const name = '={{ $json.name }}';

/** SendPulse with these lists, whose names must differ. */
function account(
	lists: IDataObject[],
	whenCreated: (create: () => Answer) => Answer = (create) => create(),
) {
	const create = (bookName: string): Answer => {
		if (lists.some((one) => one.name === bookName)) return refuses(422, 203, 'Name already in use');
		lists.push(list(900 + lists.length, bookName));
		return says({ id: lists[lists.length - 1].id });
	};
	const api = answeringBy(({ method, path, body }) => {
		const { pathname, searchParams } = new URL(path, 'https://x.co');
		if (method === 'POST')
			return whenCreated(() => create((body as { bookName: string }).bookName));
		const [, id] = /^\/addressbooks\/(\d+)$/.exec(pathname) ?? [];
		if (id) return says(lists.filter((one) => one.id === Number(id)));
		const [offset, limit] = ['offset', 'limit'].map((key) => Number(searchParams.get(key)));
		return says(lists.slice(offset, offset + limit));
	});
	const asked = () => api.requests.map(({ method, path }) => `${method} ${path.split('?')[0]}`);
	return { lists, asked, created: () => asked().filter((one) => one.startsWith('POST')).length };
}

test('finds the list of that very name before one that differs in case', async () => {
	const api = account([list(1, 'leads'), list(2, 'Leads'), list(3, 'Customers')]);
	const { items: found } = await getOrCreate.run(
		{ name },
		{ items: items('Leads', ' customers ') },
	);
	expect(found).toEqual([
		{ json: output(2, 'Leads', false), pairedItem: { item: 0 } },
		{ json: output(3, 'Customers', false), pairedItem: { item: 1 } },
	]);
	expect(api.created()).toBe(0);
});

test('reads no further than until all names are found', async () => {
	const api = account(Array.from({ length: 450 }, (_, n) => list(n + 1, `List ${n}`)));
	await getOrCreate.run({ name: 'List 7' });
	expect(api.asked()).toEqual(['GET /addressbooks']);
});

test('creates a missing list once, however many items name it, and finds it the next time', async () => {
	const api = account([list(1, 'Leads')]);
	const run = async () => await getOrCreate.run({ name }, { items: items('New', 'NEW', 'leads') });
	const first = await run();
	expect(first.json).toEqual([
		output(901, 'New', true),
		output(901, 'New', false),
		output(1, 'Leads', false),
	]);
	expect((await run()).json.map(({ created }) => created)).toEqual([false, false, false]);
	expect(api.created()).toBe(1);
});

test('one that is marked as deleted is none', async () => {
	account([list(1, 'leads', 1)]);
	const { json } = await getOrCreate.run({ name: 'Leads' });
	expect(json).toEqual([output(901, 'Leads', true)]);
});

test('names that only differ in case from several lists are not guessed at', async () => {
	const api = account([list(1, 'leads'), list(2, 'LEADS')]);
	const given = { items: items('Leads', 'New', 'LEADS') };
	const { json } = await getOrCreate.run({ name }, { ...given, ...goOn });
	const text =
		"Item 1: 2 mailing lists are called 'Leads' but for upper and lower case: 1 (leads), 2 (LEADS). Write the name as the one that is meant has it, or rename the others.";
	expect(json).toEqual([
		{ error: text, input: { name: 'Leads' } },
		output(902, 'New', true),
		output(2, 'LEADS', false),
	]);
	expect(api.created()).toBe(1);
});

describe('made by somebody else meanwhile', () => {
	test('it is read again', async () => {
		const api = account([], (create) => {
			create();
			return create();
		});
		expect((await getOrCreate.run({ name: 'New' })).json).toEqual([output(900, 'New', false)]);
		expect(api.created()).toBe(1);
	});

	test('and not to be found, it says what SendPulse said', async () => {
		account([], () => refuses(422, 203, 'Name already in use'));
		const { error } = await getOrCreate.run({ name: 'New' });
		expect(error?.message).toMatch(/^A mailing list with this name exists already\./);
	});
});

describe('an answer that is lost', () => {
	test('is looked after, and nothing is sent twice', async () => {
		const api = account([], (create) => {
			create();
			return LOST;
		});
		expect((await getOrCreate.run({ name: 'New' })).json).toEqual([output(900, 'New', true)]);
		expect(api.created()).toBe(1);
	});

	test('to something that was not done stays unclear', async () => {
		const api = account([], () => LOST);
		const { error } = await getOrCreate.run({ name: 'New' });
		expect(error?.message).toMatch(
			/It was not sent again.* Look with 'Get Many' whether it was done before you run this again\./,
		);
		expect(api.created()).toBe(1);
	});
});

test('a preview looks and creates nothing', async () => {
	const api = account([list(1, 'Leads')]);
	const parameters = { name, options: { preview: true } };
	const { json } = await getOrCreate.run(parameters, { items: items('Leads', 'New') });
	const shown = { preview: true, done: false };
	expect(json).toEqual([
		{ ...shown, ...output(1, 'Leads', false) },
		{ ...shown, name: 'New', created: true },
	]);
	expect(api.created()).toBe(0);
});

test('an empty name is refused before anything is sent', async () => {
	const api = account([]);
	const { error } = await getOrCreate.run({ name }, { items: items('Leads', ' ') });
	expect(error?.message).toBe("Item 2: 'Name' is empty. Fill it in. Nothing was sent.");
	expect(api.asked()).toEqual([]);
});

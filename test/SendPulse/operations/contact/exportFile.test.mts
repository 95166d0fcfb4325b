/** A mailing list as one CSV file, against the sandbox, in virtual time. */
import '../../../engine/virtualTime.mts';
import { parse } from 'csv-parse/sync';
import type { IDataObject } from 'n8n-workflow';
import { Bench, goOn, run } from '../../../engine/bench.mts';
import { contentOf, storedFile } from '../../../engine/binaryModes.mts';
import type { NodeResult, NodeRun } from '../../../n8n.mts';
import { disagreements, schemaOf } from '../../../schema.mts';
import type { SandboxSetup } from '../../../../sandbox/index.mts';

type Values = Record<string, string | number>;

/** A list of these contacts, in a sandbox of its own. */
async function listOf(contacts: Array<{ email: string } & IDataObject>, setup: SandboxSetup = {}) {
	const bench = await Bench.start(setup);
	const { lists } = bench.sandbox.state;
	const list = lists.create('News / Kyiv: 1');
	list.variables.set('Name', 'string');
	list.variables.set('orders', 'number');
	for (const { email, status = 1, phone = '', variables = {} } of contacts) {
		list.contacts.add({
			email,
			status: Number(status),
			addedAt: 0,
			phone: String(phone),
			values: new Map(Object.entries(variables as Values)),
		});
	}
	const exported = async (parameters: IDataObject = {}, more: Partial<NodeRun> = {}) =>
		await run(
			bench.byKey(),
			'contact',
			'exportFile',
			{ mailingListId: list.id, outputField: 'data', ...parameters },
			more,
		);
	return { bench, list, exported };
}

const textOf = async ({ items }: NodeResult, field = 'data') =>
	(await contentOf(items[0]!.binary![field]!)).toString();

const ann = {
	email: 'ann@x.example',
	phone: '380632727700',
	variables: { Name: 'Ann, "B."', orders: 21 },
};

test('each contact is a row, with its variables in the order of the list', async () => {
	const { list, exported } = await listOf([
		ann,
		{ email: 'bob@x.example', status: 4 },
		{ email: 'київ@x.example', variables: { Name: 'Іван\nб.' } },
	]);
	const result = await exported({}, { timezone: 'Pacific/Kiritimati' });
	const text = await textOf(result);
	expect(text).toBe(
		[
			'\uFEFFemail,phone,status,statusName,Name,orders',
			'ann@x.example,380632727700,1,Active,"Ann, ""B.""",21',
			'bob@x.example,,4,Unsubscribed,,',
			'київ@x.example,,1,Active,"Іван\nб.",',
			'',
		].join('\r\n'),
	);
	const today = new Date(Date.now() + 14 * 3_600_000).toISOString().slice(0, 10);
	const fileName = `News _ Kyiv_ 1 ${today}.csv`;
	expect(result.json).toEqual([
		{
			mailingListId: list.id,
			name: 'News / Kyiv: 1',
			fileName,
			contacts: 3,
			columns: ['email', 'phone', 'status', 'statusName', 'Name', 'orders'],
			bytes: Buffer.byteLength(text),
			complete: true,
		},
	]);
	expect(result.items[0]?.pairedItem).toEqual({ item: 0 });
	expect(result.items[0]?.binary?.data).toMatchObject({ fileName, mimeType: 'text/csv' });
	expect(result.hints).toEqual([]);
	const schema = schemaOf('SendPulse', 'contact', 'exportFile');
	expect(disagreements(schema, result.json)).toEqual([]);
});

test('a variable that is called like a column of the contact has a header of its own, and is read back', async () => {
	const { bench, list, exported } = await listOf([ann]);
	list.variables.set('status', 'string');
	list.variables.set('E_Mail', 'string');
	list.contacts.change(ann.email, {
		phone: ann.phone,
		values: new Map([
			['status', 'gold'],
			['E_Mail', 'work'],
		]),
	});
	const result = await exported();
	const text = await textOf(result);
	expect(text.split('\r\n').slice(0, 2)).toEqual([
		'\uFEFFemail,phone,status,statusName,Name,orders,status (variable),E_Mail (variable)',
		'ann@x.example,380632727700,1,Active,"Ann, ""B.""",21,gold,work',
	]);
	const imported = async (mailingListId: number) =>
		await run(
			bench.byKey(),
			'contact',
			'importFile',
			{ mailingListId, fileBinaryProperty: 'data' },
			{ files: [{ data: await storedFile(text, { fileName: 'a.csv', mimeType: 'text/csv' }) }] },
		);
	const other = bench.sandbox.state.lists.create('Another');
	for (const target of [list, other]) {
		const { json, error, hints } = await imported(target.id);
		expect(error).toBeUndefined();
		expect(json).toMatchObject([{ imported: 1, rejected: 0 }]);
		expect(target.contacts.get(ann.email)?.variables.get('status')).toBe('gold');
		expect(hints.join()).toMatch(/Not used: status, statusName, E_Mail \(variable\)/);
	}
});

test('options', async () => {
	const { exported } = await listOf([
		{ email: '=a@x.example', variables: { Name: '=1+1;', orders: -5 } },
	]);
	const result = await exported({
		outputField: 'file',
		options: {
			bom: false,
			columns: ['orders', 'Name'],
			delimiter: ';',
			fileName: 'folder/out.csv',
			includeStatus: false,
		},
	});
	expect(await textOf(result, 'file')).toBe(
		`email;phone;orders;Name\r\n'=a@x.example;;-5;"'=1+1;"\r\n`,
	);
	expect(result.json[0]?.fileName).toBe('out.csv');
	const raw = await exported({ options: { escapeFormulas: false } });
	expect(await textOf(raw)).toContain('\r\n=a@x.example,,1,Active,=1+1;,-5\r\n');
});

test.each([
	['active', ['ann@x.example']],
	['inactive', ['bob@x.example']],
	['all', ['ann@x.example', 'bob@x.example']],
])('the filter %s', async (status, emails) => {
	const { exported } = await listOf([ann, { email: 'bob@x.example', status: 4 }]);
	const rows = parse(await textOf(await exported({ filters: { status } })), {
		columns: true,
		bom: true,
	});
	expect(rows.map((row) => (row as IDataObject).email)).toEqual(emails);
});

test('a long list is read once, in as few requests as it has pages, and an empty one is a heading', async () => {
	const people = Array.from({ length: 1_234 }, (_, n) => ({ email: `p${n}@x.example` }));
	const { bench, exported } = await listOf(people);
	const result = await exported();
	const rows = (await textOf(result)).split('\r\n');
	expect(rows).toHaveLength(1_234 + 2);
	expect(rows[1_234]).toBe('p1233@x.example,,1,Active,,');
	// The list, its variables, two counts, and pages of 99 further contacts each.
	expect(bench.requests.length).toBeLessThanOrEqual(4 + 14);

	const empty = await (await listOf([])).exported();
	expect(empty.json).toMatchObject([{ contacts: 0, complete: true }]);
	expect(await textOf(empty)).toBe('\uFEFFemail,phone,status,statusName,Name,orders\r\n');
});

test('of a list that moves all the time the file says that it may not be complete', async () => {
	const people = Array.from({ length: 900 }, (_, n) => ({ email: `p${n}@x.example` }));
	const { bench, list, exported } = await listOf(people);
	let gone = 0;
	bench.onRequest = (_, { path }) => {
		if (!path.endsWith('/emails')) return;
		// Whoever was in front goes: all others move up, further than pages overlap.
		for (let n = 0; n < 15 && gone < 800; n++) list.contacts.remove(`p${gone++}@x.example`);
	};
	const result = await exported();
	const emails = (await textOf(result))
		.split('\r\n')
		.slice(1, -1)
		.map((row) => row.split(',')[0]);
	expect(new Set(emails).size).toBe(emails.length);
	expect(result.json).toMatchObject([{ contacts: emails.length, complete: false }]);
	expect(result.hints.join()).toContain('changed in SendPulse while it was read');
});

test('a list that would not fit is refused before it is read', async () => {
	const { bench, exported } = await listOf([], { totalLag: -4_000_000 });
	const { error } = await exported();
	expect(error?.message).toBe(
		"The mailing list 'News / Kyiv: 1' has 4,000,000 contacts, and a file of more than 3,333,333 is more than n8n can hold. Use Get Many, or filter by status.",
	);
	expect(bench.requests.filter(({ path }) => path.endsWith('/emails'))).toEqual([]);
});

test.each<[IDataObject, string]>([
	[
		{ columns: ['Nmae'] },
		"'Variable Names or IDs' names 'Nmae', and the mailing list has the variables Name, orders.",
	],
	[{ delimiter: 'x' }, "'Delimiter' has to be a comma, a semicolon or a tab."],
	[{ fileName: '..' }, "'File Name' is no name of a file."],
])('refuses the options %j', async (options, text) => {
	const { bench, exported } = await listOf([]);
	const { error } = await exported({ options });
	expect(error?.message).toBe(`${text} Nothing was sent.`);
	expect(bench.requests.filter(({ path }) => !path.endsWith('/variables'))).toEqual([]);
});

test('a list that can not be read fails alone', async () => {
	const { list, exported } = await listOf([ann]);
	const { json, items } = await exported(
		{ mailingListId: '={{ $json.id }}' },
		{ items: [{ id: 404404 }, { id: list.id }], ...goOn },
	);
	expect(json[0]?.error).toMatch(/^Item 1: There is no such mailing list/);
	expect(json[1]).toMatchObject({ contacts: 1 });
	expect(items[1]?.binary?.data).toBeDefined();
});

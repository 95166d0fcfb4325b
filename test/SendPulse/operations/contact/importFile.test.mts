/** A CSV file into a mailing list, against the sandbox, in virtual time. */
import '../../../engine/virtualTime.mts';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { ExecuteContext } from 'n8n-core';
import type { IDataObject, LogMetadata } from 'n8n-workflow';
import { Bench, goOn, run } from '../../../engine/bench.mts';
import { BINARY_MODES, contentOf, keepFilesIn, storedFile } from '../../../engine/binaryModes.mts';
import type { NodeResult, NodeRun } from '../../../n8n.mts';
import { disagreements, schemaOf } from '../../../schema.mts';
import { refusals } from '../../../../sandbox/errors.mts';
import type { FaultRule } from '../../../../sandbox/faults.mts';
import type { SandboxSetup } from '../../../../sandbox/index.mts';

/** Refuses requests with certain addresses as it refuses addresses that are none. */
function refusing({ sandbox }: Bench, isRefused: (email: string) => boolean): void {
	const list = sandbox.state.lists.getByName('Customers of the file')!;
	const get = list.contacts.get.bind(list.contacts);
	list.contacts.get = (email) => {
		if (isRefused(email)) throw refusals.emailSyntax();
		return get(email);
	};
}

const PATH = '/addressbooks/*/emails';

/** A mailing list with some variables, in a sandbox of its own. */
async function emptyList(setup: SandboxSetup = {}) {
	const bench = await Bench.start(setup);
	const { lists } = bench.sandbox.state;
	const list = lists.create('Customers of the file');
	list.variables.set('First_Name', 'string');
	list.variables.set('orders', 'number');
	list.variables.set('since', 'date');
	const imported = async (
		file: string | Buffer | Buffer[],
		parameters: IDataObject = {},
		more: Partial<NodeRun> = {},
	) =>
		await run(
			bench.byKey(),
			'contact',
			'importFile',
			{ mailingListId: list.id, fileBinaryProperty: 'data', ...parameters },
			{
				files: await Promise.all(
					(Array.isArray(file) ? file : [file]).map(async (content) => ({
						data: await storedFile(content, { fileName: 'people.csv', mimeType: 'text/csv' }),
					})),
				),
				...more,
			},
		);
	const values = (email: string) => Object.fromEntries(list.contacts.get(email)?.variables ?? []);
	const additions = () => bench.requests.filter(({ method }) => method === 'POST');
	const emails = () => [...list.contacts.values()].map(({ email }) => email);
	return { bench, list, imported, values, additions, emails };
}

async function rejectedIn({ items }: NodeResult, field = 'rejected', index = 0) {
	const file = items[index]?.binary?.[field];
	if (!file) return [];
	return parse((await contentOf(file)).toString(), { bom: true, relax_column_count: true });
}

const rowsOf = (count: number, from = 1) =>
	Array.from({ length: count }, (_, n) => `p${n + from}@x.example,Name ${n + from},${n + from}\n`);
const HEADER = 'email,First Name,orders\n';
const people = (count: number) => HEADER + rowsOf(count).join('');

test('each row is a contact, typed as when adding, and new columns become text', async () => {
	const { list, imported, values, additions } = await emptyList();
	const result = await imported(
		[
			'E-Mail;first_name;Orders;since;Phone;City;status;',
			'ann@x.example;"Ann ""B."";\nx";1.234,5;30.11.1979;+38 (063) 272-77-00;Köln;Active;',
			'bob@x.example;;;;;;;',
			'',
			'Bob@X.example;Bob;2;;;;;',
		].join('\r\n'),
		{ options: { numberFormat: 'decimalComma' } },
	);
	expect(result.error).toBeUndefined();
	expect(values('ann@x.example')).toEqual({
		First_Name: 'Ann "B.";\nx',
		orders: 1234.5,
		since: '1979-11-30',
		City: 'Köln',
	});
	expect(list.contacts.get('ann@x.example')?.phone).toBe('380632727700');
	expect(list.variables.get('City')).toBe('string');
	// Twice the same: what came last, and what only the first one had.
	expect(values('bob@x.example')).toEqual({ First_Name: 'Bob', orders: 2 });
	expect(additions()).toHaveLength(1);
	expect(result.json).toEqual([
		{
			mailingListId: list.id,
			fileName: 'people.csv',
			rows: 3,
			imported: 2,
			rejected: 0,
			duplicates: 1,
			startRow: 1,
			lastRow: 4,
			columns: [
				{ column: 'E-Mail', variable: 'email' },
				{ column: 'Phone', variable: 'Phone' },
				{ column: 'first_name', variable: 'First_Name' },
				{ column: 'Orders', variable: 'orders' },
				{ column: 'since', variable: 'since' },
				{ column: 'City', variable: 'City' },
			],
			newVariables: ['City'],
			requests: 1,
			seconds: expect.any(Number),
		},
	]);
	expect(result.items[0]?.pairedItem).toEqual({ item: 0 });
	expect(result.items[0]?.binary).toBeUndefined();
	expect(result.hints).toEqual([
		'people.csv: 2 contacts imported in 1 request; 1 row more was of the same addresses',
		'Not used: status (the mailing list has no such variable)',
	]);
});

test.each(BINARY_MODES)(
	'a file in n8n’s %s, as many rows in a request as it takes',
	async (mode) => {
		await keepFilesIn(mode);
		const { list, imported, additions } = await emptyList();
		const { json, error } = await imported(people(1_234));
		expect(error).toBeUndefined();
		expect(json).toMatchObject([{ rows: 1_234, imported: 1_234, requests: 13, lastRow: 1_234 }]);
		expect(list.contacts.size).toBe(1_234);
		expect(additions()).toHaveLength(13);
	},
);

test('rows that can not be used are left out, each with its number and the reason', async () => {
	const { imported, emails } = await emptyList();
	const result = await imported(
		`${people(12)}ann@x,Ann,1\n,Nobody,\nbob@x.example,Bob,many\nc@x.example,a,1,2\n"d@x.example,D`,
		{ options: { maxRejectedPercent: 50 } },
	);
	expect(result.json).toMatchObject([{ rows: 17, imported: 12, rejected: 5, lastRow: 17 }]);
	expect(emails()).toHaveLength(12);
	expect(await rejectedIn(result)).toEqual([
		['email', 'First Name', 'orders', 'rejected_row', 'rejected_reason'],
		['ann@x', 'Ann', '1', '13', "It has no e-mail address, but 'ann@x'."],
		['', 'Nobody', '', '14', 'It has no e-mail address.'],
		[
			...['bob@x.example', 'Bob', 'many', '15'],
			"The variable 'orders' wants a number, not 'many'. Correct it, or switch on 'Leave Out Wrong Values' under Options.",
		],
		[
			...['c@x.example', 'a', '1', '2', '16'],
			'It has 4 cells, and the file 3 columns: there may be a delimiter in a cell.',
		],
		[
			...['d@x.example,D', '', '', '17'],
			'A quotation mark in it is not closed before the end of the file.',
		],
	]);
	expect(result.items[0]?.binary?.rejected).toMatchObject({
		fileName: 'people (rejected).csv',
		mimeType: 'text/csv',
	});
	const schema = schemaOf('SendPulse', 'contact', 'importFile');
	expect(disagreements(schema, result.json).filter((text) => !/ never /.test(text))).toEqual([]);
});

test('a row that swallowed another, for a quotation mark is missing, is told', async () => {
	const { imported, emails } = await emptyList();
	const torn = 'ann@x.example,"Ann,1\nbob@x.example,"Bob",2\n';
	const result = await imported(HEADER + torn + rowsOf(8).join(''));
	expect(result.json).toMatchObject([{ imported: 8, rejected: 1 }]);
	const [, row] = await rejectedIn(result);
	expect(row).toContainEqual(expect.stringContaining('bob@x.example'));
	expect(row).toContainEqual(expect.stringMatching(/^A quotation mark in it is not closed, so/));
	expect(emails()).toHaveLength(8);
});

test('the file of rejected rows is one that can be put right and imported', async () => {
	const { bench, list, imported } = await emptyList();
	const first = await imported(`${people(9)}ann(at)x.example,Ann,5\n`, {
		options: { outputField: 'bad' },
	});
	const file = (await contentOf(first.items[0]!.binary!.bad!)).toString();
	const again = await imported(file.replace('(at)', '@'));
	expect(again.json).toMatchObject([{ imported: 1, rejected: 0, newVariables: [] }]);
	expect(list.contacts.get('ann@x.example')).toBeDefined();
	expect([...bench.sandbox.state.lists.get(list.id)!.variables.keys()]).not.toContain(
		'rejected_row',
	);
});

test('what a variable does not take is left out on request', async () => {
	const { imported, values } = await emptyList();
	const { json, hints } = await imported('email,orders\nann@x.example,many\nb@x.example,2\n', {
		options: { leaveOutWrongValues: true },
	});
	expect(json).toMatchObject([{ imported: 2, rejected: 0 }]);
	expect(values('ann@x.example')).toEqual({});
	expect(hints).toContain(
		"1 value was left out, because their variables do not take them, the first: 'many' for 'orders' (row 1)",
	);
});

test('rows that SendPulse refuses are found by halving, and the others go on', async () => {
	const { bench, imported, emails } = await emptyList();
	const lines = rowsOf(250);
	lines.splice(120, 1, 'refused@x.example,Ann,1\n');
	refusing(bench, (email) => email === 'refused@x.example');
	const result = await imported(HEADER + lines.join(''));
	expect(result.json).toMatchObject([{ rows: 250, imported: 249, rejected: 1 }]);
	expect(emails()).toHaveLength(249);
	const [, rejected] = await rejectedIn(result);
	expect(rejected).toEqual([
		...['refused@x.example', 'Ann', '1', '121'],
		expect.stringMatching(/e-mail address/),
	]);
});

test('where SendPulse refuses all, it is not asked about each', async () => {
	const { bench, imported, additions } = await emptyList();
	refusing(bench, () => true);
	const { error } = await imported(people(3_000));
	expect(error?.message).toMatch(
		/^SendPulse refused each of the first 50 rows\. The last one is row [\d,]+: .* By then no row had been imported\.$/,
	);
	expect(additions().length).toBeLessThan(1_000);
});

test('columns are chosen by name or number', async () => {
	const { imported, values, list } = await emptyList();
	const { json } = await imported(
		'Name,Mobil,Wohnort,Kontakt\nAnn,0170 1234567,Köln,ann@x.example\n',
		{
			emailColumn: 'kontakt',
			columns: 'chosen',
			columnMap: {
				map: [
					{ column: '1', variable: 'first name' },
					{ column: 'wohnort', variable: 'City' },
				],
			},
			options: { phoneColumn: '2', defaultCountryCode: '49' },
		},
	);
	expect(json).toMatchObject([{ imported: 1, newVariables: ['City'] }]);
	expect(values('ann@x.example')).toEqual({ First_Name: 'Ann', City: 'Köln' });
	expect(list.contacts.get('ann@x.example')?.phone).toBe('491701234567');
});

test('a file without header, and one whose column of addresses is told by what it holds', async () => {
	const { imported, values, emails } = await emptyList();
	await imported('Ann|ann@x.example\nBob|bob@x.example\n', {
		columns: 'chosen',
		columnMap: { map: [{ column: '1', variable: 'First_Name' }] },
		options: { hasHeader: false },
	});
	expect(values('bob@x.example')).toEqual({ First_Name: 'Bob' });
	const { json } = await imported('c@x.example\nd@x.example\n', { options: { hasHeader: false } });
	expect(json).toMatchObject([{ rows: 2, imported: 2, lastRow: 2 }]);
	await imported('wer;wie\ne@x.example;E\n');
	expect(emails()).toEqual(['ann', 'bob', 'c', 'd', 'e'].map((name) => `${name}@x.example`));
});

test.each<[string, Buffer | string, IDataObject]>([
	[
		'windows-1251',
		Buffer.from('email;City\na@x.example;\xCA\xE8\xBF\xE2\n', 'latin1'),
		{ encoding: 'windows-1251' },
	],
	['UTF-16', Buffer.from('\uFEFFemail\tCity\na@x.example\tКиїв\n', 'utf16le'), {}],
	['what Excel writes for Excel', '\uFEFFsep=|\r\nemail|City\r\na@x.example|Київ\r\n', {}],
	['a delimiter that is told', 'email,City\na@x.example,Київ\n', { delimiter: ',' }],
])('%s', async (_, file, options) => {
	const { imported, values } = await emptyList();
	const { json } = await imported(file, { options });
	expect(json).toMatchObject([{ imported: 1 }]);
	expect(values('a@x.example')).toEqual({ City: 'Київ' });
});

test('a column of addresses that an expression does not tell is not guessed', async () => {
	const { imported, emails } = await emptyList();
	const file = 'email,billing\nann@x.example,books@x.example\n';
	const { error } = await imported(file, { emailColumn: '={{ $json.column }}' });
	expect(error?.message).toMatch(/'Email Column' is empty/);
	expect(emails()).toEqual([]);
});

test('options of the request', async () => {
	const { bench, list, imported, values, additions } = await emptyList();
	list.contacts.add({ email: 'p1@x.example', status: 1, addedAt: 0 });
	const [tag] = bench.sandbox.state.tags.all();
	await imported(people(2), {
		options: { keepExisting: true, silent: true, tagIds: [tag!.id] },
	});
	expect(values('p1@x.example')).toEqual({});
	expect(values('p2@x.example')).toEqual({ First_Name: 'Name 2', orders: 2 });
	expect(additions()[0]?.body).toMatchObject({
		dont_update: true,
		disable_webhook: true,
		tags: [tag!.id],
	});
});

test('who said no is left out where that is looked at first, and gets nothing new', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(
				fc.record({
					here: fc.constantFrom(undefined, 0, 1, 2, 4, 5, 6, 8, 9, 11, 13, 14),
					elsewhere: fc.constantFrom(undefined, 1, 4, 6, 8, 10),
					isBlacklisted: fc.boolean(),
				}),
				{ minLength: 1, maxLength: 120 },
			),
			async (all) => {
				const { bench, list, imported, additions } = await emptyList();
				const { lists, blacklist } = bench.sandbox.state;
				const other = lists.create('Another list');
				all.forEach(({ here, elsewhere, isBlacklisted }, n) => {
					const email = `p${n + 1}@x.example`;
					if (here !== undefined) list.contacts.add({ email, status: here, addedAt: 0 });
					if (elsewhere !== undefined) other.contacts.add({ email, status: elsewhere, addedAt: 0 });
					if (isBlacklisted) blacklist.add(email, '');
				});
				const isWelcome = ({ here, elsewhere, isBlacklisted }: (typeof all)[number]) =>
					(here === undefined || here < 4) &&
					![6, 8, 10].includes(elsewhere ?? 0) &&
					!isBlacklisted;
				const welcome = all.filter(isWelcome).length;
				const expected = { imported: welcome, skipped: all.length - welcome, rejected: 0 };
				const parameters = { options: { checkFirst: true, preview: true } };
				const preview = await imported(people(all.length), parameters);
				expect(preview.json).toMatchObject([expected]);
				const sent = () => additions().filter(({ path }) => path.endsWith(`/${list.id}/emails`));
				expect(sent()).toEqual([]);

				const result = await imported(people(all.length), { options: { checkFirst: true } });
				expect(result.json).toMatchObject([expected]);
				all.forEach((one, n) => {
					const contact = list.contacts.get(`p${n + 1}@x.example`);
					expect(contact?.status).toBe(one.here ?? (isWelcome(one) ? 0 : undefined));
					expect(contact?.variables.has('orders') ?? false).toBe(isWelcome(one));
				});
				const left = (await rejectedIn(result)).slice(1);
				expect(left).toHaveLength(all.length - welcome);
				for (const cells of left) expect(cells[4]).toMatch(/^Left out: \w+\.$/);
				await bench.sandbox.close();
			},
		),
		{ numRuns: 15 },
	);
});

test('a blacklist that may not be read ends the import with that, and nothing fails unheard', async () => {
	const unheard = jest.fn();
	process.on('unhandledRejection', unheard);
	try {
		const { bench, imported, additions } = await emptyList();
		bench.sandbox.faults.add({
			kind: 'refused',
			status: 403,
			body: { message: 'Unauthorized action', error_code: 800 },
			match: { method: 'GET', path: '/blacklist' },
		});
		bench.sandbox.faults.add({ kind: 'error500', match: { method: 'POST', path: '/emails' } });
		const { error } = await imported(people(5), { options: { checkFirst: true } });
		expect(error?.message).toMatch(/Unauthorized action/);
		expect(additions()).toEqual([]);
		await new Promise(setImmediate);
		expect(unheard).not.toHaveBeenCalled();
	} finally {
		process.off('unhandledRejection', unheard);
	}
});

test('a preview reads all of the file, and sends nothing', async () => {
	const { imported, additions, emails } = await emptyList();
	const result = await imported(`${people(250)}x,,\np1@x.example,Again,1\n`, {
		options: { preview: true },
	});
	expect(result.json).toMatchObject([
		{
			preview: true,
			rows: 252,
			imported: 250,
			rejected: 1,
			duplicates: 1,
			requests: 0,
			sample: [1, 2, 3].map((n) => ({
				email: `p${n}@x.example`,
				variables: { First_Name: `Name ${n}`, orders: n },
			})),
		},
	]);
	expect(await rejectedIn(result)).toHaveLength(2);
	expect(additions()).toEqual([]);
	expect(emails()).toEqual([]);
});

describe('before anything is sent', () => {
	const chosen = (column: string, variable = 'City') => ({
		columns: 'chosen',
		columnMap: { map: [{ column, variable }] },
	});
	const holds = (what: string) => `'Input Binary Field' holds 'people.csv', ${what}.`;
	test.each<[string, string | Buffer, IDataObject, string]>([
		[
			'no such field',
			people(1),
			{ fileBinaryProperty: 'csv' },
			"'Input Binary Field' names 'csv', and the input item has no such binary field, but 'data'.",
		],
		['an empty file', '', {}, holds('which is empty')],
		['a file without rows', '\n\n', { options: { hasHeader: false } }, holds('which has no rows')],
		[
			'a spreadsheet',
			Buffer.from([0x50, 0x4b, 3, 4, 0, 0]),
			{},
			holds('which is a spreadsheet or an archive, and not a CSV file. Save it as CSV'),
		],
		[
			'no column of addresses',
			'name,ort\nAnn,Ulm\n',
			{},
			"'Email Column' is empty, and none of the columns holds addresses: name, ort. Enter its name.",
		],
		[
			'two columns of addresses',
			'one,two\na@x.example,b@x.example\n',
			{},
			"'Email Column' is empty, and several columns hold addresses: one, two. Enter the name of one.",
		],
		[
			'two columns of addresses whose names are alike',
			'E-Mail,email\na@x.example,b@x.example\n',
			{},
			"'Email Column' is empty, and several columns hold addresses: E-Mail, email. Enter the name of one.",
		],
		[
			'two columns of one name',
			'email,a,a\nx@x.example,1,2\n',
			{},
			holds("which has two columns named 'a'. Give them different names"),
		],
		[
			'two columns for one variable',
			'email,a b,a_b\nx@x.example,1,2\n',
			{},
			holds("which has two columns for the variable 'a_b'. Choose one of them"),
		],
		[
			'a column that is not there',
			people(1),
			chosen('Ort'),
			"'Column Map' names 'Ort', and the file has the columns email, First Name, orders.",
		],
		[
			'a number that is none of its columns',
			people(1),
			chosen('4'),
			"'Column Map' names '4', and the file has the columns email, First Name, orders.",
		],
		[
			'the address as a variable',
			people(1),
			chosen('1', 'Email'),
			"'Column Map' can't take 'Email': Email Column and Phone Column are for that.",
		],
		[
			'an address column that is not there',
			people(1),
			{ emailColumn: 'mail' },
			"'Email Column' names 'mail', and the file has the columns email, First Name, orders.",
		],
		[
			'a phone column that is not there',
			people(1),
			{ options: { phoneColumn: 'x' } },
			"'Phone Column' names 'x', and the file has the columns email, First Name, orders.",
		],
		[
			'names that nobody knows',
			'a@x.example,Ann\n',
			{ options: { hasHeader: false } },
			"'Columns' has to be 'Chosen' for a file without header: its columns have no names for variables. Map them under Column Map.",
		],
		[
			'too many rows without an address',
			`${people(7)}x,,\ny,,\nz,,\n`,
			{},
			holds(
				"and 3 of its first 10 rows can not be used, more than the option 'Most Rejected in Percent' allows (20 %). If 'email' is the column with the addresses, add that option, else name the right one in 'Email Column'. Row 8: It has no e-mail address, but 'x'",
			),
		],
		[
			'another country',
			people(1),
			{ options: { defaultCountryCode: 'Germany' } },
			"'Default Country Code' has to be a country code like 49, not a country's name.",
		],
	])('%s', async (_, file, parameters, text) => {
		const { bench, imported } = await emptyList();
		const { error } = await imported(file, parameters);
		expect(error?.message).toBe(`${text} Nothing was sent.`);
		expect(bench.requests.filter(({ path }) => !path.endsWith('/variables'))).toEqual([]);
	});

	test('only names: nothing to do is no error', async () => {
		const { imported, additions } = await emptyList();
		const { json } = await imported('email,orders\n');
		expect(json).toMatchObject([{ rows: 0, imported: 0, lastRow: 0, requests: 0 }]);
		expect(additions()).toEqual([]);
	});
});

describe('going on', () => {
	test('from a row on', async () => {
		const { imported, emails } = await emptyList();
		const { json } = await imported(people(300), { options: { startRow: 299 } });
		expect(json).toMatchObject([{ rows: 2, imported: 2, startRow: 299, lastRow: 300 }]);
		expect(emails()).toEqual(['p299@x.example', 'p300@x.example']);
	});

	test('not from one that is not there', async () => {
		const { imported } = await emptyList();
		const { error } = await imported(people(3), { options: { startRow: 9 } });
		expect(error?.message).toBe(
			"'Start Row' is 9, and the file 'people.csv' has 3 rows. By then no row had been imported.",
		);
	});

	test('after a lost answer to the first rows it does not say that none was imported', async () => {
		const { bench, imported, emails } = await emptyList();
		const match = { method: 'POST', path: PATH };
		bench.sandbox.faults.add({ kind: 'page502', match, acted: true });
		const { error } = await imported(people(5));
		expect(emails()).toHaveLength(5);
		expect(error?.message).toMatch(
			/ By then it was not clear whether any row had been imported\. Running it again does no harm; do so with Start Row 1\.$/,
		);
	});

	test('once too many rows were rejected it stops, and says where', async () => {
		const { imported, emails } = await emptyList();
		const lines = [...rowsOf(3_000), ...Array.from({ length: 2_000 }, () => 'x,,\n')];
		const { error } = await imported(HEADER + lines.join(''));
		const [, upTo] = /By then rows up to ([\d,]+) had been imported/.exec(error!.message)!;
		expect(error?.message).toMatch(
			/^751 of 3,751 rows so far can not be used, more than 'Most Rejected in Percent' allows \(20 %\)\. The last one is row 3,751: It has no/,
		);
		expect(Number(upTo!.replace(',', ''))).toBeLessThanOrEqual(3_751);
		expect(emails().length).toBeLessThanOrEqual(3_000);
	});

	test('of several files, the row to go on from is that of one alone', async () => {
		const { bench, imported } = await emptyList();
		const body = { message: 'No access', error_code: 403 };
		const match = { method: 'POST', path: PATH };
		bench.sandbox.faults.add({ kind: 'falseResult', body, match, after: 2 });
		const files = [people(5), people(150)].map((text) => Buffer.from(text));
		const { error } = await imported(files, {}, { items: [{}, {}] });
		expect(error?.message).toMatch(
			/By then rows up to 100 of 'people\.csv' had been imported; run it again with Start Row 101 for this file alone\.$/,
		);
	});

	test('a file that fails is that item alone', async () => {
		const { imported } = await emptyList();
		const files = [people(5), 'name\nAnn\n', people(7)].map((text) => Buffer.from(text));
		const { json, items } = await imported(files, {}, { items: [{}, {}, {}], ...goOn });
		expect(json).toMatchObject([
			{ imported: 5 },
			{ error: expect.stringMatching(/^Item 2: 'Email Column' is empty, and none/) },
			{ imported: 7 },
		]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
	});
});

/** Rows of which some come again, and some can't be used. */
const fileOf = fc.array(
	fc.oneof(
		{ weight: 20, arbitrary: fc.nat(900).map((n) => ({ n, good: true })) },
		{ weight: 1, arbitrary: fc.constant({ n: 0, good: false }) },
	),
	{ minLength: 300, maxLength: 900 },
);
const faultOf = fc.record({
	kind: fc.constantFrom<FaultRule['kind']>(
		...(['reset', 'error500', 'page502', 'falseResult', 'truncated', 'unauthorized'] as const),
	),
	after: fc.nat(8),
	times: fc.constantFrom(1, 2, 3, 100),
	acted: fc.boolean(),
});

test('whatever goes wrong, every row up to the one that is told is imported or rejected, and going on from there gives all', async () => {
	await fc.assert(
		fc.asyncProperty(fileOf, faultOf, async (rows, fault) => {
			const { bench, imported, emails, values } = await emptyList();
			const text =
				HEADER +
				rows
					.map(({ n, good }, index) => (good ? `p${n}@x.example,Name,${index}\n` : 'nobody,,\n'))
					.join('');
			bench.sandbox.faults.add({ match: { method: 'POST', path: PATH }, ...fault });
			const first = await imported(text);
			bench.sandbox.faults.clear();
			const there = new Set(emails());
			const last = new Map(rows.flatMap(({ n, good }, index) => (good ? [[n, index]] : [])));
			if (first.error) {
				const told = /Start Row ([\d,]+)\.$/.exec(first.error.message);
				const upTo = told ? Number(told[1]!.replace(',', '')) - 1 : 0;
				const but = rows.slice(0, upTo).filter(({ good }) => !good).length;
				if (but > 0) expect(first.error.message).toContain(`but for ${but} that can not`);
				if (!told) expect(first.error.message).toMatch(/By then no row had been imported\.$/);
				for (const { n, good } of rows.slice(0, upTo)) {
					if (good) expect(there).toContain(`p${n}@x.example`);
				}
				const again = await imported(text, { options: { startRow: upTo + 1 } });
				expect(again.error).toBeUndefined();
			} else {
				const [{ imported: contacts, duplicates, rejected }] = first.json as [
					{ imported: number; duplicates: number; rejected: number },
				];
				expect([contacts, contacts + duplicates + rejected]).toEqual([last.size, rows.length]);
			}
			expect(new Set(emails())).toEqual(new Set([...last.keys()].map((n) => `p${n}@x.example`)));
			for (const [n, index] of last) expect(values(`p${n}@x.example`).orders).toBe(index);
			await bench.sandbox.close();
		}),
		{ numRuns: 25 },
	);
});

test('no more than forty requests are under way, and nothing more is read meanwhile', async () => {
	await keepFilesIn('filesystem');
	const { bench, imported } = await emptyList();
	let most = 0;
	bench.onRequest = () => {
		const open = bench.requests.filter(({ status }) => status === null);
		most = Math.max(most, open.length);
	};
	bench.sandbox.faults.add({ kind: 'latency', ms: 50 });
	await imported(people(6_000));
	expect(most).toBeLessThanOrEqual(40);
	expect(most).toBeGreaterThan(5);
});

test('the log says how far it is, in counts', async () => {
	const lines: string[] = [];
	const logger = { info: (line: string, _more?: LogMetadata) => void lines.push(line), error() {} };
	jest.spyOn(ExecuteContext.prototype, 'logger', 'get').mockReturnValue(logger as never);
	const { imported } = await emptyList({ perSecond: 10 });
	await imported(people(30_000));
	jest.restoreAllMocks();
	expect(lines.length).toBeGreaterThan(1);
	expect(lines.at(-1)).toBe(
		'SendPulse: Contact → Import From File: 30,000 rows read, 30,000 imported, 0 left out in 300 requests',
	);
});

import { saysResult } from '../../../engine/api/confirmed';
import { CsvFile, type CsvLine } from '../../../engine/csv/file';
import { inputFile } from '../../../engine/parameters/binary';
import { checkedEmail, sameAddress } from '../../../engine/parameters/email';
import { Values, type ItemParameters } from '../../../engine/parameters/parameters';
import { batchesAsTheyCome } from '../../../engine/run/batches';
import { composite, type Acting, type Item, type Looking } from '../../../engine/run/operation';
import { count } from '../../../engine/run/progress';
import { readPhone } from '../../../fields/phone';
import { readFormats } from '../../../fields/typedValues';
import { listVariables } from '../../../fields/variables';
import {
	readBlacklist,
	readStandings,
	refusalElsewhere,
	refusalOf,
	STANDING_LOOK_UPS,
} from '../../fields/standing';
import { emailService, post } from '../../product';
import { additionOptions, elements } from './add';
import {
	FileImport,
	isBlank,
	noAddress,
	wrongWith,
	type ImportWanted,
	type Row,
} from './fileImport';
import { findColumns, withVariables, type ColumnsWanted } from './importColumns';
import { DELIMITERS, ENCODINGS, importFields, REJECTED_FIELD } from './importFields';

/** So many of the first rows tell whether the file is one of contacts. */
const BEGINNING = 1_000;

function readColumns(item: ItemParameters): ColumnsWanted {
	const { options } = item;
	const phoneColumn =
		options.raw('phoneColumn') === undefined ? undefined : options.text('phoneColumn');
	// Looked for only where the user left it to that: an expression without a value meant a certain column.
	const emailColumn = item.isLeftEmpty('emailColumn') ? '' : item.text('emailColumn');
	if (item.choice('columns', ['all', 'chosen']) === 'all') return { emailColumn, phoneColumn };
	const map = item.rows('columnMap', 'map').map((row) => ({
		column: row.text('column'),
		variable: row.text('variable'),
	}));
	return { emailColumn, phoneColumn, map };
}

/** The names, if the file has any, and the first rows. */
async function beginningOf(csv: CsvFile, hasHeader: boolean) {
	const lines: CsvLine[] = [];
	for await (const some of csv.lines()) {
		lines.push(...some);
		if (lines.length > BEGINNING) break;
	}
	const header = hasHeader ? lines.shift()?.cells : undefined;
	return { header, rows: lines.filter((line) => !isBlank(line)).slice(0, BEGINNING) };
}

const percent = (item: ItemParameters) =>
	item.options.raw('maxRejectedPercent') === undefined
		? 20
		: item.options.whole('maxRejectedPercent', 0, 100);

async function readWanted(item: ItemParameters): Promise<ImportWanted> {
	const { options } = item;
	const choice = (name: string, values: string[]) => {
		const value = options.raw(name) ?? 'auto';
		if (values.includes(String(value))) return String(value);
		return options.fail(name, 'has to be one of those in its list');
	};
	const mailingListId = item.id('mailingListId');
	const wanted = readColumns(item);
	const hasHeader = options.raw('hasHeader') === undefined || options.flag('hasHeader');
	const maxRejectedPercent = percent(item);
	const settings = {
		mailingListId,
		formats: readFormats(item),
		leavesOut: options.flag('leaveOutWrongValues'),
		maxRejectedPercent,
		outputField:
			options.raw('outputField') === undefined ? REJECTED_FIELD : options.text('outputField'),
		startRow: options.raw('startRow') === undefined ? 1 : options.whole('startRow', 1, Infinity),
		checkFirst: options.flag('checkFirst'),
		shared: additionOptions(options),
		phoneOf: (column: string, text: string) =>
			readPhone(
				item,
				new Values(
					() => text,
					[],
					() => undefined,
				),
				column,
			),
	};
	// A country code that is none is a fault of the node, and of no row.
	if (options.has('defaultCountryCode')) settings.phoneOf('phone', '+380632727700');
	const encoding = choice('encoding', ENCODINGS);
	const delimiter = choice('delimiter', DELIMITERS);

	const file = await inputFile(item, item, 'fileBinaryProperty', { largest: Infinity });
	const wrong = (what: string): never =>
		item.fail('fileBinaryProperty', `holds '${file.name}', ${what}`);
	const csv = await CsvFile.open(file, encoding, delimiter);
	if (csv.isArchive) {
		wrong('which is a spreadsheet or an archive, and not a CSV file. Save it as CSV');
	}
	const { header, rows } = await beginningOf(csv, hasHeader);
	if (!header && rows.length === 0) wrong('which has no rows');
	const fail = (parameter: string, what: string): never => {
		if (parameter === 'fileBinaryProperty') return wrong(`which ${what}`);
		return (parameter === 'phoneColumn' ? options : item).fail(parameter, what);
	};
	const found = findColumns(
		header,
		rows.map(({ cells }) => cells),
		wanted,
		fail,
	);
	const useless = rows.filter(
		(line) =>
			wrongWith(line, found.count) !== undefined ||
			checkedEmail(line.cells[found.email] ?? '') === undefined,
	);
	if (useless.length > (maxRejectedPercent / 100) * rows.length) {
		const [line] = useless;
		const { number, cells } = line;
		const reason = wrongWith(line, found.count) ?? noAddress(cells[found.email] ?? '');
		wrong(
			`and ${count(useless.length)} of its first ${count(rows.length)} rows can not be used, more than the option 'Most Rejected in Percent' allows (${maxRejectedPercent} %). If '${found.names[found.email]}' is the column with the addresses, add that option, else name the right one in 'Email Column'. Row ${count(header ? number - 1 : number)}: ${reason}`,
		);
	}
	// Types are those of the list; without them a guess would create variables that nobody could take back.
	const known = await item.lookUp(`typed variables of ${mailingListId}`, async (client) =>
		listVariables(client, mailingListId),
	);
	return { ...settings, fileName: file.name, csv, columns: withVariables(found, known, fail) };
}

/** Leaves out whom nobody may write to. */
function admission(looking: Looking, run: FileImport, { mailingListId }: ImportWanted) {
	const ask: Looking['lookUp'] = async (request) => {
		run.requests++;
		return await looking.lookUp(request);
	};
	let blacklist: Promise<Set<string>> | undefined;
	return async (rows: Row[]): Promise<Row[]> => {
		// Before anything else is asked: nobody would hear it fail while the other is under way.
		const blacklisted = await (blacklist ??= readBlacklist(ask));
		const standings = await readStandings(
			ask,
			rows.map(({ email }) => email),
		);
		return rows.filter((row) => {
			const standing = standings.get(sameAddress(row.email));
			const own = standing?.lists.get(mailingListId);
			const reason =
				(own && refusalOf(own.status)) ??
				refusalElsewhere(standing, blacklisted, row.email, mailingListId);
			if (reason) run.skip(row, `Left out: ${reason}.`);
			return !reason;
		});
	};
}

/** Reads all of the file and asks what is asked before anything is sent. */
async function previewOf(looking: Looking, wanted: ImportWanted): Promise<FileImport> {
	const run = new FileImport(wanted);
	const admit = wanted.checkFirst
		? admission(looking, run, wanted)
		: async (rows: Row[]) => await Promise.resolve(rows);
	const batches = batchesAsTheyCome(TOGETHER, run.usable(), emailService.largestBatch);
	for await (const { inputs } of batches) for (const row of await admit(inputs)) run.done(row);
	return run;
}

/** All rows may share requests. */
const TOGETHER = {
	group: () => ({}),
	element: ({ email }: Row) => sameAddress(email),
};

/** @param isOneOfMany whether other files come with it */
async function importFrom(
	acting: Acting,
	wanted: ImportWanted,
	isOneOfMany: boolean,
): Promise<FileImport> {
	const { mailingListId, shared, checkFirst } = wanted;
	const run = new FileImport(wanted);
	acting.byThen((isUnclear) => run.byThen(isOneOfMany, isUnclear));
	acting.progress(() => run.state());
	await acting.changeAsTheyCome<Row>(
		{
			// Without double opt-in no e-mail leaves.
			repeatable: true,
			confirmed: saysResult,
			...TOGETHER,
			request: (rows) => {
				run.requests++;
				const emails = elements(rows.map(({ email, variables }) => ({ email, variables, shared })));
				return { ...post`/addressbooks/${mailingListId}/emails`, body: { emails, ...shared } };
			},
			outputs: (_, rows) => rows.map(() => ({})),
		},
		run.usable(),
		{
			done: (row) => run.done(row),
			failed: (row, failure) => run.refuse(row, (failure as Error).message),
			...(checkFirst ? { admit: admission(acting, run, wanted) } : {}),
		},
	);
	return run;
}

/** "Add emails to a mailing list" for each hundred rows (Bulk Email Service API). */
export const importFile = composite<ImportWanted, ReadonlyArray<Item<ImportWanted>>>({
	option: {
		name: 'Import From File',
		value: 'importFile',
		action: 'Import contacts from a CSV file',
		description:
			'Add the rows of a CSV file of any size to a mailing list, up to 100 per request. Contacts that exist already get the new values. New ones can start automations there.',
	},
	fields: importFields,
	effect: 'write',
	repeatable: true,
	lookUps: STANDING_LOOK_UPS,
	prepare: readWanted,
	plan: (items) => items,
	show: async (items, looking) =>
		await looking.inTurn(items, async ({ index, input }) => {
			const run = await previewOf(looking, input);
			for (const hint of run.hints(true)) looking.hint(hint);
			await looking.succeed(index, run.output(true));
		}),
	act: async (items, acting) =>
		await acting.inTurn(items, async ({ index, input }) => {
			const run = await importFrom(acting, input, items.length > 1);
			for (const hint of run.hints(false)) acting.hint(hint);
			await acting.succeed(index, run.output(false));
		}),
});

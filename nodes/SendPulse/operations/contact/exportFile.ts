import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { bareFileName } from '../../../engine/api/fileName';
import { InputProblem } from '../../../engine/api/inputProblem';
import { csvRow, type CsvFormat } from '../../../engine/csv/writer';
import type { ItemParameters } from '../../../engine/parameters/parameters';
import { withFile } from '../../../engine/run/files';
import { composite, type Acting, type Item } from '../../../engine/run/operation';
import { asRecords } from '../../../engine/run/outcome';
import { count } from '../../../engine/run/progress';
import { daysOf } from '../../../fields/dates';
import { mailingListId } from '../../../fields/mailingListId';
import { named } from '../../../fields/variableNames';
import { listVariables } from '../../../fields/variables';
import { contactRecord } from '../../fields/records';
import { get } from '../../product';
import {
	contactsRequest,
	countsMore,
	filters,
	identify,
	readContactList,
	totalRequest,
	type ContactList,
} from './contactList';
import { headerOf } from './exportHeaders';

const DEFAULT_FIELD = 'data';

const DELIMITERS = [',', ';', '\t'];

const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'Byte Order Mark',
			name: 'bom',
			type: 'boolean',
			default: true,
			description:
				'Whether the file begins with the mark by which Excel tells that it is written in UTF-8',
		},
		{
			displayName: 'Delimiter',
			name: 'delimiter',
			type: 'options',
			options: [
				{ name: 'Comma', value: ',' },
				{ name: 'Semicolon', value: ';' },
				{ name: 'Tab', value: '\t' },
			],
			default: ',',
			description: 'What stands between two cells',
		},
		{
			displayName: 'Escape Formulas',
			name: 'escapeFormulas',
			type: 'boolean',
			default: true,
			description:
				'Whether to put an apostrophe before text that a spreadsheet would calculate: a name from a sign-up form can be a command. Switch it off for files that a program reads.',
		},
		{
			displayName: 'File Name',
			name: 'fileName',
			type: 'string',
			default: '',
			placeholder: 'e.g. customers.csv',
			description: 'Name of the file; without it that of the mailing list and the day',
		},
		{
			displayName: 'Include Status',
			name: 'includeStatus',
			type: 'boolean',
			default: true,
			description: 'Whether the file has the status of each contact, as a number and as a word',
		},
		{
			displayName: 'Variable Names or IDs',
			name: 'columns',
			type: 'multiOptions',
			typeOptions: {
				loadOptionsMethod: 'getListVariables',
				loadOptionsDependsOn: ['mailingListId.value'],
			},
			default: [],
			description:
				'Variables that become columns; without it all of them. One that is called like a column of the contact itself, as status, becomes "status (variable)". Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		},
	],
};

interface Wanted extends ContactList, CsvFormat {
	bom: boolean;
	fileName?: string;
	includeStatus: boolean;
	outputField: string;
	/** The day in the workflow's time zone. */
	today: string;
	/** The variables that become columns. */
	variables: string[];
}

/** What is on unless it was switched off. */
const isOn = ({ options }: ItemParameters, name: string) =>
	options.raw(name) === undefined || options.flag(name);

async function readWanted(item: ItemParameters): Promise<Wanted> {
	const { options } = item;
	const list = readContactList(item);
	const { mailingListId } = list;
	const delimiter = options.raw('delimiter') ?? ',';
	if (!DELIMITERS.includes(String(delimiter))) {
		options.fail('delimiter', 'has to be a comma, a semicolon or a tab');
	}
	const name = options.has('fileName') ? options.text('fileName') : undefined;
	const columns = options.raw('columns') === undefined ? undefined : options.list('columns');
	const wanted = {
		...list,
		delimiter: String(delimiter),
		bom: isOn(item, 'bom'),
		escapeFormulas: isOn(item, 'escapeFormulas'),
		includeStatus: isOn(item, 'includeStatus'),
		fileName:
			name === undefined
				? undefined
				: bareFileName(name) || options.fail('fileName', 'is no name of a file'),
		outputField: item.text('outputField'),
		today: daysOf(new Date(), item.timeZone)[0],
	};
	const known = await item.lookUp(`variable names of ${mailingListId}`, async (client) =>
		(await listVariables(client, mailingListId)).map(({ name }) => name),
	);
	const missing = columns?.find((column) => !known.includes(column));
	if (missing !== undefined) {
		options.fail(
			'columns',
			`names '${missing}', and the mailing list has ${known.length > 0 ? `the variables ${named(known)}` : 'no variables'}`,
		);
	}
	return { ...wanted, variables: columns ?? known };
}

/** Bytes that a contact takes in a file, more or less. */
const BYTES_OF_CONTACT = 150;

/** n8n keeps a file in its memory while it is made. */
const LARGEST = 500_000_000;

async function totalOf(acting: Acting, list: ContactList): Promise<number> {
	const request = totalRequest(list) ?? totalRequest({ ...list, status: 'all' })!;
	return Number(asRecords(await acting.read(request))[0]?.total) || 0;
}

const asFileName = (text: string) => bareFileName(text.replace(/[/\\:*?"<>|]/g, '_'));

const BOM = '\uFEFF';

/** Gives one file: each page of the list becomes text as soon as it is there. */
async function exportList(acting: Acting, index: number, wanted: Wanted): Promise<void> {
	const { mailingListId, includeStatus, variables, outputField } = wanted;
	const [list] = asRecords(await acting.read(get`/addressbooks/${mailingListId}`));
	const name = String(list?.name ?? mailingListId);
	const total = await totalOf(acting, wanted);
	if (total * BYTES_OF_CONTACT > LARGEST) {
		throw new InputProblem(
			`The mailing list '${name}' has ${count(total)} contacts, and a file of more than ${count(Math.floor(LARGEST / BYTES_OF_CONTACT))} is more than n8n can hold. Use Get Many, or filter by status.`,
		);
	}
	const own = ['email', 'phone', ...(includeStatus ? ['status', 'statusName'] : [])];
	const columns = [...own, ...variables.map((variable) => headerOf(variable, own))];
	const pieces = [Buffer.from((wanted.bom ? BOM : '') + csvRow(columns, wanted))];
	let contacts = 0;
	acting.progress(() => `${count(contacts)} of ${count(total)} contacts read`);
	const pages = acting.pages(contactsRequest(wanted), { identify, total: totalRequest(wanted) });
	for await (const page of pages) {
		contacts += page.length;
		pieces.push(Buffer.from(page.map((contact) => csvRow(cells(contact), wanted)).join('')));
	}
	const content = Buffer.concat(pieces);
	const complete = !pages.unsettled;
	if (!complete) {
		acting.hint({
			type: 'warning',
			message: `The mailing list '${name}' changed in SendPulse while it was read, three times in a row: a few contacts may be missing from the file. Run this again when the list is quiet.`,
		});
	}
	if (pages.counted !== undefined) {
		acting.hint(countsMore(`'${name}'`, pages.counted, contacts));
	}
	const fileName = wanted.fileName ?? `${asFileName(name) || mailingListId} ${wanted.today}.csv`;
	const bytes = content.length;
	const record = { mailingListId, name, fileName, contacts, columns, bytes, complete };
	const file = { content, name: fileName, mimeType: 'text/csv' };
	await acting.succeed(index, withFile(record, outputField, file));

	function cells(contact: IDataObject): unknown[] {
		const record = contactRecord(contact);
		const values = new Map(Object.entries(Object(record.variables) as IDataObject));
		return [...own.map((field) => record[field]), ...variables.map((name) => values.get(name))];
	}
}

/** By way of "Get a list of emails from a mailing list" and the calls around it (Bulk Email Service API). */
export const exportFile = composite<Wanted, ReadonlyArray<Item<Wanted>>>({
	option: {
		name: 'Export to File',
		value: 'exportFile',
		action: 'Export a mailing list to a CSV file',
		description:
			'Get all contacts of a mailing list as one CSV file, with their variables. The contacts do not become items, so that lists of any size can be exported.',
	},
	fields: [
		mailingListId,
		{
			displayName: 'Put Output File in Field',
			name: 'outputField',
			type: 'string',
			default: DEFAULT_FIELD,
			required: true,
			placeholder: 'e.g. data',
			hint: 'The name of the output binary field to put the file in',
			description: 'Name of the binary field of the output item that gets the file',
		},
		filters,
		options,
	],
	effect: 'read',
	repeatable: true,
	prepare: readWanted,
	plan: (items) => items,
	act: async (items, acting) =>
		await acting.inTurn(items, async ({ index, input }) => await exportList(acting, index, input)),
});

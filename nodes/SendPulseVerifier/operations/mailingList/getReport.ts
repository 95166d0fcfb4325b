import type { INodeProperties } from 'n8n-workflow';
import type { AnsweredFile } from '../../../engine/api/answeredFile';
import { bareFileName } from '../../../engine/api/fileName';
import type { ItemParameters } from '../../../engine/parameters/parameters';
import { withFile } from '../../../engine/run/files';
import { settling } from '../../../engine/run/operation';
import { LANGUAGE_OPTIONS, LANGUAGES } from '../../../fields/language';
import { mailingListId } from '../../../fields/mailingListId';
import { isUnknown } from '../../fields/unknown';
import { readVerdicts, VERDICT_OPTIONS } from '../../fields/verdict';
import { verifier } from '../../product';
import { download, FORMATS, lookRequest, orderRequest, stateOf, type Report } from './report';

const DEFAULT_VERDICTS = ['valid', 'unconfirmed', 'invalid'];
const DEFAULT_FIELD = 'data';

const format: INodeProperties = {
	displayName: 'Format',
	name: 'format',
	type: 'options',
	options: [
		{ name: 'CSV', value: 'csv' },
		{ name: 'XLS', value: 'xls' },
		{ name: 'XLSX', value: 'xlsx' },
	],
	default: 'csv',
	description: 'What kind of file to get',
};

const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'File Name',
			name: 'fileName',
			type: 'string',
			default: '',
			placeholder: 'e.g. verified.csv',
			description: "Name of the file; without it SendPulse's own",
		},
		{
			displayName: 'Language',
			name: 'language',
			type: 'options',
			options: LANGUAGE_OPTIONS,
			default: 'en',
			description: "Language of the headings; without it the account's",
		},
		{
			displayName: 'Put Output File in Field',
			name: 'outputField',
			type: 'string',
			default: DEFAULT_FIELD,
			description: 'Name of the binary field of the output item that gets the file',
		},
		{
			displayName: 'Verdicts',
			name: 'verdicts',
			type: 'multiOptions',
			options: VERDICT_OPTIONS,
			// n8n's lint wants to see a list here.
			default: ['valid', 'unconfirmed', 'invalid'],
			description: 'Only addresses with these verdicts; without it all that have a result',
		},
	],
};

interface Wanted extends Report {
	fileName?: string;
	outputField: string;
}

function readWanted(item: ItemParameters): Wanted {
	const { options } = item;
	return {
		mailingListId: item.id('mailingListId'),
		format: item.choice('format', Object.keys(FORMATS)) as Report['format'],
		verdicts: options.has('verdicts') ? readVerdicts(options) : DEFAULT_VERDICTS,
		language: options.has('language') ? options.choice('language', LANGUAGES) : undefined,
		fileName: options.has('fileName') ? bareFileName(options.text('fileName')) : undefined,
		outputField: options.has('outputField') ? options.text('outputField') : DEFAULT_FIELD,
	};
}

const placeOf = ({ mailingListId, format }: Report) => `${mailingListId} ${format}`;
const contentOf = ({ verdicts, language }: Report) => JSON.stringify([verdicts, language]);

/** SendPulse has one report for each list and format: two that differ would be taken for one another. */
async function refuseAnother(item: ItemParameters, report: Report): Promise<void> {
	const first = await item.lookUp(
		`report ${placeOf(report)}`,
		async () => await Promise.resolve(contentOf(report)),
	);
	if (first === contentOf(report)) return;
	item.fail(
		'format',
		"is that of another report on the same mailing list, with other verdicts or in another language, and SendPulse has one for each list and format. Choose another format, or get them one after the other ('Loop Over Items')",
	);
}

/** A report that is there, and its file once that was fetched. */
interface Made {
	file?: AnsweredFile;
}

/** A name without its extension would be opened by nothing. */
const named = (name: string, format: string) =>
	name.toLowerCase().endsWith(`.${format}`) ? name : `${name}.${format}`;

/** Email Verifier API, "Create …", "View …" and "Download mailing list verification report". */
export const getReport = settling<Wanted, Made>({
	option: {
		name: 'Get Report',
		value: 'getReport',
		action: 'Get a report on a mailing list',
		description:
			'Get a file with the addresses of a mailing list that was verified and the verdict on each. It costs nothing.',
	},
	fields: [mailingListId, format, options],
	prepare: async (item) => {
		const wanted = readWanted(item);
		await refuseAnother(item, wanted);
		return wanted;
	},
	subject: placeOf,
	submit: {
		request: orderRequest,
		repeatable: true,
		confirmed: verifier.done,
		done: 'The report was ordered',
	},
	look: lookRequest,
	nothingFound: isUnknown,
	// The file is fetched once for all items that want it: the first download deletes it.
	judge: (body) => {
		const state = stateOf(body);
		return state === 'finished' ? { state, seen: {} } : { state };
	},
	waits: [1, 2, 3, 5],
	timeout: { default: 120, least: 5, most: 3_600 },
	output: async (made, wanted, finished, read, pause) => {
		const { mailingListId, format, verdicts, fileName, outputField } = wanted;
		if (!finished || !made) return { mailingListId, format, verdicts };
		made.file ??= await download(wanted, read, pause);
		const { content, name } = made.file;
		const given = named(fileName || name || `mailing-list-${mailingListId}`, format);
		const { mimeType } = FORMATS[format];
		const json = { mailingListId, fileName: given, format, verdicts };
		return withFile(json, outputField, { content, name: given, mimeType });
	},
	counts: { noun: 'reports', done: 'ordered' },
});

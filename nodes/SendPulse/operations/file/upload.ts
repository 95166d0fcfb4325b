import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { either, saysSuccess, type Mark } from '../../../engine/api/confirmed';
import type { Client } from '../../../engine/api/client';
import { encoded } from '../../../engine/api/query';
import { isRecord } from '../../../engine/api/record';
import { inputFiles, type InputFile } from '../../../engine/parameters/binary';
import { shown, type ItemParameters, type Values } from '../../../engine/parameters/parameters';
import { steps, type Step } from '../../../engine/run/operation';
import { succeeded } from '../../../engine/run/outcome';
import { knownFolders } from '../../fields/folders';
import { folderPath, readName, readPath, written, type Path } from '../../fields/paths';
import { post } from '../../fileManager/product';
import { existenceRequest, existsIn } from './existence';

const EXISTING = ['fail', 'keepBoth', 'overwrite'] as const;

type Existing = (typeof EXISTING)[number];

const fields: INodeProperties[] = [
	{
		displayName: 'Input Binary Fields',
		name: 'filesBinaryProperties',
		type: 'string',
		default: 'data',
		required: true,
		placeholder: 'e.g. data, picture',
		description:
			'Names of the binary fields of the input items that hold the files, separated by commas. All files of an item leave in one request.',
		hint: 'The names of the input binary fields',
	},
	folderPath,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Create Folder',
				name: 'createFolder',
				type: 'boolean',
				default: false,
				description: 'Whether to make the folders of the path that are missing',
			},
			{
				displayName: 'Email URL Base',
				name: 'emailUrlBase',
				type: 'string',
				default: '',
				placeholder:
					'e.g. https://s7100013.sendpul.se/files/emailservice/userfiles/0123456789abcdef0123456789abcdef7100013/',
				description:
					'How addresses of your files begin in e-mails. Copy the address of any picture in the e-mail editor of SendPulse once: the output then has the URL of each file. Without it files have no public address.',
			},
			{
				displayName: 'File Name',
				name: 'fileName',
				type: 'string',
				default: '',
				placeholder: 'e.g. logo.png',
				description: 'Name of the file in SendPulse, where not its own. For a single file.',
			},
			{
				displayName: 'Height',
				name: 'height',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: 1080,
				description: 'Height of a video in pixels',
			},
			{
				displayName: 'When File Exists',
				name: 'whenExists',
				type: 'options',
				options: [
					{
						name: 'Fail',
						value: 'fail',
						description: 'Asks SendPulse first, and uploads nothing if a name is taken',
					},
					{
						name: 'Keep Both',
						value: 'keepBoth',
						description: 'Asks SendPulse first, and adds a number to a name that is taken',
					},
					{
						name: 'Overwrite',
						value: 'overwrite',
						description:
							'Asks nothing. What SendPulse does with a name that is taken is in no document.',
					},
				],
				default: 'fail',
				description: 'What to do about a name that is taken. To ask costs a request for each file.',
			},
			{
				displayName: 'Width',
				name: 'width',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: 1920,
				description: 'Width of a video in pixels',
			},
		],
	},
];

/**
 * How public addresses of an account's files begin: the account and a hash, the same for all of them (the vendor's
 * notes on uploads). A whole address of a picture has it in front.
 */
const URL_BASE = /^https:\/\/[\w.-]+\/files\/emailservice\/userfiles\/[0-9a-f]{32}\d*\//i;

/** @throws InputProblem */
function readUrlBase(options: Values): string {
	const text = options.text('emailUrlBase');
	return (
		URL_BASE.exec(`${text}/`)?.[0] ??
		options.fail(
			'emailUrlBase',
			`has to be copied from a picture in the e-mail editor of SendPulse (https://s….sendpul.se/files/emailservice/userfiles/…/), not ${shown(text)}`,
		)
	);
}

/** Between its name and its extension. */
function numbered(name: string, number: number): string {
	if (number === 0) return name;
	const dot = name.lastIndexOf('.');
	const at = dot > 0 ? dot : name.length;
	return `${name.slice(0, at)} (${number})${name.slice(at)}`;
}

/** So many names are tried until one is free. */
const MOST_TRIED = 100;

interface Named {
	file: InputFile;
	name: string;
}

interface Upload {
	folder: Path;
	files: Named[];
	/** Folders that are there; undefined where none is to be made. */
	folders?: Set<string>;
	size: { width?: number; height?: number };
	urlBase?: string;
}

const exists = async (item: ItemParameters, path: string): Promise<boolean> =>
	await item.lookUp(`file ${path}`, async (client: Client) =>
		existsIn(await client.send(existenceRequest(path), { repeatable: true })),
	);

/**
 * The name that a file gets: its own, or the first that neither SendPulse nor another file of the run has.
 *
 * @throws InputProblem for one that is taken and must not be
 */
async function freeName(
	item: ItemParameters,
	folder: Path,
	wanted: string,
	whenExists: Existing,
	isNew: boolean,
): Promise<string> {
	if (whenExists === 'overwrite') return wanted;
	const taken = item.tally(
		'names of uploaded files',
		() => new Set<string>(),
		() => undefined,
	);
	const { options } = item;
	for (let number = 0; number < MOST_TRIED; number++) {
		const name = numbered(wanted, number);
		const path = written([...folder, name]);
		const isOurs = taken.has(path);
		if (!isOurs) {
			// Before anything is waited for: other items are looked at meanwhile.
			taken.add(path);
			if (isNew || !(await exists(item, path))) return name;
		}
		if (whenExists === 'fail') {
			const which = isOurs ? 'and several input items would upload' : 'and SendPulse already has';
			options.fail(
				'whenExists',
				`is Fail, ${which} '${path}'. Choose Keep Both or Overwrite, or another name`,
			);
		}
	}
	return options.fail(
		'whenExists',
		`is Keep Both, and ${MOST_TRIED} names like '${wanted}' are taken`,
	);
}

async function readUpload(item: ItemParameters): Promise<Upload> {
	const { options } = item;
	const folder = readPath(item, 'folderPath');
	const whenExists = options.has('whenExists')
		? (options.choice('whenExists', EXISTING) as Existing)
		: 'fail';
	const pixels = (name: string) =>
		options.has(name) ? options.whole(name, 1, Infinity) : undefined;
	const size = { width: pixels('width'), height: pixels('height') };
	const urlBase = options.has('emailUrlBase') ? readUrlBase(options) : undefined;
	const fileName = options.has('fileName') ? readName(options, 'fileName') : undefined;
	const creates = options.flag('createFolder');
	const files = await inputFiles(item, item, 'filesBinaryProperties');
	if (files.length === 0) {
		item.fail(
			'filesBinaryProperties',
			'is empty. Enter the name of the binary field with the file',
		);
	}
	if (fileName !== undefined && files.length > 1) {
		options.fail('fileName', `is for a single file, and the item has ${files.length}. Remove it`);
	}
	const folders = creates ? await knownFolders(item) : undefined;
	const isNew = folders !== undefined && !folders.has(written(folder));
	const named: Named[] = [];
	for (const file of files) {
		const name = await freeName(item, folder, fileName ?? file.name, whenExists, isNew);
		named.push({ file, name });
	}
	return { folder, files: named, folders, size, urlBase };
}

/** The folders on the way, outermost first. */
const levelsOf = (folder: Path): Path[] => folder.map((_, index) => folder.slice(0, index + 1));

/** Makes a folder that is not there yet, and may have been made for another item meanwhile. */
const creation = (level: Path, folders: Set<string>): Step<Uploaded> => ({
	effect: 'write',
	about: `the folder ${written(level)}`,
	repeatable: false,
	whereToLook: "with 'Get Tree' of the resource Folder",
	confirmed: saysSuccess,
	request: () =>
		folders.has(written(level))
			? undefined
			: {
					...post`/directory`,
					body: { pathToStore: written(level.slice(0, -1)), name: level[level.length - 1] },
				},
	learn: () => {
		folders.add(written(level));
		return {};
	},
	done: () => `the folder ${written(level)} exists`,
});

interface Uploaded {
	body?: unknown;
}

/** A record with its path for each file: less would leave open which of them arrived. */
const saysPaths =
	(count: number): Mark =>
	(body) =>
		Array.isArray(body) &&
		body.length === count &&
		body.every(
			(record) => isRecord(record) && typeof record.path === 'string' && record.path !== '',
		);

const publicAddress = (base: string, path: string) =>
	`${base}${path
		.split('/')
		.filter((name) => name !== '')
		.map((name) => encoded(name))
		.join('/')}`;

/** OpenAPI, FileManager: POST /file, and for folders POST /directory. */
export const upload = steps<Upload, Uploaded>({
	option: {
		name: 'Upload',
		value: 'upload',
		action: 'Upload a file',
		description: "Upload files of an input item to the account's file manager",
	},
	fields,
	prepare: readUpload,
	placeholders: {},
	concerns: ({ folder, files, folders }) => [
		...(folders ? levelsOf(folder).map((level) => `folder ${written(level)}`) : []),
		...files.map(({ name }) => written([...folder, name])),
	],
	steps: ({ folder, files, folders, size }) => [
		...(folders ? levelsOf(folder).map((level) => creation(level, folders)) : []),
		{
			effect: 'write',
			about: files.length > 1 ? 'the files' : 'the file',
			plural: files.length > 1,
			repeatable: false,
			whereToLook: "with 'Exists' or 'Get Many' of the resource File",
			confirmed: either(saysPaths(files.length), saysSuccess),
			request: async () => {
				const content = [];
				for (const { file, name } of files) {
					content.push({ name, content: await file.content(), mimeType: file.mimeType });
				}
				return {
					...post`/file`,
					parts: { pathToStore: written(folder), ...size, 'content[]': content },
				};
			},
			learn: (body) => ({ body }),
			done: () => (files.length > 1 ? 'the files are uploaded' : 'the file is uploaded'),
		},
	],
	output: ({ body }, { folder, files, urlBase }) =>
		files.map(({ name }, index) => {
			const said = Array.isArray(body) ? (body[index] as IDataObject) : undefined;
			const record = said ?? succeeded({ path: written([...folder, name]), name });
			return urlBase === undefined
				? record
				: { ...record, url: publicAddress(urlBase, String(record.path)) };
		}),
	counts: { noun: 'files', done: 'uploaded' },
});

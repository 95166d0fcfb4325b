import { sleep, type IBinaryData, type INodeExecutionData } from 'n8n-workflow';
import { bareFileName } from '../api/fileName';
import { InputProblem } from '../api/inputProblem';
import { isRecord } from '../api/record';
import type { BinaryHelpers, ItemParameters, Values } from './parameters';

const MB = 1024 * 1024;

/** Files that are read as a whole are in n8n's memory, which they have to leave room in. */
const LARGEST = 100 * MB;

/** What is asked of n8n at once of a file that is not read as a whole. */
const CHUNK = 256 * 1024;

/** Where n8n puts files in workflows that have them among the JSON (`BINARY_MODE_COMBINED` of n8n-workflow). */
const AMONG_JSON = '_files';

interface Bounds {
	/** Most files. */
	most?: number;
	/**
	 * Most bytes of all files together; Infinity for what is not read as a whole.
	 * @default 100 MB
	 */
	largest?: number;
	/** Who wants it so, and what to do about it: "is larger than 18 MB in all, **and …**". */
	whyLargest?: string;
}

/** The name of a binary field, or the file itself: in some workflows an expression may give one. */
type Reference = string | IBinaryData;

/** A file of an input item, wherever n8n keeps it. */
export class InputFile {
	private constructor(
		private readonly helpers: BinaryHelpers,
		private readonly itemIndex: number,
		private readonly reference: Reference,
		private readonly known: IBinaryData,
		/** As its sender named it, else like its field. */
		readonly name: string,
		readonly mimeType: string | undefined,
		readonly bytes: number,
	) {}

	/** @returns undefined where the item has no such file */
	static async find(
		helpers: BinaryHelpers,
		itemIndex: number,
		wanted: Reference,
	): Promise<InputFile | undefined> {
		const places = typeof wanted === 'string' ? [wanted, `${AMONG_JSON}.${wanted}`] : [wanted];
		for (const reference of places) {
			const known = foundIn(helpers, itemIndex, reference);
			if (!known) continue;
			const { fileName = '', fileExtension, mimeType } = known;
			const field = typeof wanted === 'string' ? wanted.split('.').at(-1)! : 'file';
			const name = bareFileName(fileName) || (fileExtension ? `${field}.${fileExtension}` : field);
			const bytes = await sizeOf(helpers, known, name);
			return new InputFile(helpers, itemIndex, reference, known, name, mimeType, bytes);
		}
		return undefined;
	}

	/** All of it. Not to be called before it is needed: with many items there are many files. */
	async content(): Promise<Buffer> {
		return await this.helpers
			.getBinaryDataBuffer(this.itemIndex, this.reference)
			.catch(() => gone(this.name));
	}

	/** Its bytes in order, for files that may be too large to hold. Each time anew. */
	async *chunks(): AsyncGenerator<Buffer, void> {
		const { id } = this.known;
		if (!id) {
			// Then it is in memory already.
			const content = await this.content();
			for (let at = 0; at < content.length; at += CHUNK) {
				yield content.subarray(at, at + CHUNK);
				// Reading a stream lets others have their turn; this does not.
				await sleep(0);
			}
			return;
		}
		const stream = await this.helpers.getBinaryStream(id, CHUNK).catch(() => gone(this.name));
		for await (const chunk of stream) yield chunk as Buffer;
	}
}

/** n8n knows where files are (beside the item, or inside it), and throws where there is none. */
function foundIn(
	helpers: BinaryHelpers,
	itemIndex: number,
	reference: Reference,
): IBinaryData | undefined {
	try {
		const found: unknown = helpers.assertBinaryData(itemIndex, reference);
		return isFile(found) && (found.id || typeof found.data === 'string') ? found : undefined;
	} catch {
		return undefined;
	}
}

async function sizeOf(
	helpers: BinaryHelpers,
	{ id, bytes, data }: IBinaryData,
	name: string,
): Promise<number> {
	if (!id) return Buffer.byteLength(data, 'base64');
	// Older versions of n8n keep only a rounded text beside the item.
	if (typeof bytes === 'number') return bytes;
	return (await helpers.getBinaryMetadata(id).catch(() => gone(name))).fileSize;
}

/** @throws InputProblem */
function gone(name: string): never {
	throw new InputProblem(
		`n8n does not find the content of the file '${name}' any more. Run the workflow from the node that gives it.`,
	);
}

const isFile = (value: unknown): value is IBinaryData =>
	isRecord(value) && typeof value.mimeType === 'string';

/**
 * The files that a parameter names: one binary field or several, as text with commas or as a list; or
 * the files themselves. None where it is empty.
 *
 * @param values where the parameter is: the item, or one of its collections
 * @throws InputProblem for fields that are not there, empty files, equal names, and what is beyond the bounds
 */
export async function inputFiles(
	item: ItemParameters,
	values: Values,
	parameter: string,
	bounds: Bounds = {},
): Promise<InputFile[]> {
	const { most = Infinity, largest = LARGEST } = bounds;
	const fail = (what: string) => values.fail(parameter, what);
	const given = [values.raw(parameter)].flat();
	const references: Reference[] = given.some(isFile)
		? given.filter(isFile)
		: values.list(parameter);
	if (references.length > most) {
		fail(`names ${references.length} files, and SendPulse takes ${most}`);
	}
	const files = new Map<string, InputFile>();
	let bytes = 0;
	for (const reference of references) {
		const file = await InputFile.find(item.binaryHelpers, item.index, reference);
		if (!file) {
			// What n8n keeps in memory it shows to expressions without its content.
			if (typeof reference !== 'string') return fail('has to be the name of a binary field');
			return fail(`names '${reference}', and ${fieldsThereAre(item.input)}`);
		}
		if (file.bytes === 0) fail(`holds '${file.name}', which is empty`);
		if (files.has(file.name)) {
			fail(`has two files named '${file.name}'. Give them different names`);
		}
		bytes += file.bytes;
		if (bytes > largest) {
			const why = bounds.whyLargest ?? 'more than this node takes at once. Leave a file out';
			fail(`is larger than ${Math.floor(largest / MB)} MB in all, ${why}`);
		}
		files.set(file.name, file);
	}
	return [...files.values()];
}

/** Likewise, exactly one. */
export async function inputFile(
	item: ItemParameters,
	values: Values,
	parameter: string,
	bounds: Omit<Bounds, 'most'> = {},
): Promise<InputFile> {
	const [file] = await inputFiles(item, values, parameter, { ...bounds, most: 1 });
	return (
		file ?? values.fail(parameter, 'is empty. Enter the name of the binary field with the file')
	);
}

function fieldsThereAre({ binary, json }: INodeExecutionData): string {
	const amongJson = isRecord(json[AMONG_JSON]) ? json[AMONG_JSON] : {};
	const fields = [...Object.keys(binary ?? {}), ...Object.keys(amongJson)];
	return fields.length === 0
		? 'the input item has no files'
		: `the input item has no such binary field, but ${fields.map((field) => `'${field}'`).join(', ')}`;
}

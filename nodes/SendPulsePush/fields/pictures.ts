import type { INodeProperties } from 'n8n-workflow';
import { base64File, jsonText } from '../../engine/api/request';
import { inputFile, type InputFile } from '../../engine/parameters/binary';
import type { ItemParameters } from '../../engine/parameters/parameters';

/** OpenAPI, web push: under 200 kB, which may be meant of the base64 of it. */
const LARGEST = 200 * 1024;

/** How files of these kinds begin. */
const KINDS: ReadonlyArray<readonly [name: string, beginning: Buffer]> = [
	['PNG', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
	['JPG', Buffer.from([0xff, 0xd8, 0xff])],
	['GIF', Buffer.from('GIF8')],
];

/** For the collection `options`. */
export const iconOption: INodeProperties = {
	displayName: 'Icon',
	name: 'iconBinaryProperty',
	type: 'string',
	default: 'data',
	placeholder: 'e.g. data',
	description:
		"Name of the binary field of the input items that holds the small picture beside the text: PNG, JPG or GIF, under 200 kB. Without it, it is the website's own.",
	hint: 'The name of the input binary field',
};

export const imageOption: INodeProperties = {
	displayName: 'Image',
	name: 'imageBinaryProperty',
	type: 'string',
	default: 'data',
	placeholder: 'e.g. data',
	description:
		'Name of the binary field of the input items that holds the large picture below the text: PNG, JPG or GIF, under 200 kB. Not every browser shows it.',
	hint: 'The name of the input binary field',
};

/** A picture that an option names, if it does. */
export async function readPicture(
	item: ItemParameters,
	name: string,
): Promise<InputFile | undefined> {
	const { options } = item;
	if (!options.has(name)) return undefined;
	const file = await inputFile(item, options, name);
	if (file.bytes > LARGEST) {
		const bytes = file.bytes.toLocaleString('en-US');
		options.fail(name, `has ${bytes} bytes, and SendPulse takes pictures under 200 kB. Shrink it`);
	}
	for await (const beginning of file.chunks()) {
		if (KINDS.some(([, bytes]) => beginning.subarray(0, bytes.length).equals(bytes))) return file;
		break;
	}
	return options.fail(
		name,
		`holds '${file.name}', which is no ${KINDS.map(([kind]) => kind).join(', ')}. Convert it`,
	);
}

/** As the API wants it: JSON in a text. */
export const asPicture = async (file: InputFile) =>
	jsonText({ name: file.name, data: base64File(await file.content()) });

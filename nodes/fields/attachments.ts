import type { GenericValue, IDataObject, INodeProperties } from 'n8n-workflow';
import { base64File } from '../engine/api/request';
import { inputFiles, type InputFile } from '../engine/parameters/binary';
import type { ItemParameters } from '../engine/parameters/parameters';

const MB = 1024 * 1024;

/** For the collection `options`. */
export const attachmentsOption: INodeProperties = {
	displayName: 'Attachments',
	name: 'attachmentsBinaryProperties',
	type: 'string',
	default: 'data',
	placeholder: 'e.g. data, invoice',
	description:
		'Names of the binary fields of the input items that hold the files, separated by commas. Up to 18 MB in all.',
	hint: 'The names of the input binary fields',
};

/**
 * @param most so many files, where the API names a number
 * @throws InputProblem for more or larger files than can be sent, missing and empty ones, and equal
 * names
 */
export const readAttachments = async (item: ItemParameters, most?: number): Promise<InputFile[]> =>
	await inputFiles(item, item.options, 'attachmentsBinaryProperties', {
		most,
		// SendPulse names no limit; mailboxes commonly refuse e-mails above 25 MB, base64 included.
		largest: 18 * MB,
		whyLargest: 'which many mailboxes refuse. Leave a file out, or link to it',
	});

/** Files by name, in base64, as part of a body. */
export async function withAttachments(body: IDataObject, files: InputFile[]): Promise<IDataObject> {
	if (files.length === 0) return body;
	const attachments = new Map<string, GenericValue>();
	for (const file of files) attachments.set(file.name, base64File(await file.content()));
	return { ...body, attachments_binary: Object.fromEntries(attachments) };
}

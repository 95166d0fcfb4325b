import type { GenericValue, IDataObject } from 'n8n-workflow';
import { inputFiles, type InputFile } from '../../../engine/parameters/binary';
import type { ItemParameters } from '../../../engine/parameters/parameters';
import { base64File } from '../../../engine/api/request';

const MB = 1024 * 1024;

/**
 * @throws InputProblem for more or larger files than can be sent, missing and empty ones, and equal
 * names
 */
export const readAttachments = async (item: ItemParameters): Promise<InputFile[]> =>
	await inputFiles(item, item.options, 'attachmentsBinaryProperties', {
		// Bulk Email Service API, "Create a campaign": up to five.
		most: 5,
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

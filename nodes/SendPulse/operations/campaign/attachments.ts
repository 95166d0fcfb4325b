import type { GenericValue, IDataObject } from 'n8n-workflow';
import type { ItemParameters } from '../../../engine/parameters/parameters';
import { base64File } from '../../../engine/api/request';

/** Bulk Email Service API, "Create a campaign": up to five. */
const MOST = 5;
/** SendPulse names no limit; mailboxes commonly refuse e-mails above 25 MB, base64 included. */
const MOST_BYTES = 18 * 1024 * 1024;

/**
 * Files of the item by name, in base64.
 *
 * @throws InputProblem for more or larger files than can be sent, missing and empty ones, and equal
 * names
 */
export async function readAttachments(item: ItemParameters): Promise<IDataObject | undefined> {
	const { options } = item;
	const fields = options.list('attachmentsBinaryProperties');
	if (fields.length === 0) return undefined;
	const fail = (what: string) => options.fail('attachmentsBinaryProperties', what);
	if (fields.length > MOST) fail(`names ${fields.length} files, and SendPulse takes ${MOST}`);
	const attachments = new Map<string, GenericValue>();
	let bytes = 0;
	for (const field of fields) {
		const file = await item.file(field);
		if (!file) return fail(`names '${field}', and the input item has no such binary field`);
		const { name, content } = file;
		if (content.length === 0) fail(`holds '${name}', which is empty`);
		if (attachments.has(name)) {
			fail(`has two files named '${name}'. Give them different names`);
		}
		bytes += content.length;
		if (bytes > MOST_BYTES) {
			fail(
				`is larger than ${MOST_BYTES / 1024 / 1024} MB in all, which many mailboxes refuse. Leave a file out, or link to it`,
			);
		}
		attachments.set(name, base64File(content));
	}
	return Object.fromEntries(attachments);
}

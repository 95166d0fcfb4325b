import type { IDataObject } from 'n8n-workflow';
import type { ItemParameters } from '../../../engine/parameters';
import { base64File } from '../../../engine/request';

/** Bulk Email Service API, "Create a campaign": up to five. */
const MOST = 5;
/** SendPulse names no limit; mailboxes commonly refuse e-mails above 25 MB, base64 included. */
const MOST_BYTES = 18 * 1024 * 1024;

const megabytes = (bytes: number) => `${(bytes / 1024 / 1024).toFixed(1)} MB`;

/**
 * Files of the item by name, in base64.
 *
 * @throws InputProblem for more or larger files than can be sent, empty ones and equal names
 */
export async function readAttachments(item: ItemParameters): Promise<IDataObject | undefined> {
	const { options } = item;
	const properties = options.list('attachmentsBinaryProperties');
	if (properties.length === 0) return undefined;
	const fail = (what: string) => options.fail('attachmentsBinaryProperties', what);
	if (properties.length > MOST)
		fail(`names ${properties.length} files, and SendPulse takes ${MOST}`);
	const attachments: IDataObject = {};
	let bytes = 0;
	for (const property of properties) {
		const { name, content } = await item.file(property);
		if (content.length === 0) fail(`holds '${name}', which is empty`);
		if (Object.prototype.hasOwnProperty.call(attachments, name)) {
			fail(`has two files named '${name}'. Give them different names`);
		}
		bytes += content.length;
		if (bytes > MOST_BYTES) {
			fail(`is larger than ${megabytes(MOST_BYTES)} in all, which mailboxes would refuse`);
		}
		attachments[name] = base64File(content);
	}
	return attachments;
}

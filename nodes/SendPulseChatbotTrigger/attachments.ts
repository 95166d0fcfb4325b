import type {
	IBinaryKeyData,
	IDataObject,
	INodeExecutionData,
	IWebhookFunctions,
} from 'n8n-workflow';
import { bareFileName } from '../engine/api/fileName';
import { download } from '../engine/deliveries/download';
import { isDue } from '../engine/deliveries/log';
import type { ChatbotEvent } from './event';
import { attachmentsOf } from './message';

/**
 * Where SendPulse and the messengers keep files. Deliveries are not signed: of other hosts nothing is
 * fetched, so that nobody can send n8n to a machine of his choice.
 */
const HOSTS = [
	'sendpulse.com',
	// Messenger, Instagram, WhatsApp
	'fbcdn.net',
	'fbsbx.com',
	'cdninstagram.com',
	'whatsapp.net',
	// Telegram
	'telegram.org',
	'viber.com',
	'tiktokcdn.com',
	'tiktokcdn-eu.com',
	'tiktokcdn-us.com',
];

/** All files of a delivery: n8n has them in its memory while it fetches them. */
const LARGEST = 20 * 1024 * 1024;
/** Likewise: SendPulse waits for its answer. */
const PATIENCE_MS = 8_000;
const MOST_FILES = 10;

/** Fetches the attachments of a delivery's messages. What can't be had is left out, with a line in the log. */
export class Attachments {
	private left = LARGEST;

	private files = 0;

	private readonly until = Date.now() + PATIENCE_MS;

	/** One after the other: what one takes is no more there for the next. */
	private last: Promise<unknown> = Promise.resolve();

	constructor(private readonly context: IWebhookFunctions) {}

	/** The item with the files beside it; each attachment says which. */
	async beside(json: IDataObject, event: ChatbotEvent): Promise<INodeExecutionData> {
		const binary: IBinaryKeyData = {};
		const attachments = attachmentsOf(event);
		const fields = attachments.map(async ({ type, url }, index) => {
			const field = `attachment_${index}`;
			return url !== null && (await this.fetch(binary, field, type, url)) ? field : null;
		});
		const files = await Promise.all(fields);
		const isListed = Array.isArray(json.attachments);
		return {
			json: isListed
				? {
						...json,
						attachments: attachments.map((one, index) => ({ ...one, file: files[index] })),
					}
				: json,
			...(Object.keys(binary).length > 0 ? { binary } : {}),
		};
	}

	private async fetch(
		binary: IBinaryKeyData,
		field: string,
		type: string,
		url: string,
	): Promise<boolean> {
		const fetching = this.last.then(async () => {
			const ms = this.until - Date.now();
			if (ms <= 0 || this.left <= 0 || ++this.files > MOST_FILES) {
				throw new Error('there were too many, or too large ones, for one delivery');
			}
			const bounds = { hosts: HOSTS, largest: this.left, ms };
			const { content, name, mimeType } = await download(this.context, url, bounds);
			this.left -= content.length;
			binary[field] = await this.context.helpers.prepareBinaryData(
				content,
				name ?? nameIn(url) ?? type,
				mimeType,
			);
		});
		this.last = fetching.catch(() => undefined);
		return await fetching.then(
			() => true,
			(error: unknown) => {
				if (isDue(this.context, 'attachments')) {
					this.context.logger.warn(
						`SendPulse Chatbot Trigger: an attachment was not downloaded (${error instanceof Error ? error.message : 'unknown reason'}). This is said once an hour.`,
					);
				}
				return false;
			},
		);
	}
}

/** The name of a file at the end of its address. */
function nameIn(url: string): string | undefined {
	const path = new URL(url).pathname;
	const last = path.slice(path.lastIndexOf('/') + 1);
	try {
		return bareFileName(decodeURIComponent(last)) || undefined;
	} catch {
		return bareFileName(last) || undefined;
	}
}

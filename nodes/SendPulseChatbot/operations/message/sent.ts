import type { IDataObject } from 'n8n-workflow';
import { elementsOf, succeeded } from '../../../engine/outcome';

const isRecord = (value: unknown): value is IDataObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Channels answer with the message, a list of messages, or only `true` (chatbot services' APIs, "Send
 * a message"): what there is of them comes as a list.
 */
export function sent(body: unknown, what: IDataObject): IDataObject {
	const messages = elementsOf(body).filter(isRecord);
	return { ...succeeded(what), ...(messages.length > 0 ? { messages } : {}) };
}

import type { IDataObject } from 'n8n-workflow';
import { ApiFailure } from '../../../engine/api/failures';
import { elementsOf, succeeded } from '../../../engine/run/outcome';
import { isRecord } from '../../../engine/api/record';

/** Some answers hold only that it worked. */
const isMessage = (value: unknown): value is IDataObject =>
	isRecord(value) && ['id', 'type', 'data'].some((name) => value[name] !== undefined);

/**
 * Channels answer with the message, a list of messages, or a boolean (chatbot services' APIs, "Send a
 * message"): what there is of messages comes as a list.
 *
 * @throws ApiFailure where the boolean is false
 */
export function sent(body: unknown, what: IDataObject): IDataObject {
	if (body === false) {
		throw new ApiFailure(
			'refused',
			'SendPulse took the message but says that it was not sent, without a reason. Look at the chat in SendPulse.',
		);
	}
	const messages = elementsOf(body).filter(isMessage);
	return { ...succeeded(what), ...(messages.length > 0 ? { messages } : {}) };
}

import { NodeApiError, NodeOperationError, type INode, type JsonObject } from 'n8n-workflow';
import { ApiFailure } from './failures';

/**
 * Any failure as the error that n8n shows: the message alone says all that matters. The number of an item is in
 * it where there are several; n8n would add one of its own, which counts from 0.
 */
export function asNodeError(node: INode, error: unknown, text?: string): Error {
	if (error instanceof ApiFailure) {
		const message = text ?? error.message;
		const isQuoted = message.includes(error.words);
		// From a plain object: n8n would pass on an error as it is, and with it the request's headers.
		const plain: JsonObject = { message, httpCode: error.status ?? null };
		return new NodeApiError(node, plain, {
			message,
			description: isQuoted ? undefined : error.words,
			httpCode: error.status === undefined ? undefined : String(error.status),
		});
	}
	if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
	const cause = error instanceof Error ? error : new Error(String(error));
	return new NodeOperationError(node, cause, text ? { message: text } : {});
}

/** The same while a trigger is switched on or off: an n8n that publishes at once shows the description alone. */
export function asHookError(node: INode, error: unknown): Error {
	const shown = asNodeError(node, error);
	if (error instanceof ApiFailure && shown instanceof NodeApiError) shown.description = null;
	return shown;
}

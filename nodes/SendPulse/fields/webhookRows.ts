import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { either, hasId, saysResult, saysSuccess, type Mark } from '../../engine/api/confirmed';
import { asRecords } from '../../engine/run/outcome';
import { shown, type Values } from '../../engine/parameters/parameters';
import { isRecord } from '../../engine/api/record';

/** The e-mail service's second API wraps its answers, some of them twice. */
export function rowsOf(body: unknown): IDataObject[] {
	let inner = body;
	while (inner !== null && typeof inner === 'object' && !Array.isArray(inner) && 'data' in inner) {
		inner = (inner as { data: unknown }).data;
	}
	return inner === undefined || inner === null ? [] : asRecords(inner);
}

/** Creating is answered with the rows that were made. */
export const hasRows: Mark = (body) => rowsOf(body).some(hasId);

/** `{ success, data: [true] }`, or in a second envelope as others of this API `{ data: { result, data } }`. */
export const saysDone: Mark = either(
	saysSuccess,
	(body) => isRecord(body) && saysResult(body.data),
);

export const url: INodeProperties = {
	displayName: 'URL',
	name: 'url',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. https://example.com/sendpulse',
	description: 'The address that SendPulse calls when something happens',
};

/** @throws InputProblem for anything but a web address */
export function readUrl(values: Values): string {
	const text = values.text('url');
	if (isWebAddress(text)) return text;
	return values.fail(
		'url',
		`has to be an address like https://example.com/sendpulse, not ${shown(text)}`,
	);
}

function isWebAddress(text: string): boolean {
	if (!/^https?:\/\/\S+$/i.test(text)) return false;
	try {
		return new URL(text).hostname !== '';
	} catch {
		return false;
	}
}

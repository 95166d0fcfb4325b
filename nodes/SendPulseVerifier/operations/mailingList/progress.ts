import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../../engine/api/record';
import type { ApiRequest } from '../../../engine/api/request';
import { knowsNothing } from '../../fields/unknown';
import { get } from '../../product';

/** Email Verifier API, "Get mailing list verification progress". */
export const progressRequest = (mailingListId: number): ApiRequest => ({
	...get`/get-progress`,
	query: { id: mailingListId },
	isResult: knowsNothing,
});

export interface Progress {
	total: number;
	processed: number;
}

/**
 * How far a verification is; undefined where there is none. How SendPulse says that, no document tells: by
 * `{ "result": false }`, without numbers or with zeros.
 */
export function progressIn(body: unknown): Progress | undefined {
	const { data } = isRecord(body) ? body : {};
	const { total, processed } = (isRecord(data) ? data : {}) as IDataObject;
	if (!(Number(total) > 0)) return undefined;
	return { total: Number(total), processed: Number(processed ?? 0) };
}

/** Email Verifier API, "Get mailing list verification progress". */
export const isComplete = ({ total, processed }: Progress) => processed >= total;

export const progressRecord = (
	mailingListId: number,
	{ total, processed }: Progress = { total: 0, processed: 0 },
): IDataObject => ({
	mailingListId,
	total,
	processed,
	percent: total > 0 ? Math.floor((100 * processed) / total) : 0,
});

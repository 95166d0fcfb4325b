import { ApiFailure } from '../../../engine/api/failures';
import { isNo, isYes } from '../../../engine/api/envelope';
import { isRecord } from '../../../engine/api/record';
import type { ApiRequest } from '../../../engine/api/request';
import { post } from '../../fileManager/product';

/** OpenAPI, FileManager: POST /file/exist, of which "no" is an answer. */
export const existenceRequest = (path: string): ApiRequest => ({
	...post`/file/exist`,
	body: { path },
	isResult: (body) => isRecord(body) && isNo(body.result),
});

/** @throws ApiFailure for an answer that says neither: what is not known to be there might be overwritten */
export function existsIn(body: unknown): boolean {
	const said = isRecord(body) ? body.result : undefined;
	if (isYes(said)) return true;
	if (isNo(said)) return false;
	throw new ApiFailure('refused', 'SendPulse did not say whether there is such a file.');
}

import type { IDataObject } from 'n8n-workflow';
import type { ApiRequest } from '../engine/api/request';
import { isRecord } from '../engine/api/record';
import { elementsOf } from '../engine/run/outcome';
import { post } from '../SendPulseCrm/product';

/** CRM API, "Get contacts by email" (isEmailFullSearch); to be compared again by whoever asks. */
export const byEmail = (email: string, whole = true): ApiRequest => ({
	...post`/contacts/get-list-by-email`,
	body: { email, isEmailFullSearch: whole },
});

/** Records of a list within a record. */
export const rowsOf = (record: IDataObject, name: string): IDataObject[] =>
	elementsOf(record[name]).filter(isRecord);

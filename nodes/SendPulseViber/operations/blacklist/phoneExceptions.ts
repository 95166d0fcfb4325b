import type { IDataObject } from 'n8n-workflow';
import { either, saysResult, saysSuccess } from '../../../engine/api/confirmed';
import { inData, type Envelope } from '../../../engine/api/envelope';
import type { Product } from '../../../engine/api/product';
import { isRecord } from '../../../engine/api/record';
import { requests } from '../../../engine/api/request';
import type { ItemParameters } from '../../../engine/parameters/parameters';
import { exceptionsIn } from '../../../fields/counters';
import { numberAtFault } from '../../../fields/manyNumbers';
import { readPhone } from '../../../fields/phone';
import { viber } from '../../product';

/** `{ "data": { … } }`: what answers say may be one level below. */
const envelope: Envelope = {
	...inData,
	refuses: (body, isWrite) =>
		inData.refuses(body, isWrite) || (isRecord(body.data) && inData.refuses(body.data, isWrite)),
};

const says = either(saysResult, saysSuccess);

/** Something within `data` that is no refusal; the document says nothing of what. */
const hasData = (body: unknown) =>
	isRecord(body) &&
	typeof body.data === 'object' &&
	body.data !== null &&
	Object.keys(body.data).length > 0;

/** The part of the API that has the blacklist (Viber API, "… the blacklist"). */
const phoneExceptions: Product = {
	...viber,
	base: '/v2/viber-service/phone-exception',
	envelope,
	done: either(says, hasData),
};

export const { get, post, del } = requests(phoneExceptions);

interface Entry {
	phone: string;
}

/** What adding and deleting share. */
export const entries = {
	effect: 'write' as const,
	repeatable: true,
	confirmed: phoneExceptions.done,
	element: ({ phone }: Entry) => phone,
	elementAtFault: numberAtFault,
	exceptions: exceptionsIn,
};

export const readEntry = (item: ItemParameters): Entry => ({ phone: readPhone(item) });

/** The first list in an answer, wherever it stands: the document leaves that open. */
function firstList(value: unknown): unknown[] | undefined {
	if (Array.isArray(value)) return value as unknown[];
	if (!isRecord(value)) return undefined;
	for (const inner of Object.values(value)) {
		const list = firstList(inner);
		if (list) return list;
	}
	return undefined;
}

/** The numbers of the blacklist: records, or bare numbers. */
export const numbersIn = (body: unknown): IDataObject[] =>
	(firstList(body) ?? []).map((one) => {
		const record = isRecord(one) ? (one as IDataObject) : {};
		return { ...record, phone: String(isRecord(one) ? one.phone : one) };
	});

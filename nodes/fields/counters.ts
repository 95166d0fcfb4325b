import { isRecord } from '../engine/api/record';
import { elementsOf } from '../engine/run/outcome';
import type { IDataObject } from 'n8n-workflow';

/** What an answer counts (`{ "result": true, "counters": { "added": 98, "exceptions": 2 } }`). */
export function countersIn(answer: unknown): IDataObject {
	const [body] = elementsOf(answer);
	return isRecord(body) && isRecord(body.counters) ? (body.counters as IDataObject) : {};
}

/** How many numbers SendPulse did not take. It never says which. */
export function exceptionsIn(answer: unknown): number {
	const { exceptions } = countersIn(answer);
	const number = Number(exceptions ?? 0);
	return Number.isInteger(number) && number > 0 ? number : 0;
}

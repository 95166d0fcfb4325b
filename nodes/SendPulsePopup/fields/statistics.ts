import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../engine/api/record';
import { elementsOf, theRecord } from '../../engine/run/outcome';
import { percent } from '../../fields/rates';

/** Pop-Ups API, "Get statistics about your pop-up". */
export const NO_EVENTS: IDataObject = {
	peopleReached: 0,
	engagements: 0,
	subscriptions: 0,
	formEngagements: 0,
	wereClosed: 0,
};

/**
 * One record is meant, which the OpenAPI description of pop-ups puts into an array. By its words that is empty
 * where nothing happened in the period, or nothing is published.
 *
 * @param nothing what an empty array comes to
 * @throws ApiFailure for an answer with neither
 */
export function counted(body: unknown, nothing: IDataObject): IDataObject {
	const isEmpty = (Array.isArray(body) || isRecord(body)) && elementsOf(body).length === 0;
	return isEmpty ? { ...nothing } : theRecord(body);
}

/** Statistics with what they come to, per cent of those who saw it. */
export function withRates(body: unknown, nothing = NO_EVENTS): IDataObject {
	const record = counted(body, nothing);
	return {
		...record,
		engagementRate: percent(record.engagements, record.peopleReached),
		subscriptionRate: percent(record.subscriptions, record.peopleReached),
	};
}

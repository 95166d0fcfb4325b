import type { IDataObject } from 'n8n-workflow';
import { asRecords, elementsOf } from '../../engine/run/outcome';
import { percent } from '../../fields/rates';

/** One record is meant, which the OpenAPI description of pop-ups puts into an array. */
export const theOne = (body: unknown): IDataObject[] => asRecords(elementsOf(body)).slice(0, 1);

/** Statistics with what they come to, per cent of those who saw it. */
export const withRates = (body: unknown): IDataObject[] =>
	theOne(body).map((record) => ({
		...record,
		engagementRate: percent(record.engagements, record.peopleReached),
		subscriptionRate: percent(record.subscriptions, record.peopleReached),
	}));

import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../../engine/api/record';
import { withName } from '../../../fields/statusName';
import { namedAttributes, simplifyContact } from '../../fields/contactRecord';
import { STATUSES } from '../../fields/dealId';
import { recordsIn } from '../../fields/records';

const STATUS_NAMES = {
	[STATUSES.inactive]: 'Inactive',
	[STATUSES.active]: 'Active',
	[STATUSES.unsuccessful]: 'Unsuccessful',
	[STATUSES.successful]: 'Successful',
};

/** When a deal is due, as SendPulse writes it; null where it is not. */
function dueAtOf(expiration: unknown): string | null {
	if (!isRecord(expiration)) return null;
	const { date, time, dateTime } = expiration;
	if (dateTime) return String(dateTime);
	return date ? [date, time].filter(Boolean).map(String).join(' ') : null;
}

/** What operations add to the record, where they do. */
const ADDED = ['pipelineName', 'stageName', 'responsibleName', 'moved', 'created'] as const;

/** The fields that most users want; a whole record has its history, notes, files and tasks. */
export function simplifyDeal(deal: IDataObject): IDataObject {
	const { id, number, name, pipelineId, stepId, status, price, currency } = deal;
	const { responsibleId, sourceId, expiration, createdAt, updatedAt, contacts } = deal;
	const added = ADDED.filter((key) => key in deal).map((key) => [key, deal[key]]);
	return {
		...withName(
			{ id, number, name, pipelineId, stepId, status },
			'status',
			'statusName',
			STATUS_NAMES,
		),
		price,
		currency,
		responsibleId,
		sourceId: sourceId ?? null,
		attributes: namedAttributes(deal),
		dueAt: dueAtOf(expiration),
		createdAt,
		updatedAt,
		...(Object.fromEntries(added) as IDataObject),
		...(contacts === undefined ? {} : { contacts: recordsIn(contacts).map(simplifyContact) }),
	};
}

/** What PUT takes of a deal, which it replaces as a whole (OpenAPI of the CRM, "Update deal"). */
export type DealChanges = Partial<
	Record<
		| 'pipelineId'
		| 'stepId'
		| 'status'
		| 'name'
		| 'price'
		| 'currency'
		| 'responsibleId'
		| 'sourceId',
		number | string
	>
>;

const isThere = (value: unknown) => value !== undefined && value !== null && value !== '';

/**
 * The body of PUT /deals/{id}: all of the deal as it is, with what changes. Partial updates are not supported
 * there: what is left out is lost.
 *
 * @param place whether the deal keeps its place among those of its stage; else it goes to the top
 */
export function wholeDeal(
	deal: IDataObject,
	changes: DealChanges,
	place: 'kept' | 'top' = 'kept',
): IDataObject {
	const {
		pipelineId,
		stepId,
		status,
		name,
		number,
		price,
		currency,
		responsibleId,
		sourceId,
		order,
	} = deal;
	const whole = {
		pipelineId,
		stepId,
		status,
		// Without a name a deal is called by its number, and without a price it costs nothing: PUT wants both.
		name: isThere(name) ? name : String(number),
		price: Number(price ?? 0),
		currency,
		responsibleId,
		sourceId,
		...(place === 'kept' ? { order } : {}),
		...changes,
	};
	return Object.fromEntries(Object.entries(whole).filter(([, value]) => isThere(value)));
}

const isSame = (there: unknown, wanted: unknown) =>
	typeof wanted === 'number' ? isThere(there) && Number(there) === wanted : there === wanted;

/** Those that make a difference. */
export const differing = (deal: IDataObject, changes: DealChanges): DealChanges =>
	Object.fromEntries(
		Object.entries(changes).filter(([key, value]) => isThere(value) && !isSame(deal[key], value)),
	);

export const isEmpty = (changes: object) => Object.keys(changes).length === 0;

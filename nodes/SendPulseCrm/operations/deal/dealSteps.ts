import type { IDataObject } from 'n8n-workflow';
import { InputProblem } from '../../../engine/api/inputProblem';
import type { Step } from '../../../engine/run/operation';
import type { AttributeValue } from '../../fields/attributes';
import { isSame, valueOf } from '../../fields/attributeValues';
import { recordIn } from '../../fields/contactRecord';
import { givesRecord, idOf, idsIn, recordsIn } from '../../fields/records';
import { saysAlready } from '../../fields/saysAlready';
import { crm, del, get, post, put } from '../../product';
import { isDueThen, type Expiration } from './dealFields';
import { differing, isEmpty, wholeDeal, type DealChanges } from './record';

/** What the steps of a deal learn. */
export interface DealFound {
	deal: IDataObject;
	/** Its ID, or in a preview words for one that is not there yet. */
	dealId: number | string;
	/** Whether something of it was changed by a request that is not answered with the deal. */
	isOutdated: boolean;
}

/** When it is due, which GET /deals/{id} leaves out (OpenAPI of the CRM, DealDetailed). */
const withExpiration = (deal: IDataObject, known?: IDataObject): IDataObject =>
	deal.expiration === undefined && known?.expiration !== undefined
		? { ...deal, expiration: known.expiration }
		: deal;

/** Reads the deal. */
export const look = <Found extends DealFound>(
	idFrom: (found: Found) => number | string | undefined,
): Step<Found> => ({
	effect: 'read',
	about: 'the deal',
	request: (found) => {
		const id = idFrom(found);
		return id === undefined ? undefined : get`/deals/${id}`;
	},
	learn: (body, { deal }) => {
		const record = withExpiration(recordIn(body), deal);
		return { deal: record, dealId: idOf(record), isOutdated: false } as Partial<Found>;
	},
});

/** Reads it once more where its record is not known as it is by now. */
export const lookAgain = <Found extends DealFound>(): Step<Found> =>
	look<Found>(({ isOutdated, dealId }) => (isOutdated ? dealId : undefined));

const attributeOf = (deal: IDataObject, id: number) =>
	recordsIn(deal.attributes).find((one) => Number(one.id) === id);

/**
 * Sets or empties attributes, one after the other (CRM API, "Add attribute to deal", "Update deal attribute",
 * "Delete deal attribute"); those that are so already are left alone.
 *
 * @param values of attributes of this pipeline
 */
export const setAttributes = <Found extends DealFound>(
	pipelineId: number,
	values: AttributeValue[],
): Array<Step<Found>> => [
	{
		effect: 'further',
		steps: ({ deal }) => {
			if (values.length > 0 && Number(deal.pipelineId) !== pipelineId) {
				throw new InputProblem(
					`'Attributes' are those of pipeline ${pipelineId}, and the deal is in pipeline ${String(deal.pipelineId)}. Pick that one, or leave them out.`,
				);
			}
			return values.map((value) => setAttribute<Found>(value));
		},
	},
];

const setAttribute = <Found extends DealFound>({
	definition: { id, name, type },
	value,
}: AttributeValue): Step<Found> => ({
	effect: 'write',
	about: `its attribute '${name}' ('${value.slice(0, 60)}')`,
	isOneOfMany: true,
	repeatable: true,
	// A value that is emptied may be gone by the second attempt, and one that is new may be there.
	alreadyDone: (failure) => (value === '' ? crm.refusals.gone(failure) : saysAlready(failure)),
	confirmed: crm.done,
	request: ({ deal, dealId }) => {
		const there = valueOf(attributeOf(deal, id) ?? {});
		if (value === '') {
			return there === undefined ? undefined : del`/deals/${dealId}/attributes/${id}`;
		}
		if (isSame(type, there, value)) return undefined;
		return there === undefined
			? { ...post`/deals/${dealId}/attributes`, body: { attributeId: id, value } }
			: { ...put`/deals/${dealId}/attributes/${id}`, body: { value } };
	},
	learn: () => ({ isOutdated: true }) as Partial<Found>,
	done: () => `its attribute '${name}' was set`,
});

/** Sets when it is due, or takes that away. */
export const setExpiration = <Found extends DealFound>(
	expiration: Expiration | 'none' | undefined,
): Array<Step<Found>> =>
	expiration === undefined
		? []
		: [
				{
					effect: 'write',
					about: 'its due date',
					repeatable: true,
					alreadyDone: (failure) => expiration === 'none' && crm.refusals.gone(failure),
					nothingFound: (failure) => expiration === 'none' && crm.refusals.gone(failure),
					confirmed: crm.done,
					request: ({ deal, dealId }) => {
						if (expiration === 'none') return del`/deals/${dealId}/expiration`;
						return isDueThen(deal?.expiration, expiration)
							? undefined
							: { ...put`/deals/${dealId}/expiration`, body: { ...expiration } };
					},
					learn: (body, { deal }) => {
						const due = expiration === 'none' ? null : { ...expiration, ...recordsIn(body)[0] };
						return { deal: { ...deal, expiration: due } as IDataObject } as Partial<Found>;
					},
					done: () => 'its due date was set',
				},
			];

/** What linking contacts learns and needs to know. */
export interface Linked {
	dealId?: number | string;
	/** Those that are linked already. */
	contactIds?: number[];
}

/**
 * Links contacts that are not linked yet.
 *
 * @param known the ID of the deal, where no step has found it
 */
export const linkContacts = <Found extends Linked>(
	contactIds: number[],
	known?: number,
): Array<Step<Found>> =>
	contactIds.length === 0
		? []
		: [
				{
					effect: 'read',
					about: 'its contacts',
					request: ({ dealId }) => get`/deals/${known ?? dealId!}/contacts`,
					learn: (body) => ({ contactIds: idsIn(body) }) as Partial<Found>,
				},
				{
					effect: 'further',
					steps: ({ contactIds: linked = [] }) =>
						contactIds
							.filter((id) => !linked.includes(id))
							.map((id) => ({
								effect: 'write',
								about: `its contact ${id}`,
								repeatable: true,
								alreadyDone: saysAlready,
								confirmed: crm.done,
								request: ({ dealId }) => post`/deals/${known ?? dealId!}/contacts/${id}`,
								done: () => `contact ${id} was linked to it`,
							})),
				},
			];

/** Changes what differs, and nothing else: all of the deal is sent. */
export const change = <Found extends DealFound>(
	changes: (found: Found) => DealChanges,
	place: (found: Found) => 'kept' | 'top' = () => 'kept',
): Step<Found> => ({
	effect: 'write',
	about: 'the deal',
	repeatable: true,
	confirmed: givesRecord,
	request: (found) => {
		const { deal, dealId } = found;
		const differences = differing(deal, changes(found));
		return isEmpty(differences)
			? undefined
			: { ...put`/deals/${dealId}`, body: wholeDeal(deal, differences, place(found)) };
	},
	learn: (body, { deal }) =>
		({ deal: withExpiration(recordIn(body), deal), isOutdated: false }) as Partial<Found>,
	done: ({ dealId }) => `Deal ${dealId} was changed`,
});

import type { IDataObject } from 'n8n-workflow';
import { hasId, type Mark } from '../../engine/api/confirmed';
import { isRecord } from '../../engine/api/record';
import { elementsOf } from '../../engine/run/outcome';
import { crm } from '../product';

/** What was made or changed is answered with the record, which has an ID. */
export const givesRecord: Mark = (body) => recordsIn(crm.envelope.open(body)).some(hasId);

/** The records of an answer that is a list. */
export const recordsIn = (body: unknown): IDataObject[] =>
	elementsOf(body).filter(isRecord) as IDataObject[];

/** The ID of a record, as a number. */
export const idOf = ({ id }: IDataObject): number => Number(id);

/** IDs of what a record is linked to, which stands in it as IDs or as whole records. */
export const idsIn = (list: unknown): number[] =>
	elementsOf(list).map((one) => Number((one as IDataObject | null)?.id ?? one));

/** By ID, so that what is added meanwhile comes last. */
export const BY_ID = { fieldName: 'id', direction: 'asc' } as const;

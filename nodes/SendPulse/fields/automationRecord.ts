import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../engine/api/record';
import { withIds } from '../../fields/withIds';
import { withStatusName, type Names } from '../../fields/statusName';

/**
 * 1 is documented (OpenAPI, A360); the others are what a dashboard in production and the example of SendPulse's page
 * show.
 */
export const AUTOMATION_STATUS: Names = { 0: 'Draft', 1: 'Active', 3: 'Stopped' };

/** What can be chosen, and its number. */
export const STATUS_NUMBERS: Readonly<Record<string, number>> = { active: 1, draft: 0, stopped: 3 };

const mainDataOf = ({ main_data: data }: IDataObject): IDataObject =>
	isRecord(data) ? (data as IDataObject) : {};

/** The name stands in the record, or only in its data. */
export const automationName = (record: IDataObject): string =>
	String(record.name || mainDataOf(record).automation_name || '');

/** An automation as the API lists it, with the word for its status and its ID as the node's own parameter is called. */
export const automationRecord = (record: IDataObject): IDataObject =>
	withIds(withStatusName(record, AUTOMATION_STATUS), { automationId: record.id });

const orNull = (value: unknown) => (value === undefined || value === '' ? null : value);

/** What most users want of a listed automation: `main_data` says from whom and to which list it sends. */
export function simplifyAutomation(record: IDataObject): IDataObject {
	const { id, status, statusName, created, changed, automationId } = record;
	const data = mainDataOf(record);
	const listId = Number(data.address_book_id ?? NaN);
	return {
		id,
		name: automationName(record),
		status,
		statusName,
		created,
		changed,
		senderEmail: orNull(data.sender_email_address),
		mailingListId: Number.isSafeInteger(listId) && listId > 0 ? listId : null,
		automationId,
	} as IDataObject;
}

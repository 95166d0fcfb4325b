import type { IDataObject } from 'n8n-workflow';

/** Flat, under the API's names, with the IDs of campaign and list under the node's own beside them. */
export function simplifyCampaign(record: IDataObject): IDataObject {
	const {
		campaignId,
		mailingListId,
		id,
		name,
		status,
		statusName,
		send_date,
		all_email_qty,
		statistics,
	} = record;
	const { subject, sender_email, list_id } = (record.message ?? {}) as IDataObject;
	return {
		id,
		name,
		status,
		statusName,
		send_date,
		subject,
		sender_email,
		list_id,
		all_email_qty,
		statistics: numbersOf(statistics),
		campaignId,
		// Those of SMS and Viber, which Get may be asked for, have none.
		...(mailingListId === undefined ? {} : { mailingListId }),
	};
}

/** Codes of the outcomes that each of Get Many's six numbers counts (Bulk Email Service API, Get campaign information). */
const OUTCOMES: Record<string, number[]> = {
	sent: [1],
	delivered: [2],
	opening: [3],
	link_redirected: [4],
	unsubscribe: [5, 15],
	error: [6, 7, 8, 9, 10, 12, 14, 16, 17, 18],
};

/** The same six numbers from either call: Get brings a table with a row for each outcome. */
function numbersOf(statistics: IDataObject[string]): IDataObject[string] {
	const { general } = (statistics ?? {}) as { general?: IDataObject[] };
	if (!Array.isArray(general)) return statistics;
	return Object.fromEntries(
		Object.entries(OUTCOMES).map(([name, codes]) => [
			name,
			general
				.filter(({ code }) => codes.includes(Number(code)))
				.reduce((total, { count }) => total + (Number(count) || 0), 0),
		]),
	);
}

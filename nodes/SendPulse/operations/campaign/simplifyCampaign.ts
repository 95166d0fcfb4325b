import type { IDataObject } from 'n8n-workflow';

/** Ten fields, flat, under the API's names. */
export function simplifyCampaign(record: IDataObject): IDataObject {
	const { id, name, status, statusName, send_date, all_email_qty, statistics } = record;
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
		statistics: brief(statistics),
	};
}

/** Get Many brings six numbers; Get a table with a row for each outcome, of which the zeros tell nothing. */
function brief(statistics: IDataObject[string]): IDataObject[string] {
	const { general } = (statistics ?? {}) as { general?: IDataObject[] };
	if (!Array.isArray(general)) return statistics;
	return Object.fromEntries(
		general
			.filter(({ count }) => Number(count) > 0)
			.map(({ explain, count }) => [String(explain), count]),
	) as IDataObject;
}

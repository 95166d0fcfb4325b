import type { IDataObject } from 'n8n-workflow';
import { CAMPAIGN_STATUS } from '../fields/statuses';

/** A campaign may have no name. */
export const campaignName = ({ id, name }: IDataObject) => String(name || `Campaign ${String(id)}`);

/** What tells campaigns of one name apart: "Sent, 2026-02-17 10:00:00", or '' without both. */
export const campaignState = ({ status, send_date: date }: IDataObject) =>
	[CAMPAIGN_STATUS[Number(status)], date].filter(Boolean).join(', ');

import type { IDataObject } from 'n8n-workflow';

/**
 * Whether a campaign is one of e-mail: the list of campaigns has those of SMS and Viber as well (Bulk Email Service
 * API, "Get a list of campaigns").
 */
export const isEmailCampaign = ({ is_sms: sms, is_viber: viber }: IDataObject) => !sms && !viber;

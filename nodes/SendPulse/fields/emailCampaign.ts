import type { IDataObject } from 'n8n-workflow';
import { isYes } from '../../engine/api/envelope';

/**
 * Whether a campaign is one of e-mail: the list of campaigns has those of SMS and Viber as well (Bulk Email Service
 * API, "Get a list of campaigns"). In doubt it is: to overlook one may be to send it again.
 */
export const isEmailCampaign = ({ is_sms: sms, is_viber: viber }: IDataObject) =>
	!isYes(sms) && !isYes(viber);

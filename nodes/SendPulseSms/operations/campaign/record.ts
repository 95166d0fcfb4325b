import type { IDataObject } from 'n8n-workflow';
import { ApiFailure } from '../../../engine/api/failures';
import { isRecord } from '../../../engine/api/record';
import { elementsOf } from '../../../engine/run/outcome';

/**
 * The campaign of an answer.
 *
 * @throws ApiFailure where there is none
 */
export function campaignIn(body: unknown): IDataObject {
	const campaign = elementsOf(body).find((one) => isRecord(one) && 'id' in one);
	if (isRecord(campaign)) return withPrice(campaign as IDataObject);
	throw new ApiFailure(
		'refused',
		'SendPulse gives no campaign with this ID. Check the ID; a test may leave none behind.',
	);
}

/** A campaign with its price as a number: the answers have it as a number and as text (a client for Go reads both). */
export function withPrice(campaign: IDataObject): IDataObject {
	const { company_price: price } = campaign;
	const isNumber = typeof price === 'string' && price.trim() !== '' && !Number.isNaN(Number(price));
	return isNumber ? { ...campaign, company_price: Number(price) } : campaign;
}

/** What became of each number of a campaign. */
export const recipientsOf = ({ task_phones_info: recipients }: IDataObject): IDataObject[] =>
	elementsOf(recipients).filter(isRecord) as IDataObject[];

/** As the API writes it, with the Cyrillic letter С (U+0441) in front, as seen in its answers. */
const CYRILLIC_COUNTRY_CODE = '\u0441ountry_code';

/** A number and what became of the message to it, under keys that can be typed. */
export function recipientRecord(recipient: IDataObject, smsCampaignId: number): IDataObject {
	const { phone, status, status_explain, money_spent } = recipient;
	return {
		phone: String(phone),
		status,
		status_explain,
		country_code: recipient.country_code ?? recipient[CYRILLIC_COUNTRY_CODE],
		money_spent,
		campaign_id: smsCampaignId,
	};
}

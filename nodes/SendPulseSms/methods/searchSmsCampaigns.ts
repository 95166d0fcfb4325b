import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { elementsOf } from '../../engine/run/outcome';
import { matching, pick } from '../../engine/run/pickLists';
import { get } from '../product';

/** SMS campaigns to pick from. The API gives them all at once, without a name. */
export async function searchSmsCampaigns(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const campaigns = elementsOf(await pick(this, get`/sms/campaigns/list`)) as IDataObject[];
	return matching(campaigns.map(entry), filter);
}

const entry = ({ id, send_date: date, sender_mail_name: sender, address_book_id }: IDataObject) => {
	const to = Number(address_book_id) > 0 ? `list ${String(address_book_id)}` : 'phone numbers';
	const what = [date, sender, to].filter(Boolean).map(String).join(', ');
	return { name: `${String(id)} (${what})`, value: String(id) };
};

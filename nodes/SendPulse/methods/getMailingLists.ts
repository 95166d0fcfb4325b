import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { pickAll } from '../../engine/run/pickLists';
import { get } from '../product';

/** All mailing lists, to choose several from. */
export async function getMailingLists(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	const lists = await pickAll(this, get`/addressbooks`, ({ id }) => id);
	return lists.map(({ id, name, all_email_qty: contacts }) => ({
		name: String(name),
		value: Number(id),
		description: `${String(contacts)} contacts`,
	}));
}

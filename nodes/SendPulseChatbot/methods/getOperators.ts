import type { IDataObject, ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { elementsOf } from '../../engine/outcome';
import { pick } from '../../engine/pickLists';
import { get } from '../../engine/request';

/** The account's team, whose members are the operators of its chats. */
export async function getOperators(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const team = elementsOf(await pick(this, get`/user/invited-users-list`)) as IDataObject[];
	return team.map(({ id, firstname, lastname, email }) => ({
		name: [firstname, lastname].filter(Boolean).join(' ') || String(email || id),
		value: Number(id),
		...(email ? { description: String(email) } : {}),
	}));
}

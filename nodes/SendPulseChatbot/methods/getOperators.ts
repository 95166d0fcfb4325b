import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { elementsOf } from '../../engine/run/outcome';
import { pick } from '../../engine/run/pickLists';
import { isRecord } from '../../engine/api/record';
import { get } from '../product';

/** The account's team, whose members are the operators of its chats. */
export async function getOperators(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const team = elementsOf(await pick(this, get`/user/invited-users-list`));
	return team.filter(isRecord).map(({ id, firstname, lastname, email }) => ({
		name: [firstname, lastname].filter(Boolean).join(' ') || String(email || id),
		value: Number(id),
		...(email ? { description: String(email) } : {}),
	}));
}

import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { pick } from '../../engine/run/pickLists';
import { memberName, teamIn, teamRequest } from '../fields/responsibleId';

/** Members of the team to choose several from. */
export async function getUsers(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const team = teamIn(await pick(this, teamRequest()));
	return team.map((member) => ({ name: memberName(member), value: Number(member.id) }));
}

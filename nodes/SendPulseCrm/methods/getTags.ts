import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { pick } from '../../engine/run/pickLists';
import { tagsIn, tagsRequest } from '../fields/tagIds';

/** Tags of contacts to choose several from. */
export async function getTags(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const tags = tagsIn(await pick(this, tagsRequest()));
	return tags.map(({ id, name }) => ({ name: String(name), value: Number(id) }));
}

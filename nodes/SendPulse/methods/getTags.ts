import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { pick } from '../../engine/run/pickLists';
import { tagsIn } from '../fields/tags';
import { get } from '../product';

/** Tags to choose from. */
export async function getTags(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const tags = tagsIn(await pick(this, get`/tags`));
	return tags.map(({ id, name }) => ({ name, value: id }));
}

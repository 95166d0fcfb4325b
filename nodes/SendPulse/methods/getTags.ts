import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { pick } from '../../engine/pickLists';
import { get } from '../../engine/request';

/** Tags to choose from. */
export async function getTags(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const { tags } = (await pick(this, get`/tags`)) as { tags: Array<{ id: number; name: string }> };
	return tags.map(({ id, name }) => ({ name, value: id }));
}

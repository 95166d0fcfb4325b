import type { IDataObject, ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { elementsOf } from '../../engine/run/outcome';
import { pick } from '../../engine/run/pickLists';
import { get } from '../product';

/** Tags of students to choose from. */
export async function getStudentTags(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const tags = elementsOf(await pick(this, get`/tags`)) as IDataObject[];
	return tags.map(({ id, name }) => ({ name: String(name), value: Number(id) }));
}

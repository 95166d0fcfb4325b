import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { elementsOf } from '../../engine/run/outcome';
import { matching, pick } from '../../engine/run/pickLists';
import { get } from '../product';

/** Courses to pick one from. The API gives them all at once. */
export async function searchCourses(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const courses = elementsOf(await pick(this, get`/courses`)) as IDataObject[];
	return matching(
		courses.map(({ id, name }) => ({ name: String(name || id), value: String(id) })),
		filter,
	);
}

import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { pick } from '../../engine/run/pickLists';
import { categoriesIn } from '../fields/categoryId';
import { get } from '../product';

/** Categories of products to choose several from, each with those that it is in. */
export async function getCategories(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return categoriesIn(await pick(this, get`/products/categories`)).map(({ id, path }) => ({
		name: path,
		value: id,
	}));
}

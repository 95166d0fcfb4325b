import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { isRecord } from '../../engine/api/record';
import { locator, optional } from './locator';
import { idOf, recordsIn } from './records';

export const categoryId: INodeProperties = optional(
	locator({
		displayName: 'Category',
		name: 'categoryId',
		description: 'The category that the product is in',
		noun: 'category',
		searchListMethod: 'searchCategories',
	}),
);

/** A category with those that it is in: "Food / Cheese". */
export interface Category {
	id: number;
	path: string;
}

function* below(nodes: unknown, above: string): Generator<Category> {
	for (const node of recordsIn(nodes)) {
		const path = above === '' ? String(node.name) : `${above} / ${String(node.name)}`;
		yield { id: idOf(node), path };
		yield* below(node.children, path);
	}
}

/**
 * The tree of an answer as a list (CRM API, "Get users categories": `[{ "tree": [ … ], "count": … }]`, in
 * which each category has its `children`).
 */
export const categoriesIn = (body: unknown): Category[] =>
	recordsIn(body).flatMap((one: IDataObject) => [
		...below('tree' in one ? one.tree : isRecord(one) ? [one] : [], ''),
	]);

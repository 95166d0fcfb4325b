import type { IDataObject } from 'n8n-workflow';
import { elementsOf } from '../../engine/run/outcome';

/** Tags as `GET /tags` gives them (OpenAPI, bulk e-mail, TagListResponse). */
export interface Tag extends IDataObject {
	id: number;
	name: string;
	color: string;
}

/** The tags in the answer, all of them at once. */
export const tagsIn = (body: unknown): Tag[] =>
	elementsOf((body as { tags: unknown }).tags) as Tag[];

import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { matching } from '../../engine/run/pickLists';
import { templatesOf } from './templates';

/** Templates to pick from. */
export async function searchTemplates(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const entries = (await templatesOf(this)).map(({ key, name, language, approved, status }) => ({
		name: `${name} (${language})${approved ? '' : ` [${status}]`}`,
		value: key,
	}));
	return matching(entries, filter);
}

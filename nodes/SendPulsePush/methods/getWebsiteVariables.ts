import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { asRecords, elementsOf } from '../../engine/run/outcome';
import { pick, pickedId } from '../../engine/run/pickLists';
import { get } from '../product';

/** Variables of the website that is picked in the node; none as long as none is. */
export async function getWebsiteVariables(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	const websiteId = pickedId(this, 'websiteId');
	if (websiteId === undefined) return [];
	const variables = asRecords(elementsOf(await pick(this, get`/websites/${websiteId}/variables`)));
	return variables.map(({ name, type }) => ({
		name: String(name),
		value: String(name),
		description: type ? `Type: ${String(type)}` : undefined,
	}));
}

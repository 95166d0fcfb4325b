import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { listVariablesOf } from '../../fields/mapListVariables';

/** Variables of the mailing list that is picked in the node. */
export async function getListVariables(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	const variables = await listVariablesOf(this);
	return variables.map(({ name, type }) => ({ name, value: name, description: `Type: ${type}` }));
}

import {
	NodeOperationError,
	type ILoadOptionsFunctions,
	type INodePropertyOptions,
} from 'n8n-workflow';
import { getBots as botsOfAccount } from '../SendPulseChatbot/methods/getBots';

/** The bots to choose from, for which alone this node needs its credential. */
export async function getBots(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const node = this.getNode();
	if (node.credentials?.sendPulseRestApi) return await botsOfAccount.call(this);
	// n8n's own words would be that no credential is required.
	throw new NodeOperationError(
		node,
		'Choose a credential to see the bots, or give their IDs in an expression.',
	);
}

import {
	NodeOperationError,
	type ILoadOptionsFunctions,
	type INodePropertyOptions,
} from 'n8n-workflow';
import { isRecord } from '../engine/api/record';
import { textIn } from '../engine/deliveries/values';
import { pickAll } from '../engine/run/pickLists';
import { get } from '../SendPulse/automation360/product';

/** The flows to choose from, for which alone this node needs its credential. */
export async function getAutomations(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const node = this.getNode();
	if (!node.credentials?.sendPulseRestApi) {
		// n8n's own words would be that no credential is required.
		throw new NodeOperationError(
			node,
			'Choose a credential to see the flows, or give their IDs in an expression.',
		);
	}
	const flows = await pickAll(this, get`/autoresponders/list`, ({ id }) => id);
	return flows.map(({ id, name, main_data: main }) => ({
		// Some flows have their name only there.
		name:
			textIn(name) ??
			(isRecord(main) ? textIn(main.automation_name) : null) ??
			`Flow ${String(id)}`,
		value: Number(id),
	}));
}

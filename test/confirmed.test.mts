import './quickWaits.mts';
import type { IDataObject } from 'n8n-workflow';
import { changes } from '../nodes/engine/run/catalogue';
import { ACTION_NODE_NAMES, ACTION_NODES, fieldsOf } from './actionNodes.mts';
import { answeringBy, apiKey, says } from './api.mts';
import { runNode } from './n8n.mts';
import { filledIn } from './recordingReader.mts';

const writes = ACTION_NODE_NAMES.flatMap((node) =>
	ACTION_NODES[node].resources.flatMap(({ option, operations }) =>
		operations.filter(changes).map((operation) => ({
			node,
			name: `${String(option.value)}.${String(operation.option.value)}`,
			resource: String(option.value),
			operation,
		})),
	),
);

/** What operations ask before they act. */
const LOOK_UPS: Record<string, unknown> = {
	'/user/info': { time_zone: 'Europe/Berlin' },
	'/tags': { tags: [{ id: 5, name: 'vip', color: '#111111' }] },
	'/campaigns/5': { id: 5, name: 'x', message: { body: 'x' } },
	'/addressbooks/5': [{ id: 5, active_phones_quantity: 1 }],
	'/addressbooks/5/variables': [{ name: 'name', type: 'string' }],
};

test.each(writes)(
	'$node $name takes nothing for done that SendPulse did not confirm',
	async ({ node, name, resource, operation }) => {
		const parameters = {
			...filledIn(fieldsOf(operation)),
			resource,
			operation: operation.option.value,
			options: {},
			...(name === 'campaign.update' || name === 'tag.update' ? { options: { name: 'x' } } : {}),
		} as IDataObject;
		let sent = 0;
		answeringBy(({ method, path }) => {
			if (method === 'GET' && path in LOOK_UPS) return says(LOOK_UPS[path]);
			sent++;
			return says({});
		});
		const { json, error } = await runNode({
			node,
			credential: apiKey(),
			parameters,
			settings: { onError: 'continueRegularOutput' },
		});
		expect(error).toBeUndefined();
		expect(json).toEqual([
			{ error: expect.stringMatching(/^SendPulse answered, but did not say that it was done[.,]/) },
		]);
		const { repeatable } = operation as { repeatable?: unknown };
		expect(sent).toBe(repeatable === false ? 1 : 4);
	},
);

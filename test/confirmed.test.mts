import './quickWaits.mts';
import type { IDataObject } from 'n8n-workflow';
import { changes } from '../nodes/engine/run/catalogue';
import type { Operation } from '../nodes/engine/run/operation';
import { ACTION_NODE_NAMES, ACTION_NODES, fieldsOf } from './actionNodes.mts';
import { answeringBy, apiKey, says } from './api.mts';
import { lookedUp } from './lookUps.mts';
import { runNode } from './n8n.mts';
import { filledIn } from './recordingReader.mts';

/** What looks between its requests, or asks until SendPulse is done, needs more of it than one answer. */
const asksOnce = (operation: Operation) =>
	changes(operation) && (operation.kind === 'write' || operation.kind === 'batched');

const writes = ACTION_NODE_NAMES.flatMap((node) =>
	ACTION_NODES[node].resources.flatMap(({ option, operations }) =>
		operations.filter(asksOnce).map((operation) => ({
			node,
			name: `${String(option.value)}.${String(operation.option.value)}`,
			resource: String(option.value),
			operation,
		})),
	),
);

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
		answeringBy((request) => {
			const known = lookedUp(request);
			if (known) return known;
			sent++;
			// Not empty: there are products whose answers are.
			return says({ version: 1 });
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

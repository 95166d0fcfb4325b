/** A node of a product that only a test knows: what the engine can do, it can do for any of them. */
import type { IDataObject, IExecuteFunctions, INodeType } from 'n8n-workflow';
import { saysSuccess } from '../../nodes/engine/api/confirmed';
import { bare } from '../../nodes/engine/api/envelope';
import { inQuery } from '../../nodes/engine/api/pager';
import type { Product } from '../../nodes/engine/api/product';
import { Catalogue } from '../../nodes/engine/run/catalogue';
import type { Operation } from '../../nodes/engine/run/operation';
import { run } from '../../nodes/engine/run/run';
import { apiKey } from '../api.mts';
import { runNode, type NodeResult, type NodeRun } from '../n8n.mts';

/** A product that has nothing of its own. */
export const plainProduct: Product = {
	name: 'Made up',
	base: '/made-up',
	done: saysSuccess,
	envelope: bare,
	refusals: {
		textFor: () => undefined,
		elementAtFault: () => false,
		gone: ({ status, own }) => status === 404 && own,
	},
	pager: inQuery('limit', 'offset'),
	largestBatch: 100,
};

/** How the menu shows a made-up operation. */
export const named = (value: string) => ({
	name: value,
	value,
	action: value,
	description: value,
});

/** A node with these operations of one resource, to be run in n8n's engine. */
export function madeUp(product: Product, operations: Operation[]) {
	const catalogue = new Catalogue(product, [
		{
			option: { name: 'Thing', value: 'thing' },
			defaultOperation: String(operations[0].option.value),
			operations,
		},
	]);
	const nodeType = {
		description: {
			name: 'madeUp',
			displayName: 'Made Up',
			version: 1,
			inputs: ['main'],
			outputs: ['main'],
			defaults: {},
			group: [],
			description: '',
			credentials: [{ name: 'sendPulseRestApi', required: true }],
			properties: catalogue.properties,
		},
		async execute(this: IExecuteFunctions) {
			return await run(this, catalogue);
		},
	} as unknown as INodeType;
	return {
		properties: catalogue.properties,
		run: async (
			operation: string,
			parameters: IDataObject = {},
			more: Partial<Omit<NodeRun, 'parameters' | 'node' | 'nodeType'>> = {},
		): Promise<NodeResult> =>
			await runNode({
				credential: apiKey(),
				...more,
				nodeType,
				parameters: { resource: 'thing', operation, ...parameters } as NodeRun['parameters'],
			}),
	};
}

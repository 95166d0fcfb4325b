/** The nodes that hold operations, under the name of their class and folder: all of package.json that do. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeProperties, INodeType } from 'n8n-workflow';
import { projectRoot } from '../host/projectRoot.mts';
import type { Product } from '../nodes/engine/api/product';
import { fieldsOf as fieldsOfProduct, type Resource } from '../nodes/engine/run/catalogue';
import type { Operation } from '../nodes/engine/run/operation';

interface ActionNodeParts {
	nodeType: INodeType;
	product: Product;
	resources: readonly Resource[];
}

const ROOT = projectRoot();
const NODES = join(ROOT, 'nodes');

const { n8n } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
	n8n: { nodes: string[] };
};

const load = (path: string) => require(join(NODES, path)) as Record<string, unknown>;

/** The folder of each node is named like its class. */
const names = n8n.nodes.map((file) => file.split('/').at(-2)!);

export const ACTION_NODE_NAMES = names.filter((name) =>
	existsSync(join(NODES, name, 'operations')),
);

export type ActionNode = string;

export const ACTION_NODES: Record<ActionNode, ActionNodeParts> = Object.fromEntries(
	ACTION_NODE_NAMES.map((name) => {
		const nodeClass = load(`${name}/${name}.node`)[name] as new () => INodeType;
		const products = Object.values(load(`${name}/product`));
		return [
			name,
			{
				nodeType: new nodeClass(),
				product: products.find((value): value is Product => 'refusals' in (value as object))!,
				resources: load(`${name}/operations`).resources as readonly Resource[],
			},
		];
	}),
);

const products = new Map<Operation, Product>(
	Object.values(ACTION_NODES).flatMap(({ product, resources }) =>
		resources.flatMap(({ operations }) =>
			operations.map((operation) => [operation, product] as [Operation, Product]),
		),
	),
);

export const productOf = (operation: Operation): Product => products.get(operation)!;

/** All parameters of an operation of one of the nodes. */
export const fieldsOf = (operation: Operation): INodeProperties[] =>
	fieldsOfProduct(operation, productOf(operation));

// Prints docs/operations.md from the built package: `npm run docs`.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { INodeType } from 'n8n-workflow';
import { projectRoot } from '../host/projectRoot.mts';
import type { Resource } from '../nodes/engine/run/catalogue';
import { operationsPage } from './operationsPage.mts';

const root = projectRoot();
const load = createRequire(join(root, 'package.json'));
const { n8n } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
	n8n: { nodes: string[] };
};

const nodes = n8n.nodes.flatMap((file) => {
	const operations = join(root, dirname(file), 'operations/index.js');
	if (!existsSync(operations)) return [];
	const [NodeClass] = Object.values(load(join(root, file)) as Record<string, new () => INodeType>);
	const { resources } = load(operations) as { resources: readonly Resource[] };
	return NodeClass ? [{ nodeType: new NodeClass(), resources }] : [];
});

process.stdout.write(operationsPage(nodes));

// Prints docs/comparison.md: `npx tsx test/vendor/printComparison.mts > docs/comparison.md`, after a build.
import { createRequire } from 'node:module';
import type { INodeType } from 'n8n-workflow';
import { projectRoot } from '../../host/projectRoot.mts';
import { comparisonPage } from './operations.mts';

const require = createRequire(`${projectRoot()}/package.json`);

function nameOf(node: string): string {
	const classes = require(`./dist/nodes/${node}/${node}.node.js`) as Record<
		string,
		new () => INodeType
	>;
	return new classes[node]!().description.displayName;
}

process.stdout.write(comparisonPage(nameOf));

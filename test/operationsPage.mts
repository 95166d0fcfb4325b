/** docs/operations.md, made of what the nodes say of themselves: `npm run docs`. */
import type { INodeType } from 'n8n-workflow';
import type { Resource } from '../nodes/engine/run/catalogue';

interface Described {
	nodeType: INodeType;
	resources: readonly Resource[];
}

const cell = (text: unknown) => String(text).replaceAll('|', '\\|');

export function operationsPage(described: Described[]): string {
	const nodes = described.map(({ nodeType, resources }) => {
		const { displayName, description } = nodeType.description;
		const tables = resources.map(({ option, operations }) => {
			const rows = [...operations]
				.map(({ option }) => option)
				.sort((one, other) => one.name.localeCompare(other.name, 'en'))
				.map(({ name, value, description: text }) => `| ${name} | \`${value}\` | ${cell(text)} |`);
			return [
				`### ${option.name}`,
				'',
				'| operation | value | what it does |',
				'| --- | --- | --- |',
				...rows,
				'',
			].join('\n');
		});
		return [`## ${displayName}`, '', cell(description).replace(/[^.]$/, '$&.'), '', ...tables].join(
			'\n',
		);
	});
	return `# Operations

What each node can do, resource by resource. The values are what workflows store and AI agents name. Printed by
\`npm run docs\` from the nodes themselves.

${nodes.join('\n')}`;
}

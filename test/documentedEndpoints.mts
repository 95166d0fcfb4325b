/** The tables of docs/endpoints.md: what each node calls. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ACTION_NODES, type ActionNode } from './actionNodes.mts';

export interface Endpoint {
	method: string;
	path: string;
	operation: string;
}

const TEXT = readFileSync(join(__dirname, '../docs/endpoints.md'), 'utf8');

/** The part that tells of a node, under its name. */
function partOf(node: ActionNode): string {
	const { displayName } = ACTION_NODES[node].nodeType.description;
	const parts = TEXT.split(/^# /m);
	const part = parts.find((text) => text.startsWith(`Endpoints of ${displayName}\n`));
	if (part === undefined) throw new Error(`docs/endpoints.md does not tell of ${displayName}`);
	return part;
}

/** The rows of a node's tables; a line that is none of them is there under its own text. */
export function documentedEndpoints(node: ActionNode): Endpoint[] {
	return partOf(node)
		.split('\n')
		.filter((line) => line.startsWith('|') && !/^\| (endpoint|---) /.test(line))
		.map((line) => {
			const [, method, path, operation] =
				/^\| `([A-Z]+) (\/\S+)` \| `(\w+\.\w+)` \|$/.exec(line) ?? [];
			return method ? { method, path, operation } : { method: '', path: line, operation: '' };
		});
}

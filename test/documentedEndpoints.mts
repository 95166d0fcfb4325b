/** The tables of docs/endpoints.md: what each node calls. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ActionNode } from './actionNodes.mts';

export interface Endpoint {
	method: string;
	path: string;
	operation: string;
}

/** Where the part about the second node begins. */
const CHATBOTS = /^# Endpoints of the chatbots$/m;

/** The rows of a node's tables; a line that is none of them is there under its own text. */
export function documentedEndpoints(node: ActionNode): Endpoint[] {
	const parts = readFileSync(join(__dirname, '../docs/endpoints.md'), 'utf8').split(CHATBOTS);
	return parts[node === 'SendPulse' ? 0 : 1]
		.split('\n')
		.filter((line) => line.startsWith('|') && !/^\| (endpoint|---) /.test(line))
		.map((line) => {
			const [, method, path, operation] =
				/^\| `([A-Z]+) (\/\S+)` \| `(\w+\.\w+)` \|$/.exec(line) ?? [];
			return method ? { method, path, operation } : { method: '', path: line, operation: '' };
		});
}

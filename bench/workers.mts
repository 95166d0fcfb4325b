// Measures what several processes get of one account, each with a pace of its own, as n8n's workers have it: real
// processes against a real server that refuses the eleventh request in any second. `npm run bench:workers`.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { table } from './table.mts';

const SECONDS = 60;
const LATENCY_MS = 100;
const PER_SECOND = 10;

interface Got {
	taken: number;
	refused: number;
}

async function measured(processes: number): Promise<Got[]> {
	const recent: number[] = [];
	const server = createServer((_, response) => {
		const now = performance.now();
		while (recent.length > 0 && now - recent[0]! >= 1_000) recent.shift();
		const full = recent.length >= PER_SECOND;
		if (!full) recent.push(now);
		void wait(LATENCY_MS).then(() => {
			response.writeHead(full ? 429 : 200).end();
		});
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	const worker = fileURLToPath(new URL('pacedWorker.mts', import.meta.url));
	const children = Array.from({ length: processes }, () =>
		fork(worker, [`http://127.0.0.1:${port}/`, String(SECONDS)], { execArgv: process.execArgv }),
	);
	const got = await Promise.all(children.map(async (child) => (await once(child, 'message'))[0]));
	server.close();
	return got as Got[];
}

const sum = (values: number[]) => values.reduce((all, one) => all + one, 0);
const percent = (part: number) => `${(100 * part).toFixed(1)} %`;

const rows = [];
for (const processes of [1, 2, 4]) {
	const got = await measured(processes);
	const taken = got.map((one) => one.taken);
	const refused = sum(got.map((one) => one.refused));
	rows.push([
		String(processes),
		(sum(taken) / (PER_SECOND * SECONDS)).toFixed(2),
		percent(refused / (refused + sum(taken))),
		taken.join(', '),
	]);
}
console.log(table(['processes', 'share of the limit', 'refused', 'requests taken by each'], rows));

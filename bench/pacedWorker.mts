// One of several processes that use an account as n8n's workers do: each with a pace of its own, at the same server.
// Started by workers.mts; sends what it got when it is told to end.
import { request } from 'node:http';

import { Pace } from '../nodes/engine/api/pace.ts';

const [url = '', secondsText = ''] = process.argv.slice(2);
const LANES = 20;

const pace = new Pace();
const end = Date.now() + Number(secondsText) * 1_000;
let taken = 0;
let refused = 0;

const ask = async (): Promise<number> =>
	await new Promise((resolve, reject) => {
		request(url, (response) => {
			response.resume();
			response.once('end', () => resolve(response.statusCode ?? 0));
		})
			.once('error', reject)
			.end();
	});

const lane = async () => {
	for (;;) {
		const turn = await pace.turn();
		if (Date.now() >= end) return;
		const status = await ask();
		if (status === 429) {
			refused++;
			pace.refused(turn);
		} else {
			taken++;
			pace.accepted(turn);
		}
	}
};

await Promise.all(Array.from({ length: LANES }, lane));
process.send?.({ taken, refused });
process.disconnect?.();

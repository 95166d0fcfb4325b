import { setTimeout as wait } from 'node:timers/promises';

import { Pool } from 'undici';

/** Ten at once, then the next ten when a second has passed since the first of them left, and a little more. */
const AT_ONCE = 10;
const WINDOW_MS = 1_050;

export interface PlainRequest {
	method: 'GET' | 'POST';
	path: string;
	body?: unknown;
}

/**
 * The floor: requests at the pace that the API allows and nothing around them, no n8n, no retries, no errors. Gives
 * the seconds of processor time of this process.
 */
export async function plainLoop(
	account: { url: string; clientId: string; clientSecret: string },
	requests: PlainRequest[],
): Promise<number> {
	const pool = new Pool(account.url, { connections: 2 * AT_ONCE });
	const send = async ({ method, path, body }: PlainRequest, token?: string) => {
		const answer = await pool.request({
			method,
			path,
			headers: {
				'content-type': 'application/json',
				...(token ? { authorization: `Bearer ${token}` } : {}),
			},
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		return await answer.body.json();
	};
	try {
		const { access_token: token } = (await send({
			method: 'POST',
			path: '/oauth/access_token',
			body: {
				grant_type: 'client_credentials',
				client_id: account.clientId,
				client_secret: account.clientSecret,
			},
		})) as { access_token: string };
		const before = process.cpuUsage();
		const sent: Array<Promise<unknown>> = [];
		for (let from = 0; from < requests.length; from += AT_ONCE) {
			if (from > 0) await wait(WINDOW_MS);
			for (const request of requests.slice(from, from + AT_ONCE)) sent.push(send(request, token));
		}
		await Promise.all(sent);
		const { user, system } = process.cpuUsage(before);
		return (user + system) / 1_000_000;
	} finally {
		await pool.close();
	}
}

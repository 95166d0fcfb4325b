import { request, type Dispatcher } from 'undici';
import { ManualClock, type Sandbox, type SandboxSetup } from '../../sandbox/index.mts';
import { borrowedSandbox } from '../servers.mts';

export interface Answer {
	status: number;
	headers: Record<string, string | string[] | undefined>;
	text: string;
	/** Decoded JSON; undefined when there is none. */
	json: any;
}

export interface Call {
	body?: unknown;
	/** Authorization header; the API key's if not given, none if null. */
	authorization?: string | null;
	headers?: Record<string, string>;
	/** Sent as it is, instead of `body`. */
	raw?: string;
	signal?: AbortSignal;
}

/** A sandbox that listens, with a clock that stands still, and a client that speaks to it over HTTP. */
export interface Bench {
	sandbox: Sandbox;
	clock: ManualClock;
	url: string;
	key: string;
	call(method: string, path: string, call?: Call): Promise<Answer>;
	/** Moves the clock before each request, so that pace is no matter. */
	get(path: string): Promise<Answer>;
	post(path: string, body?: unknown): Promise<Answer>;
	put(path: string, body?: unknown): Promise<Answer>;
	del(path: string, body?: unknown): Promise<Answer>;
}

export async function startBench(setup: SandboxSetup = {}): Promise<Bench> {
	const clock = new ManualClock();
	const sandbox = borrowedSandbox({ clock, ...setup });
	const url = await sandbox.listen();
	const key = sandbox.state.account.apiKeys[0]?.key ?? '';
	const call = async (
		method: string,
		path: string,
		{ body, authorization, headers, raw, signal }: Call = {},
	): Promise<Answer> => {
		const payload = raw ?? (body === undefined ? undefined : JSON.stringify(body));
		const response = await request(`${url}${path}`, {
			method: method as Dispatcher.HttpMethod,
			headers: {
				...(authorization !== null && { authorization: authorization ?? `Bearer ${key}` }),
				...(payload !== undefined && { 'content-type': 'application/json' }),
				...headers,
			},
			body: payload,
			signal,
		});
		const text = await response.body.text();
		return { status: response.statusCode, headers: response.headers, text, json: decode(text) };
	};
	const paced = (method: string, path: string, body?: unknown) => {
		clock.advance(200);
		return call(method, path, { body });
	};
	return {
		sandbox,
		clock,
		url,
		key,
		call,
		get: (path) => paced('GET', path),
		post: (path, body) => paced('POST', path, body),
		put: (path, body) => paced('PUT', path, body),
		del: (path, body) => paced('DELETE', path, body),
	};
}

function decode(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

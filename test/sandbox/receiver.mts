import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Delivered {
	type: string | undefined;
	text: string;
	/** Decoded JSON. */
	json: any;
}

/** An address on this machine that webhooks may call. */
export interface Receiver {
	url: string;
	got: Delivered[];
	/** Status of the next answers; null leaves the caller without one. */
	answer(...statuses: Array<number | null>): void;
	close(): Promise<void>;
}

export async function startReceiver(): Promise<Receiver> {
	const got: Delivered[] = [];
	let planned: Array<number | null> = [];
	const server = createServer(async (request, response) => {
		const text = await read(request);
		const type = request.headers['content-type'];
		got.push({ type, text, json: type === 'application/json' ? JSON.parse(text) : undefined });
		const status = planned.length > 0 ? planned.shift() : 200;
		if (status) response.writeHead(status, { location: '/elsewhere' }).end('ok');
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
		got,
		answer: (...statuses) => (planned = statuses),
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}

async function read(request: IncomingMessage): Promise<string> {
	let text = '';
	for await (const chunk of request) text += chunk;
	return text;
}

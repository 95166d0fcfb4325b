import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An address on this machine that answers every webhook with the same text. */
export interface KeyServer {
	url: string;
	/** Decoded bodies. */
	got: unknown[];
	answer(text: string): void;
	close(): Promise<void>;
}

export async function startKeyServer(): Promise<KeyServer> {
	const got: unknown[] = [];
	let said = '';
	const server = createServer((request, response) => {
		let text = '';
		request.on('data', (chunk) => (text += chunk));
		request.on('end', () => {
			got.push(JSON.parse(text));
			response.end(said);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
		got,
		answer: (text) => (said = text),
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}

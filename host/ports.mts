import { createServer } from 'node:net';

export const LOOPBACK = '127.0.0.1';

/** A port that nobody uses at the moment: the operating system picks it. */
export const freePort = (): Promise<number> => listen(0);

/** Fails in words when the port is taken. */
export async function requireFree(port: number): Promise<void> {
	try {
		await listen(port);
	} catch (error) {
		throw new Error(
			`Port ${port} can't be used (${(error as NodeJS.ErrnoException).code}): choose another one`,
			{ cause: error },
		);
	}
}

function listen(port: number): Promise<number> {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', reject);
		server.listen(port, LOOPBACK, () => {
			const address = server.address();
			const chosen = typeof address === 'object' && address ? address.port : port;
			server.close(() => resolve(chosen));
		});
	});
}

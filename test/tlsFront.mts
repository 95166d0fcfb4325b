/** What stands before a server that speaks plain HTTP and gives it TLS, as long as that goes well. */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { localhost } from './certificate.mts';

/** Comes in the midst of TLS, as from a terminator that crashes, and can be read by nobody there. */
const PLAIN_TEXT = 'HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\n\r\n';

export class TlsFront {
	private readonly open = new Set<Socket>();

	private readonly server;

	/** @param url of the server behind it: where that resets a connection, TLS breaks */
	constructor(url: string) {
		const port = Number(new URL(url).port);
		this.server = createServer((raw) => {
			const secure = new TLSSocket(raw, { isServer: true, ...localhost });
			const behind = connect(port, '127.0.0.1');
			for (const socket of [raw, behind]) {
				this.open.add(socket);
				socket.on('close', () => this.open.delete(socket));
			}
			raw.on('error', () => behind.destroy());
			secure.on('error', () => behind.destroy());
			behind.on('error', () => raw.write(PLAIN_TEXT));
			secure.pipe(behind).pipe(secure);
		});
	}

	/** Gives its base URL. */
	async listen(): Promise<string> {
		await new Promise<void>((resolve) => this.server.listen(0, 'localhost', resolve));
		return `https://localhost:${(this.server.address() as AddressInfo).port}`;
	}

	async close(): Promise<void> {
		for (const socket of this.open) socket.destroy();
		await new Promise((resolve) => this.server.close(resolve));
	}
}

/** A server for bytes: what arrives is kept as it came, and what is answered is up to the test, down to the socket. */
import {
	createServer,
	type IncomingHttpHeaders,
	type Server,
	type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IDataObject } from 'n8n-workflow';
import nock from 'nock';
import { StoredCredential } from '../n8n.mts';

export interface ArrivedBytes {
	method: string;
	path: string;
	headers: IncomingHttpHeaders;
	body: Buffer;
}

type Answering = (response: ServerResponse, arrived: ArrivedBytes) => void;

let accounts = 0;

export class FileServer {
	readonly arrived: ArrivedBytes[] = [];

	/** Connections that are being answered. */
	open = 0;

	private answers: Answering[] = [];

	private constructor(private readonly server: Server) {}

	/** @param answers to the requests in their order; the last one goes on */
	static async start(...answers: Answering[]): Promise<FileServer> {
		const server = createServer(async (request, response) => {
			started.open++;
			response.on('close', () => started.open--);
			const chunks: Buffer[] = [];
			for await (const chunk of request) chunks.push(chunk as Buffer);
			const { method = '', url: path = '', headers } = request;
			const arrived = { method, path, headers, body: Buffer.concat(chunks) };
			started.arrived.push(arrived);
			const [answer] = started.answers.length > 1 ? started.answers.splice(0, 1) : started.answers;
			answer(response, arrived);
		});
		const started = new FileServer(server);
		started.answers = answers;
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		all.push(started);
		return started;
	}

	get url(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	/** An API key of an account of its own. */
	byKey(): StoredCredential {
		const apiKey = `file-key-${++accounts}`;
		return this.credential({ authentication: 'apiKey', apiKey });
	}

	/** Id and secret, no token yet. */
	byClient(): StoredCredential {
		return this.credential({ clientId: `client-${++accounts}`, clientSecret: 'secret' });
	}

	async close(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}

	private credential(data: IDataObject): StoredCredential {
		return new StoredCredential({ ...data, baseUrl: this.url }, `credential-${++accounts}`);
	}
}

const all: FileServer[] = [];

// Sockets are what is tested.
beforeAll(() => nock.restore());
afterEach(
	async () => void (await Promise.all(all.splice(0).map(async (one) => await one.close()))),
);

/** Answers with this content. */
export const sends =
	(content: Buffer | string, headers: Record<string, string> = {}, status = 200): Answering =>
	(response) => {
		response.writeHead(status, headers);
		response.end(content);
	};

export const sendsJson = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
	sends(JSON.stringify(body), { 'content-type': 'application/json', ...headers }, status);

/** Gives out a token where one is asked for; else answers with `answer`. */
export const withTokens =
	(answer: Answering): Answering =>
	(response, arrived) => {
		if (arrived.path !== '/oauth/access_token') return answer(response, arrived);
		const token = { access_token: `token-${++accounts}`, token_type: 'Bearer', expires_in: 3600 };
		sendsJson(token)(response, arrived);
	};

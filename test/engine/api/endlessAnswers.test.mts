/** Answers that come in drops for ever: each drop is a sign of life, and the whole has an end all the same. */
import '../virtualTime.mts';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PATIENCE } from '../../../nodes/engine/api/client';
import { StoredCredential } from '../../n8n.mts';
import { countContacts, run } from '../bench.mts';

const DROP_MS = 10;

let server: Server;
let baseUrl: string;
/** Paths that were asked for, and connections that are still open. */
let asked: string[];
let open: number;

beforeEach(async () => {
	asked = [];
	open = 0;
	server = createServer((request, response) => {
		asked.push(request.url ?? '');
		open++;
		response.writeHead(200, { 'content-type': 'application/json' });
		const dripping = setInterval(() => response.write(' '), DROP_MS);
		response.on('close', () => {
			clearInterval(dripping);
			open--;
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	Object.assign(PATIENCE.run, { answerMs: 20 * DROP_MS });
});

afterEach(async () => {
	server.closeAllConnections();
	await new Promise((resolve) => server.close(resolve));
});

const byKey = () => new StoredCredential({ authentication: 'apiKey', apiKey: 'endless', baseUrl });

/** Whoever has given up has let go of its connection. */
async function expectAllClosed(): Promise<void> {
	while (open > 0) await new Promise((resolve) => setTimeout(resolve, DROP_MS));
}

test('a reading is tried again, and ends', async () => {
	const { error } = await countContacts(byKey(), 5);
	expect(error?.message).toBe(
		'SendPulse did not answer in time, 4 times in a row. Try again in a minute.',
	);
	expect(asked).toHaveLength(4);
	await expectAllClosed();
});

test('what must not be done twice is sent once, and its result called unclear', async () => {
	const { error } = await run(byKey(), 'mailingList', 'create', { name: 'New' });
	expect(error?.message).toMatch(/^SendPulse did not answer in time\. It was not sent again/);
	expect(asked).toHaveLength(1);
	await expectAllClosed();
});

test('a token is not waited for either', async () => {
	const credential = new StoredCredential({ clientId: 'endless', clientSecret: 'x', baseUrl });
	const { error } = await countContacts(credential, 5);
	expect(error?.message).toContain('SendPulse did not answer in time, 4 times in a row');
	expect(new Set(asked)).toEqual(new Set(['/oauth/access_token']));
});

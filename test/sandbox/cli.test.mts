import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { request } from 'undici';

const root = join(__dirname, '../..');
const tsx = join(root, 'node_modules/tsx/dist/cli.mjs');
const start = (...args: string[]) =>
	spawn(process.execPath, [tsx, 'sandbox/cli.mts', ...args], { cwd: root });

test.each(['SIGINT', 'SIGTERM'] as const)(
	'prints what it takes to log in, stops on %s',
	async (signal) => {
		const sandbox = start('--port', '0', '--many-lists');
		let output = '';
		sandbox.stdout.on('data', (chunk) => (output += chunk));
		sandbox.stderr.on('data', (chunk) => (output += chunk));
		while (!output.includes('Ctrl-C')) await once(sandbox.stdout, 'data');
		const [, url, id, secret, key] =
			/sandbox: (http:\/\/127\.0\.0\.1:\d+)\nID: +(\w{32})\nSecret: +(\w{32})\nAPI key: +(sp_\w+)\n/.exec(
				output,
			) ?? [];

		const lists = await request(`${url}/addressbooks`, {
			headers: { authorization: `Bearer ${key}` },
		});
		expect(await lists.body.json()).toHaveLength(100);
		const token = await request(`${url}/oauth/access_token`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({
				grant_type: 'client_credentials',
				client_id: id,
				client_secret: secret,
			}),
		});
		expect(token.statusCode).toBe(200);
		await token.body.dump();

		sandbox.kill(signal);
		const [code] = await once(sandbox, 'exit');
		expect(code).toBe(0);
	},
);

test('refuses a port that is none', async () => {
	const sandbox = start('--port', 'x');
	const [code] = await once(sandbox, 'exit');
	expect(code).toBe(1);
});

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { projectRoot } from '../../host/projectRoot.mts';

// The first start on a machine installs n8n.
jest.setTimeout(30 * 60_000);

let temporary: string;
let running: ChildProcess | undefined;

beforeEach(() => {
	temporary = mkdtempSync(join(tmpdir(), 'demo-test-'));
});

afterEach(() => {
	running?.kill('SIGKILL');
	rmSync(temporary, { recursive: true, force: true });
});

/** The demo as `npm run demo` starts it, with a folder of its own for temporary files. */
function startDemo(...flags: string[]) {
	const child = spawn(process.execPath, ['--import', 'tsx', 'demo/demo.mts', ...flags], {
		cwd: projectRoot(),
		env: { ...process.env, TMPDIR: temporary, TMP: temporary, TEMP: temporary },
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	running = child;
	let output = '';
	for (const stream of [child.stdout, child.stderr])
		stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
	const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
	return { child, ended, output: () => output };
}

const leftovers = () => readdirSync(temporary).filter((name) => name.startsWith('n8n-'));

it('imports the example file, says what happened, and ends with 0', async () => {
	const { ended, output } = startDemo('--once');

	const code = await ended;

	expect(output()).toContain('2,000 rows read from examples/contacts.csv');
	expect(output()).toContain('1,992 accepted, in 20 requests');
	expect(output()).toContain('1,983 contacts in the list "Newsletter"');
	expect(output()).toContain('8 refused:');
	expect(output()).toMatch(/Item 1,876: .*fiona@example\.com; gustavo@example\.com/);
	expect(output()).toContain('Exactly what the file asks for.');
	expect(code).toBe(0);
	expect(leftovers()).toEqual([]);
});

it('stays open until it is interrupted, then leaves nothing behind', async () => {
	const { child, ended, output } = startDemo();
	let over = false;
	void ended.then(() => (over = true));
	while (!output().includes('until Ctrl-C') && !over) await wait(100);
	expect(output()).toContain('until Ctrl-C');
	const addresses = ['n8n', 'Sandbox'].map(
		(name) => new RegExp(`^${name}: +(http://[^/\\s]+)`, 'm').exec(output())?.[1] ?? '',
	);
	for (const address of addresses) expect((await fetch(address)).status).toBe(200);

	child.kill('SIGINT');

	expect(await ended).toBe(0);
	for (const address of addresses) await expect(fetch(address)).rejects.toThrow();
	expect(leftovers()).toEqual([]);
});

/** Which way imports run, as .dependency-cruiser.cjs has it. */
import { execFile } from 'node:child_process';
import { mkdtemp, mkdir, rm, symlink, writeFile, copyFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from './packed.mts';

const run = promisify(execFile);
const program = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');

/** What breaks a rule, with the reason for it; '' for nothing. */
async function violations(cwd: string, folders: string[]): Promise<string> {
	return await run(process.execPath, [program, '--output-type', 'err-long', ...folders], {
		cwd,
	}).then(
		({ stdout }) => (stdout.includes('no dependency violations') ? '' : stdout),
		(error: unknown) => {
			const { stdout, stderr } = error as { stdout: string; stderr: string };
			return stdout || stderr || String(error);
		},
	);
}

test('imports run downwards, without circles', async () => {
	expect(await violations(ROOT, ['nodes', 'credentials'])).toBe('');
});

describe('each rule finds what it is for', () => {
	let folder = '';
	beforeEach(async () => {
		folder = await mkdtemp(join(tmpdir(), 'imports-'));
		await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
		for (const file of ['.dependency-cruiser.cjs', 'tsconfig.json', 'package.json']) {
			await copyFile(join(ROOT, file), join(folder, file));
		}
	});
	afterEach(async () => await rm(folder, { recursive: true }));

	const write = async (file: string, text: string) => {
		await mkdir(dirname(join(folder, file)), { recursive: true });
		await writeFile(join(folder, file), text);
	};

	test.each([
		['no circles', 'nodes/fields/one.ts', 'nodes/fields/two.ts', true],
		['the engine knows no product', 'nodes/engine/api/one.ts', 'nodes/SendPulse/product.ts'],
		['the API is below all else', 'nodes/engine/api/one.ts', 'nodes/engine/run/two.ts'],
		[
			'parameters are read before a run',
			'nodes/engine/parameters/one.ts',
			'nodes/engine/run/two.ts',
		],
		['a run receives nothing', 'nodes/engine/run/one.ts', 'nodes/engine/deliveries/two.ts'],
		['deliveries run nothing', 'nodes/engine/deliveries/one.ts', 'nodes/engine/run/two.ts'],
		['a run polls nothing', 'nodes/engine/run/one.ts', 'nodes/engine/polling/two.ts'],
		['a product is made of the API alone', 'nodes/SendPulse/product.ts', 'nodes/fields/two.ts'],
		['shared fields belong to nobody', 'nodes/fields/one.ts', 'nodes/SendPulse/fields/two.ts'],
		['nodes stand alone', 'nodes/SendPulseSms/operations/one.ts', 'nodes/SendPulse/fields/two.ts'],
		[
			'a trigger looks into the node of its product alone',
			'nodes/SendPulseSmsTrigger/one.ts',
			'nodes/SendPulse/fields/two.ts',
		],
		[
			'fields know no operation',
			'nodes/SendPulse/fields/one.ts',
			'nodes/SendPulse/operations/two.ts',
		],
		[
			'pick lists know no operation',
			'nodes/SendPulse/methods/one.ts',
			'nodes/SendPulse/operations/two.ts',
		],
		[
			'operations know no pick list',
			'nodes/SendPulse/operations/one.ts',
			'nodes/SendPulse/methods/two.ts',
		],
	])('%s', async (rule, from, to, back = false) => {
		const importing = (file: string, other: string) => {
			const path = join('/', other).replace(/\.ts$/, '');
			const up = dirname(file)
				.split('/')
				.map(() => '..')
				.join('/');
			return write(
				file,
				`import type { A } from '${up}${path}';\nexport type B = A;\nexport type { A };\n`,
			);
		};
		await importing(from, to);
		await (back ? importing(to, from) : write(to, 'export type A = 1;\n'));
		const found = await violations(folder, ['nodes']);
		expect(found).toContain(`error ${rule}: ${from} → `);
	});
});

import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { npm } from './npm.mts';
import { installPinned, type Report, type Step } from './pinned.mts';
import { projectRoot } from './projectRoot.mts';

/** An installed n8n, with the Node.js it runs on. */
export interface InstalledN8n {
	version: string;
	folder: string;
	/** The Node.js executable, whatever runs this code. */
	node: string;
	/** The folder of that executable, for PATH. */
	nodeFolder: string;
	/** n8n's start script, to be run by `node`. */
	script: string;
}

// In the manifests, `overrides` and `date-fns` are there for packages of n8n's whose own claims lead nowhere: some ask
// for releases that don't exist everywhere, and with `legacy-peer-deps` (without it npm never gets through n8n's tree)
// nobody else brings the peer that "Extract from File" needs.
const SIZE = 3_000_000_000;
const NEWEST = 'newest';

const COMPILER_HINT = [
	"n8n's database module (sqlite3) has no ready-made binary here, and compiling it failed.",
	'Install a C++ compiler, make and Python 3, then run the same command again (what was downloaded is kept):',
	'  Debian, Ubuntu: apt install g++ make python3',
	'  Fedora:         dnf install gcc-c++ make python3',
	'  macOS:          xcode-select --install',
	'  Windows:        the Visual Studio Build Tools with "Desktop development with C++", and Python 3',
].join('\n');

/**
 * Makes sure that n8n is installed, and says where: the newest one that is supported, or with `N8N_HOST=oldest` the
 * oldest.
 */
export async function installN8n(report?: Report): Promise<InstalledN8n> {
	const versions = join(projectRoot(), 'host', 'versions');
	const chosen = process.env.N8N_HOST || NEWEST;
	const all = readdirSync(versions);
	if (!all.includes(chosen))
		throw new Error(`N8N_HOST is "${chosen}", and must be one of: ${all.join(', ')}`);
	const { folder, version } = await installPinned(
		{
			program: 'n8n',
			source: join(versions, chosen),
			others: all.map((name) => join(versions, name)),
			announcement: [
				'It takes a few minutes: up to 2,100 packages, some 2 GB unpacked. The database module (sqlite3) may have to',
				'be compiled, with a C++ compiler, make and Python.',
			],
			size: SIZE,
			steps: STEPS,
		},
		report,
	);
	return described(folder, version);
}

const described = (folder: string, version: string): InstalledN8n => ({
	version,
	folder,
	...nodeIn(folder),
	script: join(folder, 'node_modules', 'n8n', 'bin', 'n8n'),
});

function nodeIn(folder: string): { node: string; nodeFolder: string } {
	const nodeFolder = join(folder, 'node_modules', 'node', 'bin');
	return {
		nodeFolder,
		node: join(nodeFolder, process.platform === 'win32' ? 'node.exe' : 'node'),
	};
}

const STEPS: Step[] = [
	{
		name: 'node',
		words: 'Fetching the Node.js that n8n needs',
		run: async (folder, logFile) =>
			await npm(['rebuild', 'node', '--ignore-scripts=false', '--foreground-scripts'], {
				cwd: folder,
				logFile,
			}),
	},
	{
		name: 'database',
		words: 'Fetching or compiling the database module',
		async run(folder, logFile) {
			try {
				await npm(['rebuild', 'sqlite3', '--ignore-scripts=false', '--foreground-scripts'], {
					cwd: folder,
					logFile,
					path: [nodeIn(folder).nodeFolder],
					env: nodeHeaders(folder),
				});
			} catch (error) {
				throw new Error(`${COMPILER_HINT}\nThe log: ${logFile}`, { cause: error });
			}
		},
	},
	{ name: 'check', words: 'Checking the installation', run: load },
];

/** What compiled code is at stake: the database and, where this n8n has one, the sandbox of expressions. */
function load(folder: string, logFile: string): void {
	const compiled = ['sqlite3', 'isolated-vm'].filter((name) =>
		existsSync(join(folder, 'node_modules', name)),
	);
	const { status, stderr, error } = spawnSync(
		nodeIn(folder).node,
		['-e', compiled.map((name) => `require('${name}')`).join(';')],
		{
			cwd: folder,
			encoding: 'utf8',
		},
	);
	if (status !== 0) {
		const reason =
			error?.message ??
			stderr
				.trim()
				.split('\n')
				.find((line) => line.includes('Error')) ??
			'no reason given';
		throw new Error(
			`n8n was installed but its compiled modules don't load: ${reason}\nThe log: ${logFile}`,
		);
	}
}

/** The Node.js package brings its own headers: with them the compiler needs no download. */
function nodeHeaders(folder: string): Record<string, string> {
	const platform = process.platform === 'win32' ? 'win' : process.platform;
	const candidates = ['node', 'node-bin'].map((prefix) =>
		join(folder, 'node_modules', 'node', 'node_modules', `${prefix}-${platform}-${process.arch}`),
	);
	const found = candidates.find((candidate) =>
		existsSync(join(candidate, 'include', 'node', 'node_api.h')),
	);
	return found ? { npm_config_nodedir: found } : {};
}

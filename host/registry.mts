import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { npm } from './npm.mts';
import { installPinned, type Report } from './pinned.mts';
import { freePort, LOOPBACK } from './ports.mts';
import { startProgram } from './program.mts';
import { projectRoot } from './projectRoot.mts';
import { temporaryFolder } from './temporaryFolder.mts';

/** An npm registry on loopback that knows nothing but what is published to it, and keeps it until it stops. */
export interface NpmRegistry {
	url: string;
	/**
	 * A folder with an `npm` that asks this registry whatever it is told. n8n names the public one on the command line,
	 * and only its enterprise edition can be told otherwise.
	 */
	npmFolder: string;
	/** Publishes a packed package. */
	publish(tarball: string): Promise<void>;
	stop(): Promise<void>;
}

const SIZE = 100_000_000;

/** Installs the registry's program if need be, and starts it. */
export async function startRegistry(report?: Report): Promise<NpmRegistry> {
	const source = join(projectRoot(), 'host', 'registry');
	const program = await installPinned({ program: 'verdaccio', source, size: SIZE }, report);
	const folder = temporaryFolder('n8n-sendpulse-registry-');
	const port = await freePort();
	const url = `http://${LOOPBACK}:${port}/`;
	const config = join(folder.path, 'config.json');
	// Its settings are YAML, of which JSON is a part.
	await writeFile(config, JSON.stringify(SETTINGS));
	const npmFolder = join(folder.path, 'bin');
	await mkdir(npmFolder);
	await writeFile(join(npmFolder, 'npm'), npmFor(url));
	await chmod(join(npmFolder, 'npm'), 0o755);
	// npm does not publish without a token, whoever may.
	await writeFile(
		join(folder.path, '.npmrc'),
		`registry=${url}\n//${LOOPBACK}:${port}/:_authToken=none\n`,
	);
	const stop = await startProgram({
		name: 'The npm registry',
		command: process.execPath,
		args: [
			join(program.folder, 'node_modules', 'verdaccio', 'bin', 'verdaccio'),
			'--config',
			config,
			'--listen',
			`${LOOPBACK}:${port}`,
		],
		folder,
		ready: async () =>
			await fetch(`${url}-/ping`).then(
				({ ok }) => ok,
				() => false,
			),
	});
	return {
		url,
		npmFolder,
		publish: async (tarball) =>
			await npm(['publish', '--ignore-scripts', tarball], {
				cwd: folder.path,
				logFile: join(folder.path, 'npm.log'),
			}),
		stop,
	};
}

const SETTINGS = {
	storage: './storage',
	uplinks: {},
	packages: { '**': { access: '$all', publish: '$all', unpublish: '$all' } },
	web: { enable: false },
	log: { type: 'stdout', format: 'pretty', level: 'warn' },
};

const npmFor = (url: string) => `#!/bin/sh
# The npm behind this one in PATH, with another registry than the one it is told.
PATH="\${PATH#*:}"
export npm_config_registry=${url}
for argument do
	shift
	case "$argument" in --registry=*) argument=--registry=${url} ;; esac
	set -- "$@" "$argument"
done
exec npm "$@"
`;

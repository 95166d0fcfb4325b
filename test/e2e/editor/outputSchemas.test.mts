import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { projectRoot } from '../../../host/projectRoot.mts';
import { openStage, type Stage } from '../../../host/stage.mts';

// The first start on a machine installs n8n.
const INSTALL_MS = 30 * 60_000;
const SCHEMA = /^(\w+)\/__schema__\/v(.+)\.json$/;
const folder = join(projectRoot(), 'nodes');

/** The schema files of all nodes. */
const schemas = readdirSync(folder, { recursive: true, encoding: 'utf8' })
	.map((path) => SCHEMA.exec(path.replaceAll('\\', '/')))
	.filter((match) => match !== null)
	.map(([path, node = '', rest = '']) => ({ path, node, rest }));

let stage: Stage;

beforeAll(async () => {
	stage = await openStage();
}, INSTALL_MS);

afterAll(async () => {
	await stage?.close();
});

it.each([...new Set(schemas.map(({ node }) => node))])(
	'n8n gives the editor every output schema of %s',
	async (node) => {
		const type = `n8n-nodes-sendpulse.${node.charAt(0).toLowerCase()}${node.slice(1)}`;
		for (const { path, rest } of schemas.filter((schema) => schema.node === node)) {
			expect([path, await stage.client.outputSchema(type, rest)]).toEqual([
				path,
				JSON.parse(readFileSync(join(folder, path), 'utf8')),
			]);
		}
	},
);

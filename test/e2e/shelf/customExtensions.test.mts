import { join } from 'node:path';

import { buildPackage } from '../../../host/build.mts';
import { projectRoot } from '../../../host/projectRoot.mts';
import { NODE_TYPE, openStage, type Stage } from '../../../host/stage.mts';
import { byId, MANUAL, NODE, sendPulseWorkflow } from '../workflows.mts';

// The first start on a machine installs n8n.
const INSTALL_MS = 30 * 60_000;
const CUSTOM_TYPE = 'CUSTOM.sendPulse';

let stage: Stage;

beforeAll(async () => {
	await buildPackage(projectRoot());
	stage = await openStage({
		packages: [],
		n8n: { env: { N8N_CUSTOM_EXTENSIONS: join(projectRoot(), 'dist') } },
	});
}, INSTALL_MS);

afterAll(async () => {
	await stage?.close();
});

it('a folder of custom extensions gives n8n the nodes under its own prefix, and they run', async () => {
	const credential = await stage.credential('Custom');
	const list = stage.sandbox.state.lists.getByName('Customers');
	const workflow = sendPulseWorkflow(
		credential,
		{ resource: 'contact', operation: 'count', mailingListId: byId(list?.id ?? 0) },
		{ settings: { type: CUSTOM_TYPE } },
	);

	const execution = await stage.client.execute(await stage.client.createWorkflow(workflow), MANUAL);

	expect(execution.error).toBeUndefined();
	expect(execution.json(NODE)).toEqual([{ total: list?.contacts.size }]);
	const names = (await stage.client.nodeTypes()).map(({ name }) => name);
	expect(names).toEqual(expect.arrayContaining([CUSTOM_TYPE, 'CUSTOM.sendPulseTrigger']));
	expect(names).not.toContain(NODE_TYPE);
});

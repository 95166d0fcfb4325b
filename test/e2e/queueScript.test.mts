import { N8nClient } from '../../host/client.mts';
import { owner } from '../../host/stage.mts';
import { Script } from './scripts.mts';

// The first start on a machine installs n8n.
jest.setTimeout(30 * 60_000);

let script: Script;

afterEach(async () => {
	await script.end();
});

it('runs what is started in the editor in its workers, and leaves nothing behind', async () => {
	script = new Script('demo/queue.mts', '--workers', '2');
	await script.saying('until Ctrl-C');
	expect(script.said).toContain('worker-1, worker-2');
	const address = script.address('n8n');
	const client = new N8nClient(address, /n8n ([\d.]+) in queue mode/.exec(script.said)?.[1] ?? '');
	await client.signIn(owner);
	const workflows = await client.send<Array<{ id: string; name: string }>>(
		'GET',
		'/rest/workflows',
	);
	const { id = '' } =
		workflows.find(({ name }) => name === 'Export a mailing list to a CSV file') ?? {};

	const execution = await client.execute(
		await client.getWorkflow(id),
		'When clicking ‘Execute workflow’',
	);

	expect(execution.error).toBeUndefined();
	expect(execution.items('Export to a CSV File')).toHaveLength(1);

	script.interrupt();

	expect(await script.ended).toBe(0);
	const finished = [...script.said.matchAll(/worker-\d has finished (\d+) executions/g)];
	expect(finished.map(([, count]) => Number(count)).sort()).toEqual([0, 1]);
	await expect(fetch(address)).rejects.toThrow();
	expect(script.leftovers()).toEqual([]);
});

import type { Workflow } from '../../host/client.mts';
import { openStage, type Stage } from '../../host/stage.mts';
import { filledIn, picked } from './exampleFiles.mts';

const MANUAL = 'When clicking ‘Execute workflow’';

// The first start on a machine installs n8n.
const INSTALL_MS = 30 * 60_000;
let stage: Stage;

// One n8n for all of them: each start costs a minute.
beforeAll(async () => {
	// What is made is found at once: else a second run would have to wait for it.
	stage = await openStage({ sandbox: { crmSearchLag: 0 } });
}, INSTALL_MS);

afterAll(async () => {
	await stage?.close();
});

beforeEach(() => stage.sandbox.reset());

const crm = () => stage.sandbox.state.crm;

/** Stores an example in n8n with its blanks filled in. */
async function stored(name: string, picks: Record<string, unknown>): Promise<Workflow> {
	const sendPulse = await stage.credential(`For ${name}`);
	return await stage.client.createWorkflow(filledIn(name, { sendPulse, picks }));
}

describe('deals', () => {
	it('of orders are made once, and won when they are paid, whatever is sent again', async () => {
		const [sales] = crm().pipelines.all();
		const [first] = sales!.stages;
		const known = crm().deals.size;
		const workflow = await stored('crm-paid-order', { pipelineId: picked(String(sales!.id)) });
		const made = () => crm().deals.all().slice(known);
		const states = () => made().map(({ sourceId, status, price }) => [sourceId, status, price]);

		const execution = await stage.client.execute(workflow, MANUAL);

		expect(execution.error).toBeUndefined();
		expect(execution.json('Deal of the Order').map(({ created }) => created)).toEqual([
			true,
			true,
			false,
		]);
		expect(states()).toEqual([
			[100245, 3, 1200.5],
			[100246, 1, 89],
		]);
		expect(made().map(({ stageId }) => stageId)).toEqual([first!.id, first!.id]);
		expect(execution.json('Win the Deal').map(({ statusName }) => statusName)).toEqual([
			'Successful',
			'Successful',
		]);

		// Meanwhile somebody of the team has moved it on.
		const offer = sales!.stages[2]!;
		crm().move(made()[0]!, sales!.id, offer.id);
		const again = await stage.client.execute(workflow, MANUAL);

		expect(again.error).toBeUndefined();
		expect(states()).toEqual([
			[100245, 3, 1200.5],
			[100246, 1, 89],
		]);
		expect(made()[0]?.stageId).toBe(offer.id);
	});

	it('of a week are a table and a page with bars, in all pages of the list', async () => {
		const touched = crm()
			.deals.all()
			.filter(({ status, id }) => status !== 0 && id % 4 !== 0);
		for (const deal of touched) crm().touch(crm().deals, deal);
		const workflow = await stored('crm-pipeline-report', {});

		const execution = await stage.client.execute(workflow, MANUAL);

		expect(execution.error).toBeUndefined();
		const rows = execution.json('Table');
		const sum = (values: unknown[]) => values.reduce<number>((all, one) => all + Number(one), 0);
		expect(sum(rows.map(({ deals }) => deals))).toBe(touched.length);
		for (const currency of ['USD', 'EUR']) {
			const wanted = touched.filter((deal) => deal.currency === currency).map(({ price }) => price);
			const counted = rows.filter((row) => row.currency === currency).map(({ value }) => value);
			expect(sum(counted)).toBeCloseTo(sum(wanted), 2);
		}
		expect(rows).toContainEqual(
			expect.objectContaining({ pipeline: 'Sales', stage: 'Offer', status: 'Active' }),
		);
		expect(String(execution.json('Page with Bars')[0]?.html)).toContain('<td>Contacted</td>');
		const [file] = execution.items('Make an HTML File');
		const { fileName } =
			((file as { binary?: { data?: { fileName?: string } } }).binary ?? {}).data ?? {};
		expect(fileName).toBe('pipeline.html');
	});
});

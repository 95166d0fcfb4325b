/** The trigger against the sandbox, whose lists show what happens two seconds late and give fifty records at once. */
import { pass } from '../engine/virtualTime.mts';
import '../quiet.mts';
import type { IDataObject } from 'n8n-workflow';
import { SendPulseCrmTrigger } from '../../nodes/SendPulseCrmTrigger/SendPulseCrmTrigger.node';
import type { Sandbox, SandboxOptions } from '../../sandbox/index.mts';
import { openStages } from '../../sandbox/crm/seller.mts';
import { DealStatus } from '../../sandbox/crm/store.mts';
import { PolledNode } from '../pollNode.mts';
import { borrowedSandbox } from '../servers.mts';

const MINUTE = 60_000;
let sandbox: Sandbox;

afterEach(async () => await sandbox.close());

const crm = () => sandbox.state.crm;
const seller = () => sandbox.state.seller;
const sales = () => openStages(crm().pipelines.all()[0]!.stages);
const aDeal = (index: number) =>
	crm()
		.deals.all()
		.filter(
			({ status, pipelineId }) =>
				status === DealStatus.active && pipelineId === crm().pipelines.all()[0]!.id,
		)[index]!;

/** The trigger of an account that has been quiet for an hour. */
async function trigger(
	events: string[],
	parameters: IDataObject = {},
	switches: Partial<SandboxOptions> = {},
): Promise<PolledNode> {
	sandbox = borrowedSandbox({ perSecond: 1_000, ...switches });
	const baseUrl = await sandbox.listen();
	pass(60 * MINUTE);
	const { key } = sandbox.state.account.apiKeys[0]!;
	return new PolledNode(new SendPulseCrmTrigger(), {
		parameters: { events, ...parameters },
		credential: { apiKey: key, baseUrl },
	});
}

/** Some minutes later. */
async function later(node: PolledNode): Promise<IDataObject[]> {
	pass(5 * MINUTE);
	return await node.tick();
}

const told = (items: IDataObject[]) => items.map(({ event, id }) => [event, id]);

describe('deals', () => {
	test('new, moved, won and changed ones are told, once, the oldest change first', async () => {
		const node = await trigger([
			'dealCreated',
			'dealStageChanged',
			'dealStatusChanged',
			'dealUpdated',
		]);
		expect(await node.publish()).toEqual([]);
		expect(await later(node)).toEqual([]);

		const [moved, won, dearer] = [aDeal(0), aDeal(1), aDeal(2)];
		const from = moved.stageId;
		const to = sales().find(({ id }) => id !== from)!;
		seller().price(dearer, 4_711);
		pass(1_000);
		const made = seller().newDeal(sales()[0]!, { name: 'Boat', price: 10 })!;
		pass(1_000);
		seller().move(moved, to);
		pass(1_000);
		seller().close(won, DealStatus.successful);
		const items = await later(node);
		expect(told(items)).toEqual([
			['dealUpdated', dearer.id],
			['dealCreated', made.id],
			['dealStageChanged', moved.id],
			['dealStatusChanged', won.id],
		]);
		expect(items[2]).toMatchObject({
			stepId: to.id,
			previousPipelineId: moved.pipelineId,
			previousStageId: from,
			previousStatus: 1,
			occurredAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as string,
		});
		expect(items[3]).toMatchObject({ statusName: 'Successful', previousStatus: 1 });
		expect(items[1]).toMatchObject({ name: 'Boat', price: 10 });
		expect(items[1]).not.toHaveProperty('previousStageId');
		expect(await later(node)).toEqual([]);
		expect(await node.restart()).toEqual([]);
	});

	test('what changes twice is one event, from where it was seen to where it is', async () => {
		const node = await trigger(['dealStageChanged']);
		await node.publish();
		const deal = aDeal(0);
		const from = deal.stageId;
		const [one, other] = sales().filter(({ id }) => id !== from);
		seller().move(deal, one!);
		pass(MINUTE);
		seller().move(deal, other!);
		expect(await later(node)).toMatchObject([{ previousStageId: from, stepId: other!.id }]);
		// Where it comes back to where it was nothing is told.
		seller().move(deal, one!);
		pass(MINUTE);
		seller().move(deal, other!);
		expect(await later(node)).toEqual([]);
	});

	test('what was done while n8n was stopped is told when it is back', async () => {
		const node = await trigger(['dealStatusChanged']);
		await node.publish();
		await later(node);
		pass(3 * 24 * 60 * MINUTE);
		const deal = aDeal(3);
		seller().close(deal, DealStatus.unsuccessful);
		pass(MINUTE);
		expect(told(await node.restart())).toEqual([['dealStatusChanged', deal.id]]);
	});

	test('a poll that is refused half-way loses nothing', async () => {
		const node = await trigger(['dealUpdated'], {}, { crmMostPerPage: 10 });
		await node.publish();
		const deals = crm().deals.all().slice(0, 25);
		for (const deal of deals) seller().price(deal, deal.id);
		sandbox.faults.add({ kind: 'error500', match: { path: '/crm/v1/deals/get-list' }, times: 9 });
		await expect(later(node)).rejects.toMatchObject({ name: 'NodeApiError' });
		sandbox.faults.clear();
		expect((await later(node)).map(({ id }) => id).sort()).toEqual(deals.map(({ id }) => id));
		expect(await later(node)).toEqual([]);
	});

	test.each<[string, Partial<SandboxOptions>]>([
		['only sorts by ID', { crmDealSort: 'id' }],
		['filters by the day', { crmDateFilter: 'day' }],
		['takes no more than a day', { crmDateFilter: 'refused', crmMostPerPage: 10 }],
	])('nothing is missed or told twice where SendPulse %s', async (_, switches) => {
		const node = await trigger(['dealCreated', 'dealStageChanged'], {}, switches);
		await node.publish();
		for (let round = 0; round < 3; round++) {
			const deal = aDeal(round);
			const to = sales().find(({ id }) => id !== deal.stageId)!;
			seller().move(deal, to);
			pass(1_000);
			const made = seller().newDeal(to, { name: `New ${round}`, price: 1 })!;
			expect(told(await later(node))).toEqual([
				['dealStageChanged', deal.id],
				['dealCreated', made.id],
			]);
		}
	});

	test('filters look at where a deal is now', async () => {
		const events = ['dealStageChanged', 'dealStatusChanged'];
		const node = await trigger(events);
		const filters = { stageIds: [sales()[1]!.id], statuses: ['active'] };
		node.parameters = { events, filters };
		await node.publish();
		const [one, other] = crm()
			.deals.all()
			.filter(({ stageId, status }) => stageId === sales()[0]!.id && status === DealStatus.active);
		seller().move(one!, sales()[1]!);
		seller().move(other!, sales()[2]!);
		expect(told(await later(node))).toEqual([['dealStageChanged', one!.id]]);
		seller().close(one!, DealStatus.successful);
		expect(await later(node)).toEqual([]);
	});

	test('names and contacts are added where they are wanted', async () => {
		const node = await trigger(['dealUpdated'], {
			options: { addNames: true, includeContacts: true },
		});
		await node.publish();
		const deal = crm()
			.deals.all()
			.find(({ contactIds }) => contactIds.length > 0)!;
		seller().price(deal, 99);
		const [item] = await later(node);
		expect(item).toMatchObject({
			id: deal.id,
			pipelineName: expect.any(String) as string,
			stageName: expect.any(String) as string,
			contacts: [{ id: deal.contactIds[0] }],
		});
		expect(item).not.toHaveProperty('history');
	});

	test('of many that change in one moment some come with the next poll', async () => {
		const node = await trigger(['dealCreated'], { options: { includeContacts: true } });
		await node.publish();
		const made = Array.from(
			{ length: 105 },
			(_, index) => seller().newDeal(sales()[0]!, { name: `Deal ${index}`, price: 1 })!.id,
		);
		const first = await later(node);
		expect(first).toHaveLength(100);
		const items = [...first, ...(await later(node))];
		expect(items.map(({ id }) => Number(id)).sort((one, other) => one - other)).toEqual(made);
		expect(await later(node)).toEqual([]);
	});

	test('those that are new stay new where an event of stages is added', async () => {
		const node = await trigger(['dealCreated', 'dealUpdated']);
		await node.publish();
		pass(MINUTE);
		const made = seller().newDeal(sales()[0]!, { name: 'Boat', price: 10 })!;
		pass(MINUTE);
		node.parameters = { events: ['dealCreated', 'dealUpdated', 'dealStageChanged'] };
		expect(told(await node.update())).toEqual([['dealCreated', made.id]]);
		expect(await later(node)).toEqual([]);
	});

	test('without Simplify the record comes as it is', async () => {
		const node = await trigger(['dealUpdated'], { simplify: false });
		await node.publish();
		seller().price(aDeal(0), 99);
		expect(await later(node)).toMatchObject([
			{ event: 'dealUpdated', history: expect.any(Array) as unknown[] },
		]);
	});
});

describe('contacts', () => {
	test('new and changed ones are told, once', async () => {
		const node = await trigger(['contactCreated', 'contactUpdated']);
		expect(await node.publish()).toEqual([]);
		expect(await later(node)).toEqual([]);
		const [ann] = crm().contacts.all();
		seller().rename(ann!, 'Ann', 'Changed');
		pass(1_000);
		const made = seller().newContact('New', { email: 'new@mail.example', phone: '' });
		expect(told(await later(node))).toEqual([
			['contactUpdated', ann!.id],
			['contactCreated', made.id],
		]);
		expect(await later(node)).toEqual([]);
		expect(await node.restart()).toEqual([]);
		seller().rename(made, 'Newer', '');
		pass(3 * 24 * 60 * MINUTE);
		seller().rename(ann!, 'Ann', 'Again');
		expect(told(await later(node))).toEqual([
			['contactUpdated', made.id],
			['contactUpdated', ann!.id],
		]);
	});

	test('those that are new alone cost a request a poll', async () => {
		const node = await trigger(['contactCreated']);
		await node.publish();
		sandbox.log.clear();
		const made = seller().newContact('New', { email: 'new@mail.example', phone: '' });
		seller().rename(crm().contacts.all()[0]!, 'Ann', 'Changed');
		expect(told(await later(node))).toEqual([['contactCreated', made.id]]);
		expect(sandbox.log).toHaveLength(1);
	});

	test('filters look at the source and the tags', async () => {
		const node = await trigger(['contactCreated']);
		const [tag] = crm().tags.all();
		const filters = { sources: ['publicApi'], tagIds: [tag!.id] };
		node.parameters = { events: ['contactCreated'], filters };
		await node.publish();
		const tagIds = new Set([tag!.id]);
		crm().addContact({ firstName: 'By hand', sourceType: 'manually', tagIds });
		crm().addContact({ firstName: 'Without a tag' });
		const api = crm().addContact({ firstName: 'By API', sourceType: 'public_api', tagIds });
		expect(told(await later(node))).toEqual([['contactCreated', api.id]]);
	});
});

test('an event that is chosen later begins with what happens from then on, and the others go on', async () => {
	const node = await trigger(['contactCreated']);
	await node.publish();
	const contact = seller().newContact('New', { email: 'new@mail.example', phone: '' });
	seller().close(aDeal(0), DealStatus.successful);
	pass(5 * MINUTE);
	node.parameters = { events: ['contactCreated', 'dealStatusChanged'] };
	expect(told(await node.update())).toEqual([['contactCreated', contact.id]]);
	const deal = aDeal(1);
	seller().close(deal, DealStatus.successful);
	expect(told(await later(node))).toEqual([['dealStatusChanged', deal.id]]);
});

test('Fetch Test Event shows the newest deal, or contact, and remembers nothing', async () => {
	const node = await trigger(['dealStageChanged']);
	const made = seller().newDeal(sales()[0]!, { name: 'Boat', price: 10 })!;
	pass(5_000);
	const [first] = await node.test();
	expect(first).toMatchObject({ event: 'dealStageChanged', id: made.id, previousStageId: null });
	expect(node.memory).toBe('{}');
	node.parameters = { events: ['contactUpdated'] };
	expect(await node.test()).toHaveLength(3);
});

test('Fetch Test Event looks behind the newest, page by page, for what the filters let through', async () => {
	const node = await trigger([]);
	const [pipeline, other] = crm().pipelines.all();
	node.parameters = {
		events: ['dealStageChanged'],
		filters: { pipelineIds: [pipeline!.id] },
		simplify: true,
	};
	const shown = async () => (await node.test()).map(({ pipelineId }) => pipelineId);
	for (let count = 0; count < 120; count++) {
		seller().newDeal(other!.stages[0]!, { name: `Boat ${count}`, price: 10 });
		if (count === 3) {
			pass(5_000);
			sandbox.log.clear();
			expect(await shown()).toEqual(Array(3).fill(pipeline!.id));
			expect(sandbox.log).toHaveLength(1);
		}
	}
	pass(5_000);
	expect(await shown()).toEqual(Array(3).fill(pipeline!.id));
});

test('what is filled in wrongly is told while the workflow is published', async () => {
	await expect((await trigger([])).publish()).rejects.toThrow("'Trigger On' is empty");
	await sandbox.close();
	await expect((await trigger(['dealWon'])).publish()).rejects.toThrow(
		"'Trigger On' has to hold some of contactCreated",
	);
	await sandbox.close();
	const node = await trigger(['dealCreated'], { filters: { pipelineIds: [] } });
	await expect(node.publish()).rejects.toThrow("'Pipeline Names or IDs' was added but is empty");
});

test('what is remembered are IDs, places and marks', async () => {
	const node = await trigger(['contactCreated', 'contactUpdated', 'dealStageChanged']);
	await node.publish();
	const [ann] = crm().contacts.all();
	seller().rename(ann!, 'Annabella', 'Lindqvist');
	await later(node);
	expect(node.savedMemory).not.toMatch(/Annabella|@|\+380/);
	expect(node.savedMemory.length).toBeLessThan(30_000);
});

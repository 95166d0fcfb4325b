import './looseWaits.mts';
import '../quiet.mts';
import { simplified } from '../../nodes/SendPulseTrigger/simplify';
import { WEBHOOK_EVENTS } from '../../nodes/SendPulse/fields/webhookEvents';
import { answeringBy, refuses, says, silent } from '../api.mts';
import { disagreements, type Schema } from '../schema.mts';
import { event, EVENTS, SAMPLES, withIds } from './samples.mts';
import { TriggerUnderTest } from './trigger.mts';
import documented from '../../docs/trigger-events.json';
import schema from '../../nodes/SendPulseTrigger/__schema__/v1.2.0.json';

const LIST = 89_300_001;
const CAMPAIGN = 9_200_001;
const names = {
	campaign: async () => ({ name: 'Spring sale', mailingListIds: [String(LIST)] }),
	mailingList: async () => ({ name: 'Newsletter' }),
};
const nothing = { campaign: async () => undefined, mailingList: async () => undefined };

const BASE = {
	occurredAt: '2023-11-14T22:13:20.000Z',
	email: 'ann@example.com',
	mailingListId: LIST,
	mailingListName: 'Newsletter',
	campaignId: CAMPAIGN,
	campaignName: 'Spring sale',
	link: null,
	device: null,
	reason: null,
};
const reading = { device: 'Desktop', platform: 'Windows 10', browser: 'Chrome 126.0' };
const bounced = { reason: '550 5.1.1 User unknown' };
const noCampaign = { campaignId: null, campaignName: null };

const ITEMS: Record<string, object> = {
	new_emails: { ...noCampaign, source: 'subscription form', variables: { name: 'Ann' } },
	delete: noCampaign,
	unsubscribe: {},
	task_status_update: { email: null, status: 'sending', reason: 'Campaign is being sent' },
	open: reading,
	redirect: { ...reading, link: 'https://shop.example/spring' },
	spam: {},
	delivered: {},
	hard_bounces: bounced,
	soft_bounces: bounced,
};

describe.each(EVENTS)('%s', (name) => {
	const eventName = WEBHOOK_EVENTS.find(({ value }) => value === name)?.name;

	it.each(['text', 'number'] as const)('has one shape, with ids as %s', async (as) => {
		const delivered = withIds(event(name), as);
		const before = structuredClone(delivered);

		const item = await simplified(delivered, names);

		expect(item).toEqual({ event: name, eventName, ...BASE, ...ITEMS[name] });
		expect(delivered).toEqual(before);
	});
});

it('has no names where SendPulse does not tell them, and no list of a campaign that is not known', async () => {
	expect(await simplified(event('open'), nothing)).toMatchObject({
		mailingListId: null,
		mailingListName: null,
		campaignId: CAMPAIGN,
		campaignName: null,
	});
	expect(await simplified(event('unsubscribe'), nothing)).toMatchObject({
		mailingListId: LIST,
		mailingListName: null,
	});
});

it('names all lists of a campaign that went to several', async () => {
	const several = { ...names, campaign: async () => ({ name: 'A', mailingListIds: ['1', '2'] }) };
	expect(await simplified(event('open'), several)).toMatchObject({
		mailingListId: 1,
		mailingLists: [
			{ id: 1, name: 'Newsletter' },
			{ id: 2, name: 'Newsletter' },
		],
	});
});

it('has empty variables where PHP writes a list', async () => {
	const item = await simplified(event('new_emails', { variables: [] }), names);
	expect(item.variables).toEqual({});
});

it('may be an event of which nothing is known', async () => {
	expect(await simplified({ event: ' Reply ' }, nothing)).toEqual({
		event: 'reply',
		eventName: 'reply',
		occurredAt: null,
		email: null,
		mailingListId: null,
		mailingListName: null,
		...noCampaign,
		link: null,
		device: null,
		reason: null,
	});
});

describe('the node', () => {
	const parameters = { events: EVENTS, simplify: true };

	it('asks for names once, in this delivery and in later ones', async () => {
		const api = answeringBy(({ path }) =>
			path.startsWith('/campaigns')
				? says({ id: CAMPAIGN, name: 'Spring sale', message: { list_id: LIST } })
				: says([{ id: LIST, name: 'Newsletter' }]),
		);
		const trigger = new TriggerUnderTest({ parameters });

		const { json } = await trigger.deliver(Object.values(SAMPLES));
		await trigger.deliver([event('open', { email: 'bo@example.com' })]);

		expect(json).toEqual(
			await Promise.all(Object.values(SAMPLES).map((one) => simplified(one, names))),
		);
		expect(api.requests.map(({ path }) => path).sort()).toEqual([
			`/addressbooks/${LIST}`,
			`/campaigns/${CAMPAIGN}`,
		]);
	});

	it('gives out its events without names where SendPulse refuses', async () => {
		answeringBy(() => refuses(404, 602, 'Not found'));
		const trigger = new TriggerUnderTest({ parameters });
		const { json, status } = await trigger.deliver([event('open'), event('spam')]);
		expect([json.length, status]).toEqual([2, 200]);
		expect(trigger.warnings).toHaveLength(1);
	});

	it('leaves events as they were in workflows of before, and where that is chosen', async () => {
		const api = silent();
		const before = new TriggerUnderTest({ parameters, version: 1.1 });
		const untouched = new TriggerUnderTest({ parameters: { ...parameters, simplify: false } });
		for (const trigger of [before, untouched]) {
			expect((await trigger.deliver([event('open')])).json).toEqual([
				{
					...event('open'),
					eventName: 'Campaign Opened',
					occurredAt: BASE.occurredAt,
					campaignId: CAMPAIGN,
				},
			]);
		}
		expect(api.requests).toEqual([]);
	});

	it('says once an hour which events it has left out, that nobody has chosen', async () => {
		const trigger = new TriggerUnderTest({ parameters: { events: ['open'] } });
		const smtp = [{ event: 'opened' }, { event: 'clicked' }, { event: 'opened' }];
		for (let time = 1; time <= 2; time++) await trigger.deliver(smtp);
		expect(trigger.told).toEqual([expect.stringMatching(/left out: opened, clicked\. .*an hour/)]);
	});
});

it('has a sample of each event in the documents, to be pasted as mock data', async () => {
	const items = await Promise.all(Object.values(SAMPLES).map((one) => simplified(one, names)));
	expect(documented).toEqual(items);
});

it('has a schema of exactly the fields that come', async () => {
	const several = { ...names, campaign: async () => ({ name: 'A', mailingListIds: ['1', '2'] }) };
	const samples = Object.values(SAMPLES);
	const items = await Promise.all(
		samples.flatMap((one) => [simplified(one, names), simplified(one, several)]),
	);
	expect(disagreements(schema as unknown as Schema, items)).toEqual([]);
});

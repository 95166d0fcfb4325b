import { wantedEvents } from '../../nodes/SendPulseTrigger/filters';
import { event, EVENTS, SAMPLES, withIds } from './samples.mts';

type ListsOfCampaign = (campaign: number) => Promise<string[] | undefined>;

const lookingUp = (listsOf: ListsOfCampaign) => ({
	campaign: async (id: number) => ({ name: null, mailingListIds: await listsOf(id) }),
});
const nobodyAsks = lookingUp(async () => {
	throw new Error('No look-up is needed for this');
});
const all = { events: EVENTS, mailingListIds: [], campaignIds: [] };
const names = (events: Array<{ event: string }>) => events.map(({ event: name }) => name);

it('keeps the chosen events, in their order', async () => {
	const delivered = Object.values(SAMPLES);

	expect(await wantedEvents(delivered, all, nobodyAsks)).toEqual(delivered);
	const some = { ...all, events: ['spam', 'open'] };
	expect(names(await wantedEvents(delivered, some, nobodyAsks))).toEqual(['open', 'spam']);
});

it('keeps whatever comes where all events are wanted, and knows a name however it is written', async () => {
	const delivered = [event('open'), { event: 'reply' }];
	expect(await wantedEvents(delivered, { ...all, events: ['all'] }, nobodyAsks)).toEqual(delivered);
	const written = ['Open', 'open ', 'OPEN'].map((name) => ({ event: name }));
	expect(await wantedEvents(written, { ...all, events: ['open'] }, nobodyAsks)).toEqual(written);
});

describe.each(['text', 'number'] as const)('with ids as %s', (as) => {
	const delivered = EVENTS.map((name) => withIds(event(name), as));
	const others = EVENTS.map((name) =>
		withIds(
			event(name, {
				...('book_id' in event(name) ? { book_id: '5' } : {}),
				...('task_id' in event(name) ? { task_id: '6' } : {}),
			}),
			as,
		),
	);

	it('drops events of other campaigns, and keeps those that name none', async () => {
		const wanted = { ...all, campaignIds: ['1', '9200001'] };

		expect(await wantedEvents(delivered, wanted, nobodyAsks)).toEqual(delivered);
		expect(names(await wantedEvents(others, wanted, nobodyAsks))).toEqual(['new_emails', 'delete']);
	});

	it('drops events of other mailing lists, and looks up the lists of those that name only a campaign', async () => {
		const asked: number[] = [];
		const lists: ListsOfCampaign = async (campaign) => {
			asked.push(campaign);
			return campaign === 6 ? ['5', '7'] : ['89300001'];
		};

		const wanted = { ...all, mailingListIds: ['89300001'] };
		expect(await wantedEvents([...delivered, ...others], wanted, lookingUp(lists))).toEqual(
			delivered,
		);
		const other = { ...all, mailingListIds: ['5'] };
		expect(await wantedEvents([...delivered, ...others], other, lookingUp(lists))).toEqual(others);

		// Six kinds of events name no list; each of two rounds asked for two campaigns.
		expect(asked).toHaveLength(24);
	});
});

it('keeps an event whose lists are not known', async () => {
	const wanted = { ...all, mailingListIds: ['1'] };
	const unknown: ListsOfCampaign = async () => undefined;

	expect(await wantedEvents([event('open')], wanted, lookingUp(unknown))).toHaveLength(1);
	expect(await wantedEvents([event('spam', { task_id: null })], wanted, nobodyAsks)).toHaveLength(
		1,
	);
});

it('drops what either filter drops', async () => {
	const wanted = { events: ['unsubscribe'], mailingListIds: ['89300001'], campaignIds: ['6'] };
	expect(await wantedEvents([event('unsubscribe')], wanted, nobodyAsks)).toEqual([]);
});

it('asks for all campaigns of a delivery at once', async () => {
	let underway = 0;
	let most = 0;
	const slow: ListsOfCampaign = async () => {
		most = Math.max(most, ++underway);
		await new Promise((resolve) => setImmediate(resolve));
		underway--;
		return undefined;
	};
	const delivered = [1, 2, 3, 4].map((task_id) => event('open', { task_id }));

	await wantedEvents(delivered, { ...all, mailingListIds: ['1'] }, lookingUp(slow));

	expect(most).toBe(4);
});

import './looseWaits.mts';
import '../quiet.mts';
import { answeringBy, refuses, says, silent, type Answer, type Arrived } from '../api.mts';
import { StoredCredential } from '../n8n.mts';
import { event } from './samples.mts';
import { TriggerUnderTest } from './trigger.mts';

const LIST = 89_300_001;
const parameters = {
	events: ['open', 'spam', 'unsubscribe'],
	filters: { mailingListIds: [LIST] },
	options: { skipRepeated: false },
};

const campaign = (...lists: number[]) =>
	says({ id: 1, name: 'Spring', message: { list_id: lists.length === 1 ? lists[0] : lists } });

const campaignIn = ({ path }: Arrived) => Number(/^\/campaigns\/(\d+)$/.exec(path)?.[1]);

/** Campaigns up to 99 went to the chosen list, others to another one. */
const usual = (request: Arrived): Answer => campaign(campaignIn(request) < 100 ? LIST : 5);

const opens = (...campaigns: Array<string | number>) =>
	campaigns.map((task_id) => event('open', { task_id }));

const idsOf = (items: Array<{ task_id?: unknown }>) => items.map(({ task_id: id }) => id);

let trigger: TriggerUnderTest;

beforeEach(() => {
	trigger = new TriggerUnderTest({ parameters });
});

it('drops events of campaigns that went to other lists', async () => {
	const api = answeringBy(usual);

	const { json } = await trigger.deliver(opens('1', '101', 2));

	expect(idsOf(json)).toEqual(['1', 2]);
	expect(api.requests.map(({ path }) => path).sort()).toEqual([
		'/campaigns/1',
		'/campaigns/101',
		'/campaigns/2',
	]);
});

it('asks for a campaign once, in this delivery and in later ones', async () => {
	const api = answeringBy(usual);

	await trigger.deliver(opens('1', 1, '1', '101'));
	await trigger.deliver(opens('1', '101'));

	expect(api.requests).toHaveLength(2);
});

it('keeps accounts apart', async () => {
	let answer: Answer = campaign(LIST);
	answeringBy(() => answer);
	expect((await trigger.deliver(opens('1'))).json).toHaveLength(1);
	const other = new TriggerUnderTest({ parameters });

	answer = campaign(5);

	expect((await other.deliver(opens('1'))).json).toHaveLength(0);
	expect((await trigger.deliver(opens('1'))).json).toHaveLength(1);
});

it('knows campaigns to several lists', async () => {
	answeringBy(() => campaign(5, LIST));
	expect((await trigger.deliver(opens('1'))).json).toHaveLength(1);
});

it('puts the lists that it has looked up on the item, and says where it could not', async () => {
	answeringBy(({ path }) => (path.endsWith('/3') ? refuses(404, 602, 'No') : campaign(LIST, 7)));
	const { json } = await trigger.deliver([...opens('1', '3'), event('unsubscribe')]);
	expect(json.map(({ mailingListIds }) => mailingListIds)).toEqual([[LIST, 7], null, [LIST]]);
});

it('asks nothing for events that name their list, nor without that filter', async () => {
	const api = silent();

	const named = await trigger.deliver([
		event('unsubscribe'),
		event('unsubscribe', { book_id: '5' }),
	]);
	await new TriggerUnderTest({
		parameters: {
			...parameters,
			filters: { campaigns: { campaign: [{ campaignId: { mode: 'id', value: '1' } }] } },
		},
	}).deliver(opens('1'));

	expect(named.json).toHaveLength(1);
	expect(api.requests).toEqual([]);
});

describe('an event whose lists can not be found out is kept, with one word in the log', () => {
	const kept = async (answer: (request: Arrived) => Answer) => {
		const api = answeringBy(answer);
		const { json, status } = await trigger.deliver(opens('1', '2'));
		expect(idsOf(json)).toEqual(['1', '2']);
		expect(status).toBe(200);
		return api;
	};

	it.each([
		['that SendPulse does not know', refuses(404, 602, 'Campaign not found')],
		['while SendPulse fails', { status: 500, body: '' }],
		['while SendPulse refuses more requests', refuses(429, 2020202020, 'Too many requests')],
		['with a credential that is refused', refuses(401, 401, 'Unauthorized')],
	])('%s, without another attempt', async (_, answer) => {
		const api = await kept(() => answer);

		expect(trigger.warnings).toEqual([expect.stringMatching(/campaign \d .*its events are kept/)]);
		expect(api.requests.length).toBeLessThanOrEqual(2);
	});

	it('with an answer of another shape', async () => {
		await kept(() => says({ id: 1 }));
		expect(trigger.warnings).toEqual([]);
	});

	it('with a campaign that went to no list', async () => {
		await kept(() => says({ id: 1, message: { list_id: [] } }));
	});

	it('with a credential that can not be used', async () => {
		const api = silent();
		const { data } = new StoredCredential({ authentication: 'apiKey', apiKey: '' });
		trigger = new TriggerUnderTest({
			parameters,
			credential: new StoredCredential({ ...data, baseUrl: 'ftp://nowhere' }),
		});

		const { json } = await trigger.deliver(opens('1', '2', '3'));

		expect(json).toHaveLength(3);
		expect(trigger.warnings).toHaveLength(1);
		expect(api.requests).toEqual([]);
	});

	it('that was not known a minute ago, without asking again', async () => {
		const api = await kept(() => refuses(404, 602, 'Campaign not found'));
		await trigger.deliver(opens('1', '2'));

		expect(api.requests).toHaveLength(2);
	});

	it('and is asked for again after a failure', async () => {
		let answer: Answer = { status: 500, body: '' };
		await kept(() => answer);

		answer = campaign(5);

		expect((await trigger.deliver(opens('1', '2'))).json).toEqual([]);
	});
});

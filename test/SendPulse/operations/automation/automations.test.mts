import '../../../quickWaits.mts';
import type { IDataObject } from 'n8n-workflow';
import {
	answering,
	answeringBy,
	locator,
	operation,
	refuses,
	says,
	silent,
} from '../../../api.mts';
import { explainsRefusals, givesWhatItShould, takesIdInAnyForm } from '../../suites.mts';

const FLOW = 14_523;
const asked = (path: string) => ({ method: 'GET', path: `/a360/${path}` });
const automation = (name: string) => operation('automation', name);

/** Page "Automation 360 API"; the second as a dashboard in production meets them. */
const listed = (id: number, status = 1, more: IDataObject = {}): IDataObject => ({
	id,
	name: `Flow ${id}`,
	status,
	main_data: {
		id,
		type: 'series',
		automation_name: `Flow ${id}`,
		address_book_id: '89300001',
		sender_email_address: 'hello@shop.example',
	},
	created: '2025-03-03 10:00:00',
	changed: '2025-03-03 10:30:00',
	...more,
});

const simple = (id: number, status = 1, statusName = 'Active'): IDataObject => ({
	id,
	name: `Flow ${id}`,
	status,
	statusName,
	created: '2025-03-03 10:00:00',
	changed: '2025-03-03 10:30:00',
	senderEmail: 'hello@shop.example',
	mailingListId: 89_300_001,
	automationId: id,
});

const element = (id: number, af_type: string): IDataObject => ({
	id,
	main_id: FLOW,
	af_type,
	created: '2025-03-03 13:00:00',
	last_send: null,
	task: null,
});

/** A fixture of a client for Go. */
const flow = (...flows: IDataObject[]): IDataObject => ({
	autoresponder: {
		id: FLOW,
		name: 'Welcome series',
		status: 1,
		created: '2025-03-03 10:00:00',
		changed: '2025-03-03 10:30:00',
	},
	flows,
	starts: 12,
	in_queue: 1,
	end_count: 11,
	send_messages: 30,
	conversions: 4,
});

describe('automation.getMany', () => {
	const sample = {
		operation: automation('getMany'),
		parameters: { simplify: true },
		request: asked('autoresponders/list?limit=50&offset=0'),
		answer: says({ data: [listed(FLOW)] }),
		output: [simple(FLOW)],
	};
	givesWhatItShould(sample);

	test('what its data lacks is null, and its name may be there alone', async () => {
		const data = { automation_name: 'Birthday', address_book_id: '' };
		answering(says({ data: [listed(1, 0, { name: '', main_data: data }), listed(2, 9)] }));
		const { json } = await automation('getMany').run({ simplify: true, limit: 2 });
		expect(json).toMatchObject([
			{ name: 'Birthday', statusName: 'Draft', senderEmail: null, mailingListId: null },
			{ statusName: 'Unknown (9)' },
		]);
	});

	test('Limit counts those in the states that are wanted', async () => {
		const api = answeringBy(({ path }) => {
			const { limit, offset } = Object.fromEntries(new URL(path, 'http://x').searchParams);
			const from = Number(offset);
			const to = Math.min(from + Number(limit), 250);
			const page = [];
			for (let id = from + 1; id <= to; id++) page.push(listed(id, id % 10 === 0 ? 3 : 1));
			return says({ data: page });
		});
		const { json } = await automation('getMany').run({
			simplify: false,
			limit: 12,
			filters: { statuses: ['stopped', 'draft'] },
		});
		expect(json.map(({ id }) => id)).toEqual(Array.from({ length: 12 }, (_, n) => 10 * (n + 1)));
		expect(api.requests.length).toBeLessThanOrEqual(4);
	});

	test.each(['constructor', 'paused'])('%s is no status', async (status) => {
		const api = silent();
		const { error } = await automation('getMany').run({ filters: { statuses: [status] } });
		expect(error?.message).toContain("'Statuses' has to hold some of active, draft, stopped");
		expect(api.requests).toEqual([]);
	});
});

describe('automation.get', () => {
	const sample = {
		operation: automation('get'),
		parameters: { automationId: FLOW, simplify: true },
		request: asked(`autoresponders/${FLOW}`),
		answer: says(flow(element(1, 'maintrigger'))),
		output: [
			{
				id: FLOW,
				name: 'Welcome series',
				status: 1,
				statusName: 'Active',
				created: '2025-03-03 10:00:00',
				changed: '2025-03-03 10:30:00',
				starts: 12,
				in_queue: 1,
				end_count: 11,
				send_messages: 30,
				conversions: 4,
				automationId: FLOW,
			},
		],
	};
	givesWhatItShould(sample, { ...sample, answer: says({ data: flow() }) });
	takesIdInAnyForm(sample, { name: 'automationId', label: 'Automation', id: FLOW });
	explainsRefusals(sample, [
		[
			403,
			403,
			'Forbidden',
			'The account may not read automations. Automation 360 may be missing in the pricing plan, or the API key be limited (see Settings > API in SendPulse).',
		],
		[
			404,
			404,
			'Not found',
			"SendPulse knows no such automation, or no such element of this type. Pick both again, and choose 'Element Type' as it is in the flow. Lists of recipients and of converted contacts are in no document of SendPulse: it may have given them up.",
		],
	]);

	test.each([{}, [], 'text', null])('%j is no flow', async (body) => {
		answeringBy(() => says(body));
		const { error, json } = await automation('get').run({ automationId: FLOW });
		expect(error).toBeDefined();
		expect(json).toEqual([]);
	});
});

describe('automation.getElements', () => {
	givesWhatItShould({
		operation: automation('getElements'),
		parameters: { automationId: FLOW },
		request: asked(`autoresponders/${FLOW}`),
		answer: says(
			flow(
				{
					...element(1, 'maintrigger'),
					name: 'Start',
					last_send: '2025-03-03 13:00:00',
					task: { id: 3 },
				},
				element(2, 'trigger'),
				element(3, 'webhook'),
			),
		),
		output: [
			{
				...element(1, 'maintrigger'),
				name: 'Start',
				last_send: '2025-03-03 13:00:00',
				task: { id: 3 },
				elementType: 'start',
				automationId: FLOW,
				elementId: 1,
			},
			{ ...element(2, 'trigger'), elementType: 'condition', automationId: FLOW, elementId: 2 },
			{ ...element(3, 'webhook'), automationId: FLOW, elementId: 3 },
		],
	});
});

describe('automation.getStatistics', () => {
	const figures = {
		flow_id: 467_511,
		task: { id: 1 },
		executed: 3,
		deleted: 0,
		sent: 3,
		delivered: 3,
		opened: 2,
		clicked: 1,
		errors: 0,
		unsubscribed: 0,
		marked_as_spam: 0,
		last_send: '2025-03-03 10:00:00',
	};
	const sample = {
		operation: automation('getStatistics'),
		parameters: { automationId: FLOW, filters: { elementType: 'start', includeDeleted: true } },
		request: asked(`autoresponders/${FLOW}/total-stats?flow_type=maintrigger&deleted=true`),
		answer: says({ 467511: figures }),
		output: [{ ...figures, elementId: 467_511, automationId: FLOW }],
	};
	givesWhatItShould(sample, {
		...sample,
		answer: says({ data: [figures] }),
	});

	test('figures that stand under no element are one item', async () => {
		answering(says({ executed: 3 }));
		const { json } = await automation('getStatistics').run({ automationId: FLOW });
		expect(json).toEqual([{ executed: 3, automationId: FLOW }]);
	});
});

/** The operations that look at one element. */
const KINDS = [
	['start', 'maintrigger', 'main-trigger', 'main-trigger'],
	['email', 'email', 'email', 'email'],
	['push', 'push', 'push', 'push'],
	['sms', 'sms', 'sms', 'sms'],
	['messenger', 'messenger', 'messenger', undefined],
	['filter', 'filter', 'filter', 'flow-operator'],
	['condition', 'trigger', 'trigger', 'flow-operator'],
	['goal', 'goal', 'goal', 'flow-operator'],
	['action', 'action', 'action', 'flow-operator'],
] as const;

describe('automation.getElementStatistics', () => {
	const figures = {
		flow_id: 7,
		task: { id: 1 },
		sent: 12,
		delivered: 12,
		opened: 8,
		clicked: 4,
		errors: 0,
		unsubscribed: 0,
		marked_as_spam: 0,
		last_send: '2025-03-03 10:00:00',
	};
	const sample = {
		operation: automation('getElementStatistics'),
		parameters: { automationId: FLOW, elementId: 7, elementType: 'email' },
		request: asked('stats/email/7/group-stat'),
		answer: says({ data: figures }),
		output: [
			{
				...figures,
				elementType: 'email',
				automationId: FLOW,
				elementId: 7,
			},
		],
	};
	const started = { flow_id: 7, executed: 12, deleted: 0 };
	givesWhatItShould(sample, {
		...sample,
		parameters: { ...sample.parameters, elementType: 'start' },
		request: asked('stats/main-trigger/7/group-stat'),
		answer: says({ data: started }),
		output: [{ ...started, elementType: 'start', automationId: FLOW, elementId: 7 }],
	});

	test.each(KINDS)('%s: %s is looked for at %s', async (type, apiType, kind) => {
		const api = answering(says(flow(element(7, apiType))), says(figures));
		const { json, error } = await automation('getElementStatistics').run({
			automationId: FLOW,
			elementId: locator('7'),
		});
		expect(error).toBeUndefined();
		expect(api.requests).toEqual([
			asked(`autoresponders/${FLOW}`),
			asked(`stats/${kind}/7/group-stat`),
		]);
		expect(json).toEqual([{ ...figures, elementType: type, automationId: FLOW, elementId: 7 }]);
	});

	test('a flow is looked at once for all items', async () => {
		const api = answeringBy(({ path }) =>
			path.includes('/autoresponders/')
				? says(flow(element(1, 'email'), element(2, 'sms')))
				: says({ data: figures }),
		);
		const { json } = await automation('getElementStatistics').run(
			{ automationId: FLOW, elementId: '={{ $json.id }}' },
			{ items: [{ id: 1 }, { id: 2 }, { id: 1 }] },
		);
		expect(json.map(({ elementType }) => elementType)).toEqual(['email', 'sms', 'email']);
		expect(api.requests).toHaveLength(4);
	});

	test.each([
		[
			'of a type that no document names',
			element(7, 'webhook'),
			"'Element Type' can't be found out: SendPulse calls it 'webhook', which is in no document. Choose one. Nothing was sent.",
		],
		[
			'of another flow',
			element(8, 'email'),
			"'Element' is not in this automation: 7. Pick it again. Nothing was sent.",
		],
	])('an element %s', async (_, there, message) => {
		const api = answering(says(flow(there)));
		const { error } = await automation('getElementStatistics').run({
			automationId: FLOW,
			elementId: 7,
		});
		expect(error?.message).toBe(message);
		expect(api.requests).toHaveLength(1);
	});
});

describe('automation.getRecipients', () => {
	/** A fixture of an older client for Go. */
	const record = {
		id: 5,
		email: 'ann@mail.example',
		event_id: 9,
		delivered_status: 1,
		delivered_status_description: 'Delivered',
		is_spam: 0,
		is_unsubscribe: 0,
		phone: '+380671112210',
		sent_date: '2025-03-03 10:00:00',
		delivered_date: '2025-03-03 10:00:01',
		open_date: '2025-03-03 10:00:05',
		redirect_date: '2025-03-03 10:00:08',
		updated: '2025-03-03 10:00:08',
	};
	const sample = {
		operation: automation('getRecipients'),
		parameters: {
			automationId: FLOW,
			elementId: 7,
			elementType: 'email',
			filters: { sortBy: 'sent_date', sortDirection: 'desc' },
		},
		request: asked(
			'stats/email/7/addresses?sortField=sent_date&sortDirection=desc&limit=50&offset=0',
		),
		answer: says({ data: [{ ...record, email_b64: 'YW5u' }], total: 1 }),
		output: [{ ...record, automationId: FLOW, elementId: 7 }],
	};
	const others = {
		flow_id: 7,
		status: 2,
		sender: 'HolmSons',
		body: 'Hello',
		price: { USD: 0.05 },
		cur: 'USD',
		execution_date: '2025-03-03 10:00:00',
		is_sent: 1,
		is_delivered: 1,
		is_redirected: 0,
	};
	givesWhatItShould(sample, {
		...sample,
		answer: says({ data: [others], total: 1 }),
		output: [{ ...others, automationId: FLOW, elementId: 7 }],
	});

	test.each(KINDS.filter(([, , , kind]) => kind))(
		'%s is looked for at its place',
		async (...row) => {
			const [elementType, , , kind] = row;
			const api = answering(says({ data: [], total: 0 }));
			const { error } = await automation('getRecipients').run({
				automationId: FLOW,
				elementId: 7,
				elementType,
				limit: 1,
			});
			expect(error).toBeUndefined();
			expect(api.requests).toEqual([asked(`stats/${kind}/7/addresses?limit=1&offset=0`)]);
		},
	);

	test('who comes through twice comes twice, whatever the event is', async () => {
		const on = (execution_date: string) => ({
			flow_id: 7,
			email: 'ann@mail.example',
			event_id: null,
			execution_date,
		});
		const twice = [on('2025-03-03 10:00:00'), on('2025-04-03 10:00:00')];
		answering(says({ data: twice, total: 2 }));
		const { json } = await automation('getRecipients').run({
			automationId: FLOW,
			elementId: 7,
			elementType: 'start',
			returnAll: true,
		});
		expect(json.map(({ execution_date }) => execution_date)).toEqual(
			twice.map(({ execution_date }) => execution_date),
		);
	});

	test('of messengers there is none, and nothing is asked', async () => {
		const api = silent();
		const { error } = await automation('getRecipients').run({
			automationId: FLOW,
			elementId: 7,
			elementType: 'messenger',
		});
		expect(error?.message).toContain('for which SendPulse has no list of recipients');
		expect(api.requests).toEqual([]);
	});
});

describe('automation.getConversions', () => {
	const dated = { main_id: FLOW, created: '2025-03-03 10:00:00', conversions: 2 };
	const conversions = {
		total_conversions: 4,
		maintrigger_conversions: 2,
		goal_conversions: 2,
		maintrigger: { id: 1, af_type: 'maintrigger', last_send: '2025-03-03 10:00:00', ...dated },
		goals: [{ id: 2, name: 'First order', af_type: 'goal', ...dated }],
	};
	givesWhatItShould({
		operation: automation('getConversions'),
		parameters: { automationId: FLOW },
		request: asked(`autoresponders/${FLOW}/conversions`),
		answer: says({ data: conversions }),
		output: [{ ...conversions, automationId: FLOW }],
	});
});

describe('automation.getConvertedContacts', () => {
	const item = {
		id: 1,
		conversion_type: 'goal',
		flow_id: 467_519,
		email: 'ann@mail.example',
		phone: '+380671112210',
		conversion_date: '2025-03-03 10:01:00',
		start_date: '2025-03-03 10:00:00',
	};
	const list = (kind: string, filters: IDataObject) => ({
		operation: automation('getConvertedContacts'),
		parameters: { automationId: FLOW, filters },
		request: asked(`autoresponders/${FLOW}/conversions/list/${kind}?limit=50&offset=0`),
		answer: says({ total: 1, items: [item] }),
		output: [{ ...item, automationId: FLOW }],
	});
	givesWhatItShould(
		list('all', {}),
		list('maintrigger', { conversionType: 'start' }),
		list('goal', { conversionType: 'goal' }),
		list('goal/467519', { conversionType: 'goal', goalId: 467_519 }),
	);

	test('a goal beside conversions at the start is refused', async () => {
		const api = silent();
		const { error } = await automation('getConvertedContacts').run({
			automationId: FLOW,
			filters: { conversionType: 'start', goalId: 5 },
		});
		expect(error?.message).toContain("'Goal ID' is for conversions at a goal");
		expect(api.requests).toEqual([]);
	});

	test('a list that is not there says so in words', async () => {
		answering(refuses(404, 404, 'Not found'));
		const { error } = await automation('getConvertedContacts').run({ automationId: FLOW });
		expect(error?.message).toContain('are in no document of SendPulse');
	});
});

import '../../quickWaits.mts';
import type { IDataObject } from 'n8n-workflow';
import { answering, answeringBy, answersAside, refuses, says, silent } from '../../api.mts';
import { listsPages } from '../../SendPulse/listing.mts';
import {
	explainsRefusals,
	givesWhatItShould,
	previews,
	repeatsWhatIsUnclear,
	takesIdInAnyForm,
	worksWithRetryOnFail,
	type Sample,
} from '../../SendPulse/suites.mts';
import {
	CAMPAIGN,
	campaign,
	pushOperation,
	statistics,
	SUBSCRIBER,
	subscriber,
	WEBSITE,
} from '../records.mts';

answersAside(({ path }) => (path === '/user/info' ? says({ locale: 'Europe/Kyiv' }) : undefined));

const itsWebsite = { name: 'websiteId', label: 'Website', id: WEBSITE };
const website = { websiteId: WEBSITE };
const path = `/push/websites/${WEBSITE}/subscriptions`;

describe('campaign', () => {
	const get: Sample = {
		operation: pushOperation('campaign', 'get'),
		parameters: { pushCampaignId: CAMPAIGN },
		request: { method: 'GET', path: `/push/tasks/${CAMPAIGN}` },
		answer: says(statistics()),
		output: [
			{
				...statistics({ send: 21 }),
				statusName: 'Unknown (3)',
				deliveryRate: 66.67,
				clickRate: 92.86,
			},
		],
	};
	const unsent = { send: '0', delivered: 0, redirect: 0 };
	givesWhatItShould(get, {
		...get,
		answer: says(statistics(unsent)),
		output: [
			{
				...statistics({ ...unsent, send: 0 }),
				statusName: 'Unknown (3)',
				deliveryRate: null,
				clickRate: null,
			},
		],
	});
	takesIdInAnyForm(get, { name: 'pushCampaignId', label: 'Campaign', id: CAMPAIGN });
	worksWithRetryOnFail(get);
	explainsRefusals(get, [
		[404, 802, 'Not there', 'There is no such campaign. Pick the campaign again, or check its ID.'],
	]);

	const getMany = pushOperation('campaign', 'getMany');
	const shown = (record: IDataObject): IDataObject => ({ ...record, statusName: 'Unknown (13)' });
	givesWhatItShould({
		operation: getMany,
		parameters: {
			filters: {
				dateFrom: '2025-09-01',
				dateTo: '2025-09-30T12:00:00Z',
				websiteId: String(WEBSITE),
			},
		},
		request: {
			method: 'GET',
			path: `/push/tasks?from=2025-09-01%2000%3A00%3A00&to=2025-09-30%2015%3A00%3A00&website_id=${WEBSITE}&limit=50&offset=0`,
		},
		answer: says([campaign()]),
		output: [shown(campaign())],
	});
	listsPages({
		operation: getMany,
		parameters: {},
		path: '/push/tasks',
		record: (id) => campaign({ id }),
		output: (id) => shown(campaign({ id })),
	});

	test.each([[[]], [{}], [null]])('an answer without a campaign is none: %j', async (body) => {
		answeringBy(() => says(body));
		const { error, json } = await get.operation.run(get.parameters);
		expect(error?.message).toContain('SendPulse answered');
		expect(json).toEqual([]);
	});

	test('a period that ends before it begins is refused', async () => {
		const api = silent();
		const { error } = await getMany.run({
			filters: { dateFrom: '2025-09-02', dateTo: '2025-09-01' },
		});
		expect(error?.message).toBe(
			"'To Date' is before 'From Date' (2025-09-02 00:00:00): 2025-09-01 23:59:59. Nothing was sent.",
		);
		expect(api.requests).toEqual([]);
	});
});

describe('website', () => {
	const info = { id: WEBSITE, url: 'https://example.com', status: 'active' };
	const counts = {
		icon: 'https://example.com/icon.png',
		add_date: '2025-05-05 11:00:00',
		total_subscribers: 12,
		unsubscribed: 1,
		subscribers_today: 2,
		active_subscribers: 9,
	};
	const get: Sample = {
		operation: pushOperation('website', 'get'),
		parameters: website,
		request: { method: 'GET', path: `/push/websites/info/${WEBSITE}` },
		answer: says({ ...info, ...counts }),
		output: [{ ...info, ...counts }],
	};
	const code = {
		script_url: 'https://web.webpushs.com/js/push/1.js',
		script_code: '<script src="https://web.webpushs.com/js/push/1.js" async></script>',
	};
	const getCode: Sample = {
		operation: pushOperation('website', 'getCode'),
		parameters: website,
		request: { method: 'GET', path: `/push/websites/${WEBSITE}/code` },
		answer: says(code),
		output: [code],
	};
	const variables = [
		{ id: 1, name: 'interest', type: 'string' },
		{ id: 2, name: 'visits', type: 'number' },
	];
	const getVariables: Sample = {
		operation: pushOperation('website', 'getVariables'),
		parameters: website,
		request: { method: 'GET', path: `/push/websites/${WEBSITE}/variables` },
		answer: says(variables),
		output: variables,
	};
	const count: Sample = {
		operation: pushOperation('website', 'count'),
		parameters: {},
		request: { method: 'GET', path: '/push/websites/total' },
		answer: says({ total: 2 }),
		output: [{ total: 2 }],
	};
	givesWhatItShould(get);
	takesIdInAnyForm(get, itsWebsite);
	givesWhatItShould(getCode);
	givesWhatItShould(getVariables);
	givesWhatItShould(count);
	worksWithRetryOnFail(get);

	test('no variables are no items', async () => {
		answering(says([]));
		expect(await getVariables.operation.run(website)).toMatchObject({ json: [], error: undefined });
	});

	const listed = (id: number): IDataObject => ({
		id,
		url: `https://${id}.example.com`,
		add_date: '2025-05-05 11:00:00',
		status: 1,
	});
	const getMany = pushOperation('website', 'getMany');
	givesWhatItShould({
		operation: getMany,
		parameters: {},
		request: { method: 'GET', path: '/push/websites?limit=50&offset=0' },
		answer: says([listed(1)]),
		output: [listed(1)],
	});
	listsPages({ operation: getMany, parameters: {}, path: '/push/websites', record: listed });
});

describe('subscriber', () => {
	const getMany = pushOperation('subscriber', 'getMany');
	const shown = (record: IDataObject, statusName = 'Active'): IDataObject => ({
		...record,
		variables: {},
		statusName,
	});
	const request = { method: 'GET', path: `${path}?limit=50&offset=0` };
	const sample: Sample = {
		operation: getMany,
		parameters: website,
		request,
		answer: says([
			subscriber(),
			subscriber({ id: 2, status: 0, variables: [{ name: 'interest', value: 'roses' }] }),
			subscriber({ id: 3, status: 6, variables: { interest: 'tulips' } }),
			subscriber({ id: 4, status: 9 }),
		]),
		output: [
			shown(subscriber()),
			{
				...shown(subscriber({ id: 2, status: 0 }), 'Deactivated'),
				variables: { interest: 'roses' },
			},
			{
				...shown(subscriber({ id: 3, status: 6 }), 'Unsubscribed'),
				variables: { interest: 'tulips' },
			},
			shown(subscriber({ id: 4, status: 9 }), 'Unknown (9)'),
		],
	};
	givesWhatItShould(sample, {
		...sample,
		parameters: {
			...website,
			filters: { subscribedFrom: '2025-05-01', subscribedTo: '2025-05-31T22:30:00Z' },
		},
		request: {
			method: 'GET',
			path: `${path}?subscription_date_from=2025-05-01&subscription_date_to=2025-06-01&limit=50&offset=0`,
		},
	});
	takesIdInAnyForm(sample, itsWebsite);
	listsPages({
		operation: getMany,
		parameters: website,
		path,
		record: (id) => subscriber({ id }),
		output: (id) => shown(subscriber({ id })),
	});

	test('variables of a form that nobody knows stay as they are', async () => {
		answering(says([subscriber({ variables: ['roses'] })]));
		expect((await getMany.run(website)).json).toMatchObject([{ variables: ['roses'] }]);
	});

	test('days in the wrong order are refused', async () => {
		const api = silent();
		const { error } = await getMany.run({
			...website,
			filters: { subscribedFrom: '2025-05-02', subscribedTo: '2025-05-01' },
		});
		expect(error?.message).toBe(
			"'Subscribed To' is before 'Subscribed From' (2025-05-02): 2025-05-01. Nothing was sent.",
		);
		expect(api.requests).toEqual([]);
	});

	givesWhatItShould({
		operation: pushOperation('subscriber', 'count'),
		parameters: website,
		request: { method: 'GET', path: `${path}/total` },
		answer: says({ total: 12 }),
		output: [{ total: 12 }],
	});

	describe.each([
		['activate', 1],
		['deactivate', 0],
	] as const)('%s', (name, state) => {
		const change: Sample = {
			operation: pushOperation('subscriber', name),
			parameters: { subscriberId: SUBSCRIBER },
			request: {
				method: 'POST',
				path: '/push/subscriptions/state',
				body: { id: SUBSCRIBER, state },
			},
			answer: says({ result: true }),
			output: [{ success: true, id: SUBSCRIBER, active: state === 1 }],
		};
		givesWhatItShould(change);
		takesIdInAnyForm(change, { name: 'subscriberId', label: 'Subscriber ID', id: SUBSCRIBER });
		previews(change);
		repeatsWhatIsUnclear(change);
		worksWithRetryOnFail(change);

		test('a refusal is told in its own words', async () => {
			answering(refuses(422, 422, 'The subscriber has unsubscribed'));
			const { error } = await change.operation.run(change.parameters);
			expect(error?.message).toContain('SendPulse says: The subscriber has unsubscribed');
		});
	});
});

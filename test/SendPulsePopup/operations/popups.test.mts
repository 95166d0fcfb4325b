import '../../quickWaits.mts';
import type { IDataObject } from 'n8n-workflow';
import {
	answering,
	answeringBy,
	answersAside,
	apiKey,
	locator,
	says,
	silent,
	type OperationUnderTest,
} from '../../api.mts';
import {
	doesNotRepeat,
	findsItGone,
	givesWhatItShould,
	previews,
	refusesEqualItems,
	refusesRetryOnFail,
	repeatsWhatIsUnclear,
	takesIdInAnyForm,
	worksWithRetryOnFail,
	type Sample,
} from '../../SendPulse/suites.mts';
import {
	BASE,
	named,
	page,
	POPUP,
	popup,
	popupOperation,
	PROJECT,
	project,
	refusesFields,
	result,
	SUBSCRIBER,
	subscriber,
} from '../records.mts';

answersAside(({ path }) => (path === '/user/info' ? says({ locale: 'Europe/Kyiv' }) : undefined));

const goOn = { onError: 'continueRegularOutput' } as const;
const ofProject = { projectId: locator(PROJECT) };
const ofPopup = { popupId: locator(POPUP) };

/** IDs are UUIDs, in whatever form they are given. */
function takesUuids(
	{ operation, parameters, request, answer }: Sample,
	name: string,
	label: string,
	id: string,
): void {
	test.each<unknown>([id, ` ${id} `, locator(id), locator(id, 'id'), '={{ $json.id }}'])(
		`takes a ${label.toLowerCase()} as %j`,
		async (given) => {
			const api = answering(answer);
			const { error } = await operation.run(
				{ ...parameters, [name]: given as string },
				{ items: [{ id }] },
			);
			expect(error).toBeUndefined();
			expect(api.requests).toEqual([request]);
		},
	);

	test.each<[unknown, string]>([
		['', 'is empty. Fill it in.'],
		[5, "has to be an ID like 7803a6ea-4b32-44d7-a245-5cda4e4f2034, not '5'."],
		[
			`${id.slice(0, -1)}`,
			`has to be an ID like 7803a6ea-4b32-44d7-a245-5cda4e4f2034, not '${id.slice(0, -1)}'.`,
		],
		['../widgets', "has to be an ID like 7803a6ea-4b32-44d7-a245-5cda4e4f2034, not '../widgets'."],
	])(`refuses %j as ${label.toLowerCase()} before anything is sent`, async (wrong, text) => {
		const api = silent();
		const { error } = await operation.run(
			{ ...parameters, [name]: '={{ $json.id }}' },
			{ items: [{ id }, { id: wrong as string }] },
		);
		expect(error?.message).toBe(`Item 2: '${label}' ${text} Nothing was sent.`);
		expect(api.requests).toEqual([]);
	});
}

describe('project', () => {
	const create: Sample = {
		operation: popupOperation('project', 'create'),
		parameters: { name: ' Flower shop ', url: 'https://shop.example' },
		request: {
			method: 'POST',
			path: `${BASE}/widgets`,
			body: { name: 'Flower shop', url: 'https://shop.example' },
		},
		answer: { ...result(project()), status: 201 },
		output: [project()],
	};
	givesWhatItShould(create);
	previews(create);
	doesNotRepeat(create, "with 'Get Many' of the resource Project");
	refusesRetryOnFail(create, 'Create');
	refusesEqualItems({ ...create }, 'create the same project', 'name');

	test.each<[IDataObject, string]>([
		[{ name: "={{ 'ä'.repeat(256) }}" }, "'Name' has 256 characters, and SendPulse takes 255."],
		[{ name: '={{ " " }}' }, "'Name' is empty. Fill it in."],
		[
			{ url: 'shop.example' },
			"'Website URL' has to be an address that begins with https://, not 'shop.example'.",
		],
	])('%j is refused before anything is sent', async (parameters, text) => {
		const api = silent();
		const { error } = await create.operation.run({ ...create.parameters, ...parameters });
		expect(error?.message).toBe(`${text} Nothing was sent.`);
		expect(api.requests).toEqual([]);
	});

	test('a refusal names the fields', async () => {
		answering(
			refusesFields({
				'name.length.max': 'Too long, max length - {{255}}',
				url: "Invalid URL 'x'",
			}),
		);
		const { error } = await create.operation.run(create.parameters);
		expect(error?.message).toBe(
			"SendPulse refused the request. SendPulse says: name.length.max: Too long, max length - {{255}}; url: Invalid URL 'x' (status 400).",
		);
	});

	const getMany = popupOperation('project', 'getMany');
	givesWhatItShould({
		operation: getMany,
		parameters: {},
		request: { method: 'GET', path: `${BASE}/widgets/list?first=50&offset=0` },
		answer: page([project()]),
		output: [project()],
	});

	test.each([100, 10, 1_000])('Return All reads to the total, %d at once', async (most) => {
		const all = Array.from({ length: 235 }, (_, index) => project({ id: `project ${index}` }));
		const api = answeringBy(({ path }) => {
			const [, first, offset] = /\?first=(\d+)&offset=(\d+)$/.exec(path)!.map(Number);
			return page(all.slice(offset, offset + Math.min(first, most)), all.length);
		});
		const { json } = await getMany.run({ returnAll: true });
		expect(json).toEqual(all);
		expect(api.requests[0].path).toContain('?first=100&offset=0');
	});

	test('and to the end where no total is told', async () => {
		const all = Array.from({ length: 23 }, (_, index) => project({ id: `project ${index}` }));
		answeringBy(({ path }) => {
			const [, first, offset] = /\?first=(\d+)&offset=(\d+)$/.exec(path)!.map(Number);
			return result(all.slice(offset, offset + Math.min(first, 10)));
		});
		expect((await getMany.run({ returnAll: true })).json).toEqual(all);
	});
});

describe('statistics', () => {
	const counts = {
		peopleReached: 40,
		engagements: 13,
		subscriptions: 7,
		formEngagements: 7,
		wereClosed: 20,
	};
	const rates = { engagementRate: 32.5, subscriptionRate: 17.5 };
	const score = {
		average: 38,
		total: 8,
		promoter: 5,
		neutral: 1,
		critic: 2,
		promoterPercent: 63,
		neutralPercent: 13,
		criticPercent: 25,
	};
	const of = (operation: OperationUnderTest, path: string, parameters: IDataObject): Sample => ({
		operation,
		parameters,
		request: { method: 'GET', path: `${BASE}/statistics/${path}` },
		answer: result([counts]),
		output: [{ ...counts, ...rates }],
	});

	const ofTheProject = of(
		popupOperation('project', 'getStatistics'),
		`widget/${PROJECT}`,
		ofProject,
	);
	givesWhatItShould({
		...ofTheProject,
		answer: result([{ ...counts, widget: 3 }]),
		output: [{ ...counts, widget: 3, ...rates }],
	});
	takesUuids(ofTheProject, 'projectId', 'Project', PROJECT);

	const ofThePopup = of(popupOperation('popup', 'getStatistics'), `popup/${POPUP}`, ofPopup);
	givesWhatItShould(
		ofThePopup,
		// One record is meant.
		{ ...ofThePopup, answer: result(counts) },
	);
	worksWithRetryOnFail(ofThePopup);

	test('without views there is no rate', async () => {
		answering(result({ ...counts, peopleReached: 0 }));
		const { json } = await ofThePopup.operation.run(ofPopup);
		expect(json).toEqual([
			{ ...counts, peopleReached: 0, engagementRate: null, subscriptionRate: null },
		]);
	});

	const zeros = (record: IDataObject): IDataObject =>
		Object.fromEntries(Object.keys(record).map((name) => [name, 0]));
	const noRates = { engagementRate: null, subscriptionRate: null };

	test.each<[string, string, IDataObject]>([
		['popup', 'getStatistics', { ...zeros(counts), ...noRates }],
		['project', 'getStatistics', { ...zeros(counts), widget: 0, ...noRates }],
		['popup', 'getNpsScore', zeros(score)],
	])(
		'%s %s: nothing that was counted is an item of zeros, no answer is an error',
		async (resource, name, nothing) => {
			answering(result([]), result(null));
			const { json } = await popupOperation(resource, name).run(
				{ ...ofPopup, ...ofProject },
				{ items: [{}, {}], settings: goOn },
			);
			expect(json).toEqual([
				nothing,
				{ error: expect.stringContaining('SendPulse answered without a record.') as string },
			]);
		},
	);

	const npsScore = of(popupOperation('popup', 'getNpsScore'), `nps/${POPUP}/aggregated`, ofPopup);
	givesWhatItShould(
		{ ...npsScore, answer: result([score]), output: [score] },
		{ ...npsScore, answer: result(score), output: [score] },
	);

	const vote = (option: number) => ({
		button: {
			id: POPUP,
			caption: 'How likely?',
			contactVariableName: 'nps',
			variants: [{ title: String(option), option: String(option) }],
			variantsCount: 1,
			displayType: 1,
		},
		date: '2025-06-02',
		option: String(option),
		total: option,
	});
	const npsVotes = of(popupOperation('popup', 'getNpsVotes'), `nps/${POPUP}`, ofPopup);
	givesWhatItShould({
		...npsVotes,
		answer: result([vote(9), vote(10)]),
		output: [vote(9), vote(10)],
	});

	test.each<[IDataObject, string]>([
		// Midnight in Kyiv is 21:00 of the day before, in summer.
		[{ dateFrom: '2025-07-01' }, `start=${Date.UTC(2025, 5, 30, 21) / 1_000}`],
		[{ dateTo: '2025-07-01' }, `end=${Date.UTC(2025, 6, 1, 20, 59, 59) / 1_000}`],
		[
			{ dateFrom: '2025-07-01T10:00:00+03:00', dateTo: '2025-07-01T08:00:00.900Z' },
			`start=${Date.UTC(2025, 6, 1, 7) / 1_000}&end=${Date.UTC(2025, 6, 1, 8) / 1_000}`,
		],
		[{ dateFrom: '2025-07-01 10:00:00' }, `start=${Date.UTC(2025, 6, 1, 7) / 1_000}`],
		[{ dateFrom: '2025-07-01T10:00:00' }, `start=${Date.UTC(2025, 6, 1, 8) / 1_000}`],
	])('%j leaves as seconds since 1970', async (filters, query) => {
		const api = answering(result([counts]));
		const { error } = await ofThePopup.operation.run(
			{ ...ofPopup, filters },
			{ timezone: 'Europe/Berlin' },
		);
		expect(error).toBeUndefined();
		expect(api.requests.map(({ path }) => path)).toEqual([
			`${BASE}/statistics/popup/${POPUP}?${query}`,
		]);
	});

	test.each<[IDataObject, string]>([
		[{ dateFrom: '2025-07-02', dateTo: '2025-07-01' }, "'To Date' has to be after 'From Date'."],
		[
			{ dateFrom: '2025-07-01T10:00:00Z', dateTo: '2025-07-01T10:00:00Z' },
			"'To Date' has to be after 'From Date'.",
		],
		[
			{ dateFrom: '01.02.2025' },
			"'From Date' is no date that everybody reads alike: '01.02.2025'. Write it like 2030-12-31 or 2030-12-31T23:34:23.",
		],
	])('%j is refused before anything is sent', async (filters, text) => {
		const api = silent();
		const { error } = await ofThePopup.operation.run({ ...ofPopup, filters });
		expect(error?.message).toBe(`${text} Nothing was sent.`);
		expect(api.requests).toEqual([]);
	});
});

describe('popup', () => {
	const simple = {
		id: POPUP,
		widgetId: PROJECT,
		name: 'Newsletter',
		isEnabled: true,
		type: 2,
		typeName: 'Modal Window',
		containsNPS: false,
		peopleReached: 40,
		subscriptions: 7,
		updatedAt: '2023-08-07T20:14:15.000Z',
	};
	const getMany: Sample = {
		operation: popupOperation('popup', 'getMany'),
		parameters: ofProject,
		request: { method: 'GET', path: `${BASE}/popups/list/${PROJECT}?first=50&offset=0` },
		answer: page([popup(), popup({ id: 'x', type: 1 })]),
		output: [simple, { ...simple, id: 'x', type: 1, typeName: 'Unknown (1)' }],
	};
	givesWhatItShould(getMany, {
		...getMany,
		parameters: { ...ofProject, filters: { kind: 'quiz' } },
		request: { method: 'GET', path: `${BASE}/popups/list/quiz/${PROJECT}?first=50&offset=0` },
	});
	takesUuids({ ...getMany, answer: page([]) }, 'projectId', 'Project', PROJECT);

	test('without Simplify the record with words behind its numbers', async () => {
		answering(page([popup()]));
		const { json } = await getMany.operation.run({ ...ofProject, simplify: false });
		expect(json).toEqual([named(popup())]);
	});

	describe.each([
		['enable', true],
		['disable', false],
	] as const)('%s', (name, isEnabled) => {
		const sample: Sample = {
			operation: popupOperation('popup', name),
			parameters: ofPopup,
			request: {
				method: 'POST',
				path: `${BASE}/popups/${POPUP}/set-state`,
				body: { is_enabled: isEnabled },
			},
			answer: result(popup({ isEnabled })),
			output: [named(popup({ isEnabled }))],
		};
		givesWhatItShould(sample);
		takesUuids(sample, 'popupId', 'Pop-Up', POPUP);
		previews(sample);
		repeatsWhatIsUnclear(sample);
		worksWithRetryOnFail(sample);

		test.each([!isEnabled, Number(!isEnabled)])('still as it was (%j): no success', async (is) => {
			answering(result(popup({ isEnabled: is })));
			const { error, json } = await sample.operation.run(ofPopup);
			expect(error?.message).toContain(
				`SendPulse answered that the pop-up is still switched ${isEnabled ? 'off' : 'on'}`,
			);
			expect(json).toEqual([]);
		});

		test('done without a record is done', async () => {
			answering(says({ result: true }));
			const { json } = await sample.operation.run(ofPopup);
			expect(json).toEqual([{ success: true, id: POPUP, isEnabled }]);
		});
	});

	const remove: Sample = {
		operation: popupOperation('popup', 'delete'),
		parameters: ofPopup,
		request: { method: 'DELETE', path: `${BASE}/popups/${POPUP}` },
		answer: says({ result: true }),
		output: [{ deleted: true, popupId: POPUP }],
	};
	givesWhatItShould(remove, { ...remove, answer: { status: 204, body: '' } });
	takesUuids(remove, 'popupId', 'Pop-Up', POPUP);
	previews(remove);
	repeatsWhatIsUnclear(remove);
	worksWithRetryOnFail(remove);
	findsItGone(remove, refusesFields({ id: 'Not found' }, 404));

	const condition = { dataType: 'string', name: 'utm_source', uniq: false };
	givesWhatItShould({
		operation: popupOperation('popup', 'getConditions'),
		parameters: {},
		request: { method: 'GET', path: `${BASE}/popups/conditions` },
		answer: result([
			{ groupId: 6, ...condition },
			{ groupId: 9, ...condition },
		]),
		output: [
			{ groupId: 6, groupName: 'UTM Parameters', ...condition },
			{ groupId: 9, groupName: 'Unknown (9)', ...condition },
		],
	});
});

describe('subscriber', () => {
	const shown = (record: IDataObject, genderName = 'Female'): IDataObject => ({
		...record,
		genderName,
	});
	const get: Sample = {
		operation: popupOperation('subscriber', 'get'),
		parameters: { subscriberId: SUBSCRIBER },
		request: { method: 'GET', path: `${BASE}/subscribers/get/${SUBSCRIBER}` },
		answer: result(subscriber()),
		output: [shown(subscriber())],
	};
	givesWhatItShould(get);
	takesIdInAnyForm(get, { name: 'subscriberId', label: 'Subscriber ID', id: SUBSCRIBER });

	test('what people look for stands in front', async () => {
		answering(result(subscriber()));
		const { json } = await get.operation.run(get.parameters);
		expect(Object.keys(json[0]).slice(0, 5)).toEqual(['id', 'email', 'phone', 'name', 'clientId']);
	});

	test.each([
		[[subscriber()], [shown(subscriber())], false],
		[[], [], true],
		[null, [], true],
	])('in a list of one, or none: %j', async (data, output, fails) => {
		answering(result(data));
		const { json, error } = await get.operation.run(get.parameters);
		expect([json, error !== undefined]).toEqual([output, fails]);
	});

	const getMany = popupOperation('subscriber', 'getMany');
	const byProject: Sample = {
		operation: getMany,
		parameters: ofProject,
		request: { method: 'GET', path: `${BASE}/subscribers/by-project/${PROJECT}` },
		answer: result([subscriber()]),
		output: [shown(subscriber())],
	};
	const byPopup: Sample = {
		...byProject,
		parameters: { from: 'popup', ...ofPopup },
		request: { method: 'GET', path: `${BASE}/subscribers/by-popup/${POPUP}` },
	};
	givesWhatItShould(byProject, byPopup);
	takesUuids(byProject, 'projectId', 'Project', PROJECT);
	takesUuids(byPopup, 'popupId', 'Pop-Up', POPUP);

	const people = [
		subscriber({ id: 1, createdAt: '2025-06-11T20:59:59.000Z' }),
		subscriber({ id: 2, createdAt: '2025-06-11 21:00:00+00:00', email: null }),
		subscriber({ id: 3, createdAt: '2025-06-12 00:00:01+03:00', phone: '' }),
		subscriber({ id: 4, createdAt: '2025-06-13T00:00:00.000Z' }),
		subscriber({ id: 5, createdAt: 'yesterday' }),
	];
	test.each<[IDataObject, number[]]>([
		[{}, [1, 2, 3, 4, 5]],
		// A day of the account's calendar.
		[{ filters: { createdFrom: '2025-06-12' } }, [2, 3, 4, 5]],
		[{ filters: { createdFrom: '2025-06-13T00:00:00Z' } }, [4, 5]],
		[{ filters: { withEmail: true } }, [1, 3, 4, 5]],
		[{ filters: { withPhone: true } }, [1, 2, 4, 5]],
		[{ filters: { withEmail: false, withPhone: false } }, [1, 2, 3, 4, 5]],
		[{ filters: { withEmail: true, withPhone: true }, limit: 2 }, [1, 4]],
	])('%j', async (parameters, ids) => {
		answering(result(people));
		const { json, error } = await getMany.run({ ...ofProject, ...parameters });
		expect(error).toBeUndefined();
		expect(json.map(({ id }) => id)).toEqual(ids);
	});

	test('one list that is not there leaves the others', async () => {
		answeringBy(({ path }) =>
			path.endsWith(PROJECT)
				? result([subscriber()])
				: refusesFields({ widgetId: 'Not found' }, 404),
		);
		const { json } = await getMany.run(
			{ projectId: '={{ $json.id }}' },
			{ items: [{ id: POPUP }, { id: PROJECT }], settings: goOn, credential: apiKey() },
		);
		expect(json).toEqual([
			{
				error:
					'Item 1: SendPulse does not know this record. Check the ID. SendPulse says: widgetId: Not found (status 404).',
				input: { id: POPUP },
			},
			shown(subscriber()),
		]);
	});
});

describe('account', () => {
	const plan = {
		expiredAt: '2026-12-31 00:00:00',
		daysAmount: 365,
		currentDaysAmount: 15,
		daysLeft: 350,
		nextLimitsDrop: '2026-02-01 00:00:00',
		options: { views: { amount: 10_000, amountLeft: 9_900, currentAmount: 100 } },
	};
	const sample: Sample = {
		operation: popupOperation('account', 'getLimits'),
		parameters: {},
		request: { method: 'GET', path: `${BASE}/tariff/limits` },
		answer: result([plan]),
		output: [{ ...plan, viewsAmount: 10_000, viewsLeft: 9_900, viewsUsed: 100 }],
	};
	givesWhatItShould(sample, { ...sample, answer: result(plan) });

	test('an account without a plan is an error', async () => {
		answering(result([]));
		const { error } = await sample.operation.run({});
		expect(error?.message).toBe(
			'SendPulse answered without a record. Look in SendPulse which plan the account has.',
		);
	});

	test('access that is refused is told', async () => {
		answering({ status: 403, body: { message: 'Access denied' } });
		const { error } = await sample.operation.run({});
		expect(error?.message).toMatch(/^SendPulse refused access\./);
	});
});

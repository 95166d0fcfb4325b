/** What is picked from: pipelines and their stages, boards, deals, products, categories, tasks. */
import '../../quickWaits.mts';
import type { IDataObject } from 'n8n-workflow';
import { ACTION_NODES } from '../../actionNodes.mts';
import { answering, answeringBy, apiKey, locator } from '../../api.mts';
import { callMethodOf } from '../../n8n.mts';
import { showsErrors } from '../../SendPulse/methods/shown.mts';
import { PIPELINE, pipeline } from '../records.mts';
import { BASE, deal, definitions, gives, lines, stages } from '../sales.mts';

const callMethod = callMethodOf(ACTION_NODES.SendPulseCrm);
const search = async (name: string, parameters: IDataObject = {}, ...args: unknown[]) =>
	await callMethod('listSearch', name, apiKey(), parameters, ...args);
const load = async (name: string, parameters: IDataObject = {}) =>
	await callMethod('loadOptions', name, apiKey(), parameters);

const sales = pipeline({ steps: stages });
const gone = pipeline({ id: 9, name: 'Gone', status: 0, steps: [] });
const renewals = pipeline({ id: 41202, name: 'Renewals', steps: [{ id: 1, name: 'Due' }] });
const entry = (value: number, name: string) => ({ name, value: String(value) });

test('pipelines that are not deleted', async () => {
	answeringBy(() => gives([sales, gone, renewals]));
	expect(await search('searchPipelines')).toEqual({
		results: [entry(PIPELINE, 'Sales'), entry(41202, 'Renewals')],
	});
	expect(await search('searchPipelines', {}, 'ren')).toEqual({
		results: [entry(41202, 'Renewals')],
	});
});
showsErrors('listSearch', 'searchPipelines', {}, callMethod);

describe('stages', () => {
	const inOrder = [entry(182301, 'New'), entry(182302, 'Contacted'), entry(182303, 'Offer')];

	test.each([
		['picked', locator(PIPELINE)],
		['a bare ID', PIPELINE],
	])('of the pipeline that is chosen: %s', async (_, pipelineId) => {
		const { requests } = answering(gives(stages));
		expect(await search('searchStages', { pipelineId })).toEqual({ results: inOrder });
		expect(lines(requests)).toEqual([[`GET /pipelines/${PIPELINE}/steps`]]);
	});

	test('of the one that is named', async () => {
		answeringBy(({ path }) => gives(path === `${BASE}/pipelines` ? [sales, renewals] : stages));
		const parameters = { pipelineId: locator('sales', 'name') };
		expect(await search('searchStages', parameters, 'off')).toEqual({ results: [inOrder[2]] });
	});

	test.each([
		[{ stageOf: 'board', boardId: locator(7) }],
		[{ resource: 'task', boardId: locator(7) }],
		[{ resource: 'task', options: { boardId: locator(7) } }],
	])('of a board: %j', async (parameters) => {
		const { requests } = answering(gives({ id: 7, steps: [{ id: 12, name: 'To do', order: 1 }] }));
		expect(await search('searchStages', parameters as never)).toEqual({
			results: [entry(12, 'To do')],
		});
		expect(lines(requests)).toEqual([['GET /boards/7']]);
	});

	test.each(['', '={{ $json.pipeline }}'])(
		'of %j: a pipeline is to be chosen first',
		async (value) => {
			answering();
			await expect(search('searchStages', { pipelineId: locator(value) })).rejects.toThrow(
				'Choose a pipeline first: it has the stages.',
			);
		},
	);

	test('of several pipelines, or of all, each with its pipeline', async () => {
		answeringBy(() => gives([sales, gone, renewals]));
		const one = await load('getStages', { filters: { pipelineIds: [PIPELINE] } });
		expect(one).toEqual(inOrder.map(({ name, value }) => ({ name, value: Number(value) })));
		const all = await load('getStages', { filters: {} });
		expect((all as IDataObject[]).map(({ name }) => name)).toEqual([
			'Sales / New',
			'Sales / Contacted',
			'Sales / Offer',
			'Renewals / Due',
		]);
	});

	test('of boards, whose list has none', async () => {
		answeringBy(({ path }) =>
			path === `${BASE}/boards`
				? gives([
						{ id: 7, name: 'Errands' },
						{ id: 8, name: 'Trips' },
					])
				: gives({ id: 7, steps: [{ id: 12, name: 'To do', order: 1 }] }),
		);
		expect(await load('getBoardStages', { filters: { boardId: locator(7) } })).toEqual([
			{ name: 'To do', value: 12 },
		]);
		expect(await load('getBoardStages')).toEqual([
			{ name: 'Errands / To do', value: 12 },
			{ name: 'Trips / To do', value: 12 },
		]);
	});
});

test('deals are searched by SendPulse, page after page whatever its size', async () => {
	const { requests } = answering(
		gives([deal(), deal({ id: 2, price: null })], { meta: { total: 3 } }),
		gives([deal({ id: 3 })], { meta: { total: 3 } }),
	);
	const first = (await search('searchDeals', {}, ' Boat ')) as IDataObject;
	expect(first).toEqual({
		results: [entry(9480001, 'Boat for Ann (1200.5 EUR)'), entry(2, 'Boat for Ann')],
		paginationToken: '2',
	});
	expect(await search('searchDeals', {}, 'Boat', '2')).toEqual({
		results: [entry(3, 'Boat for Ann (1200.5 EUR)')],
	});
	expect(requests.map(({ body }) => body)).toMatchObject([
		{ name: 'Boat', limit: 100, offset: 0 },
		{ name: 'Boat', limit: 100, offset: 2 },
	]);
});

test('products, tasks and boards', async () => {
	const { requests } = answeringBy(({ path }) => gives([{ id: 5, name: path.split('/')[3] }]));
	expect(await search('searchProducts', {}, 'Oar')).toMatchObject({
		results: [entry(5, 'products')],
	});
	expect(await search('searchTasks', {}, 'Call')).toEqual({ results: [entry(5, 'tasks')] });
	expect(await search('searchBoards', {}, 'x')).toEqual({ results: [] });
	expect(await load('getTaskTags')).toEqual([{ name: 'task-tags', value: 5 }]);
	expect(lines(requests)).toEqual([
		['POST /products/all', { search: 'Oar', limit: 100, offset: 0 }],
		['POST /tasks/list', { name: 'Call' }],
		['GET /boards'],
		['GET /task-tags'],
	]);
});

test('categories, each with those that it is in', async () => {
	const cheese = { id: 2, name: 'Cheese', children: [] };
	answeringBy(() =>
		gives([
			{
				tree: [
					{ id: 1, name: 'Food', children: [cheese] },
					{ id: 3, name: 'Drinks' },
				],
				count: 3,
			},
		]),
	);
	expect(await load('getCategories')).toEqual([
		{ name: 'Food', value: 1 },
		{ name: 'Food / Cheese', value: 2 },
		{ name: 'Drinks', value: 3 },
	]);
	expect(await search('searchCategories', {}, 'chee')).toEqual({
		results: [entry(2, 'Food / Cheese')],
	});
});

describe('attributes', () => {
	const map = async (name: string, parameters: IDataObject) =>
		(await callMethod('resourceMapping', name, apiKey(), parameters)) as IDataObject;

	test('of the pipeline that is chosen', async () => {
		const { requests } = answering(gives(definitions));
		const { fields } = await map('mapDealAttributes', { pipelineId: locator(PIPELINE) });
		expect((fields as IDataObject[]).map(({ id, type }) => [id, type])).toEqual([
			['901', 'string'],
			['902', 'number'],
		]);
		expect(lines(requests)).toEqual([[`GET /pipelines/${PIPELINE}/attributes`]]);
	});

	test('of the board that is chosen', async () => {
		const { requests } = answering(gives([]));
		const { emptyFieldsNotice } = await map('mapTaskAttributes', { boardId: locator(7) });
		expect(emptyFieldsNotice).toBe('This board has no attributes. Add some in SendPulse.');
		expect(lines(requests)).toEqual([['GET /boards/7/attributes']]);
	});

	test.each([
		['mapDealAttributes', 'Pick a pipeline from the list'],
		['mapTaskAttributes', 'Pick a board from the list'],
	])('%s: nothing is asked before one is chosen', async (name, text) => {
		const { requests } = answering();
		expect((await map(name, {})).emptyFieldsNotice).toContain(text);
		expect(requests).toEqual([]);
	});
});

/** Pipelines, boards, their stages, and the team. */
import '../../quickWaits.mts';
import type { IDataObject } from 'n8n-workflow';
import { answering, answersAside, locator, silent } from '../../api.mts';
import {
	doesNotRepeat,
	findsItGone,
	givesWhatItShould,
	previews,
	refusesRetryOnFail,
} from '../../SendPulse/suites.mts';
import { listsAll } from '../../SendPulse/listing.mts';
import { crmOperation, PIPELINE, pipeline } from '../records.mts';
import {
	BASE,
	created,
	gives,
	lines,
	NOT_FOUND,
	NOTHING,
	OFFER,
	refused,
	shown,
	stage,
	STAGE,
	stages,
} from '../sales.mts';

const BOARD = 7301;
const boardStage = { id: 5, name: 'To do', color: '#0aa', order: 1, boardId: BOARD };
const board = (more: IDataObject = {}): IDataObject => ({
	id: BOARD,
	name: 'Errands',
	userId: 7100001,
	order: 1,
	steps: [boardStage],
	settings: [
		{ id: 1, name: 'color', value: '#0aa', boardId: BOARD },
		{ id: 2, name: 'responsibleUser', value: '7100002', boardId: BOARD },
	],
	attributes: [
		{ id: 31, name: 'Room', type: 0, mandatory: false, options: ['A'], status: 1, order: 1 },
	],
	...more,
});

answersAside(({ method, path }) =>
	method === 'GET' && path === `${BASE}/pipelines`
		? gives([
				pipeline(),
				pipeline({ id: 2, name: 'Twice' }),
				pipeline({ id: 3, name: 'Twice' }),
				pipeline({ id: 4, name: 'Gone', status: 0 }),
			])
		: undefined,
);

const whole = pipeline({ steps: stages.map((one) => ({ ...one, addEndHours: 8 })) });

describe('a pipeline', () => {
	const get = crmOperation('pipeline', 'get');
	const sample = {
		operation: get,
		parameters: { pipelineId: PIPELINE },
		request: { method: 'GET', path: `${BASE}/pipelines/${PIPELINE}` },
		answer: gives(whole),
		output: [whole],
	};
	givesWhatItShould(sample, { ...sample, answer: gives([whole]) });

	test.each([locator(' sales ', 'name'), 'Sales'])('by its name: %j', async (pipelineId) => {
		const { requests } = answering(gives(whole));
		await get.run({ pipelineId: pipelineId as never });
		expect(lines(requests)).toEqual([[`GET /pipelines/${PIPELINE}`]]);
	});

	test.each([
		['Gone', "'Pipeline' finds nothing: no pipeline has the name 'Gone'."],
		['Twice', "'Pipeline' is not clear: 2 pipelines have the name 'Twice'."],
	])('not by %s', async (pipelineId, text) => {
		silent();
		const { error } = await get.run({ pipelineId });
		expect(error?.message).toContain(text);
	});

	const create = crmOperation('pipeline', 'create');
	const creation = {
		operation: create,
		parameters: {
			name: 'Sales',
			options: { settings: { setting: [{ name: 'currency', value: 'EUR' }] } },
		},
		request: {
			method: 'POST',
			path: `${BASE}/pipelines`,
			body: { name: 'Sales', settings: [{ name: 'currency', value: 'EUR' }] },
		},
		answer: created(whole),
		output: [whole],
	};
	givesWhatItShould(creation);
	previews(creation);
	doesNotRepeat(creation, "with 'Get Many' of the resource Pipeline");
	refusesRetryOnFail(creation, 'Create');

	test('gets the stages that it does not bring along, in their order', async () => {
		const brought = pipeline({ steps: [stage(1, 'New', 1)] });
		const { requests } = answering(created(brought), gives(stage(2, 'Won', 2)), gives(whole));
		const { json } = await create.run({ name: 'Sales', options: { stages: 'new, Won' } });
		expect(lines(requests)).toEqual([
			['POST /pipelines', { name: 'Sales' }],
			[`POST /pipelines/${PIPELINE}/steps`, { name: 'Won', order: 2 }],
			[`GET /pipelines/${PIPELINE}`],
		]);
		expect(json).toEqual([whole]);
	});

	test('one of which half was made is named', async () => {
		answering(created(pipeline({ steps: [] })), refused('name', 'Too many stages'));
		const { error } = await create.run({ name: 'Sales', options: { stages: 'New' } });
		expect(error?.message).toMatch(
			new RegExp(`^Pipeline ${PIPELINE} exists, but its stage 'New' was refused`),
		);
	});

	test('is changed with what stays', async () => {
		const { requests } = answering(gives(whole), gives(whole));
		const { json } = await crmOperation('pipeline', 'update').run({
			pipelineId: PIPELINE,
			options: { order: 3 },
		});
		expect(lines(requests)).toEqual([
			[`GET /pipelines/${PIPELINE}`],
			[`PUT /pipelines/${PIPELINE}`, { name: 'Sales', order: 3, settings: whole.settings }],
		]);
		expect(json).toEqual([whole]);
	});

	test('settings that an update could not read are not taken away', async () => {
		const { settings, ...bare } = pipeline();
		expect(settings).toBeDefined();
		const { requests } = answering(gives(bare), gives(bare));
		await crmOperation('pipeline', 'update').run({
			pipelineId: PIPELINE,
			options: { name: 'Trade' },
		});
		expect(lines(requests).at(-1)).toEqual([
			`PUT /pipelines/${PIPELINE}`,
			{ name: 'Trade', order: 1 },
		]);
	});
});

describe('stages', () => {
	const ofBoard = { stageOf: 'board', boardId: BOARD };

	test('of a pipeline: in their order, without those that were deleted', async () => {
		answering(gives(stages));
		const { json } = await crmOperation('stage', 'getMany').run({ pipelineId: PIPELINE });
		expect(json.map(({ name }) => name)).toEqual(['New', 'Contacted', 'Offer']);
	});

	test('of a board', async () => {
		const { requests } = answering(
			gives(board({ steps: [{ ...boardStage, id: 6, order: 2 }, boardStage] })),
		);
		const { json } = await crmOperation('stage', 'getMany').run(ofBoard);
		expect([lines(requests), json.map(({ id }) => id)]).toEqual([
			[[`GET /boards/${BOARD}`]],
			[5, 6],
		]);
	});

	test.each<[string, IDataObject, string, IDataObject]>([
		[
			'of a pipeline',
			{
				pipelineId: PIPELINE,
				options: { color: '#ff0000', order: 4, dueInHours: 8, reminder: '1h' },
			},
			`POST /pipelines/${PIPELINE}/steps`,
			{ name: 'Fair', color: '#ff0000', order: 4, addEndHours: 8, notifyIn: '1h' },
		],
		[
			'with no due date',
			{ pipelineId: PIPELINE, options: { dueInHours: 0 } },
			`POST /pipelines/${PIPELINE}/steps`,
			{ name: 'Fair', addEndHours: null },
		],
		[
			'of a board',
			{ ...ofBoard, options: { color: 'red' } },
			`POST /boards/${BOARD}/steps`,
			{ name: 'Fair', color: 'red' },
		],
	])('a new one %s', async (_, parameters, line, body) => {
		const { requests } = answering(gives(stage(9, 'Fair', 4)));
		const { json } = await crmOperation('stage', 'create').run({ name: 'Fair', ...parameters });
		expect([lines(requests), json]).toEqual([[[line, body]], [stage(9, 'Fair', 4)]]);
	});

	test.each<[string, IDataObject, string]>([
		[
			'create',
			{ pipelineId: PIPELINE, name: 'x', options: { dueInHours: 7 } },
			"'Due In Hours' has to be one of 1, 2, 3, 4, 5, 6, 8, 9, 10, or 0, not '7'.",
		],
		[
			'create',
			{ ...ofBoard, name: 'x', options: { reminder: '1h' } },
			"'Reminder' is for stages of pipelines. Remove it.",
		],
		[
			'create',
			{ ...ofBoard, name: 'x', options: { order: 1 } },
			"'Order' is not for new stages of a board: they come last. Remove it.",
		],
		[
			'create',
			{ pipelineId: PIPELINE, name: 'x', options: { color: '#12' } },
			"'Color' has to be a color like #0AA5CD, not '#12'.",
		],
		[
			'update',
			{ pipelineId: PIPELINE, stageId: 5, options: {} },
			"'Update Fields' has nothing to change.",
		],
		[
			'update',
			{ pipelineId: PIPELINE, stageId: '={{ $json.none }}', options: { name: 'x' } },
			"'Stage' is empty. Pick an entry or enter its ID.",
		],
	])('%s: %j is refused', async (name, parameters, text) => {
		const api = silent();
		const { error } = await crmOperation('stage', name).run(parameters);
		expect(error?.message).toContain(text);
		expect(api.requests).toEqual([]);
	});

	test('one is changed with what stays, by its name', async () => {
		const { requests } = answering(gives(stages), gives(stages), gives(stage(OFFER, 'Offer', 9)));
		await crmOperation('stage', 'update').run({
			pipelineId: PIPELINE,
			stageId: locator('offer', 'name'),
			options: { order: 9 },
		});
		expect(lines(requests).at(-1)).toEqual([
			`PUT /pipelines/${PIPELINE}/steps/${OFFER}`,
			{ name: 'Offer', order: 9, color: '#0aa', addEndHours: null, notifyIn: '0' },
		]);
	});

	test('one of a board likewise', async () => {
		const { requests } = answering(gives(board()), gives(boardStage));
		const parameters = { ...ofBoard, stageId: 5, options: { name: 'Doing' } };
		await crmOperation('stage', 'update').run(parameters);
		expect(lines(requests).at(-1)).toEqual([
			`PUT /boards/${BOARD}/steps/5`,
			{ name: 'Doing', order: 1, color: '#0aa' },
		]);
	});

	test('one that is not among them', async () => {
		answering(gives(stages));
		const parameters = { pipelineId: PIPELINE, stageId: 77, options: { name: 'x' } };
		const { error } = await crmOperation('stage', 'update').run(parameters);
		expect(error?.message).toBe(`Pipeline ${PIPELINE} has no stage 77. Pick the stage again.`);
	});

	const removal = {
		operation: crmOperation('stage', 'delete'),
		parameters: { pipelineId: PIPELINE, stageId: STAGE },
		request: { method: 'DELETE', path: `${BASE}/pipelines/${PIPELINE}/steps/${STAGE}` },
		answer: NOTHING,
		output: [{ deleted: true, pipelineId: PIPELINE, stageId: STAGE }],
	};
	givesWhatItShould(removal);
	findsItGone(removal, NOT_FOUND);
});

describe('boards', () => {
	givesWhatItShould({
		operation: crmOperation('board', 'get'),
		parameters: { boardId: BOARD },
		request: { method: 'GET', path: `${BASE}/boards/${BOARD}` },
		answer: gives(board()),
		output: [board()],
	});
	listsAll({
		operation: crmOperation('board', 'getMany'),
		path: `${BASE}/boards`,
		record: (number) => board({ id: number }),
		answerWith: gives,
	});

	const create = {
		operation: crmOperation('board', 'create'),
		parameters: { name: 'Errands', options: { color: '#0aa', responsibleId: 7100002 } },
		request: {
			method: 'POST',
			path: `${BASE}/boards`,
			body: {
				name: 'Errands',
				settings: [
					{ name: 'responsibleUser', value: '7100002' },
					{ name: 'color', value: '#0aa' },
				],
			},
		},
		answer: created(board()),
		output: [board()],
	};
	givesWhatItShould(create);
	doesNotRepeat(create, "with 'Get Many' of the resource Board");

	test('one setting is changed, and the other stays', async () => {
		const { requests } = answering(gives(board()));
		const { json } = await crmOperation('board', 'update').run({
			boardId: BOARD,
			options: { color: 'red', preview: true },
		});
		expect(lines(requests)).toEqual([[`GET /boards/${BOARD}`]]);
		expect(shown(json)).toEqual([
			[
				`PUT /boards/${BOARD}`,
				{
					name: 'Errands',
					settings: [
						{ name: 'color', value: 'red' },
						{ name: 'responsibleUser', value: '7100002' },
					],
				},
			],
		]);
	});

	test('only the name', async () => {
		const { requests } = answering(gives(board()), gives(board({ name: 'Trips' })));
		await crmOperation('board', 'update').run({ boardId: BOARD, options: { name: 'Trips' } });
		expect(lines(requests)[1]).toEqual([`PUT /boards/${BOARD}`, { name: 'Trips' }]);
	});
});

describe('the team', () => {
	listsAll({
		operation: crmOperation('user', 'getMany'),
		path: `${BASE}/users`,
		record: (number) => ({ id: number, firstname: 'Ann', lastname: 'Lee' }),
		answerWith: gives,
	});
});

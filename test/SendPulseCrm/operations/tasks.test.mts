/** Tasks, and what they are linked to. */
import '../../quickWaits.mts';
import nock from 'nock';
import type { IDataObject } from 'n8n-workflow';
import { answering, answersAside, locator, says, silent } from '../../api.mts';
import {
	doesNotRepeat,
	findsItGone,
	givesWhatItShould,
	previews,
	refusesRetryOnFail,
	repeatsWhatIsUnclear,
	takesIdInAnyForm,
} from '../../SendPulse/suites.mts';
import { crmOperation } from '../records.mts';
import {
	BASE,
	BODILESS,
	created,
	DEAL,
	gives,
	lines,
	LOST,
	mapped,
	NOT_FOUND,
	NOTHING,
	refused,
} from '../sales.mts';

const TASK = 1640001;
const BOARD = 7301;
const task = (more: IDataObject = {}): IDataObject => ({
	id: TASK,
	name: 'Call Ann',
	userId: 1,
	responsibleId: 7100002,
	parentId: 7,
	boardId: BOARD,
	stepId: 12,
	priority: 3,
	order: 1,
	description: 'About the boat',
	alert: '1h',
	startAt: '2099-02-01 10:00',
	finishAt: '2099-02-01 14:00',
	observers: [7100003],
	tags: [{ id: 41, name: 'urgent', colorText: '#fff', colorBackground: '#a00' }],
	contacts: [501],
	deals: [DEAL],
	createdAt: '2026-01-05 10:00:00',
	updatedAt: '2026-01-06 10:00:00',
	...more,
});
const simple = (more: IDataObject = {}): IDataObject => ({
	id: TASK,
	name: 'Call Ann',
	description: 'About the boat',
	boardId: BOARD,
	stepId: 12,
	priority: 3,
	priorityName: 'High',
	responsibleId: 7100002,
	parentId: 7,
	startAt: '2099-02-01 10:00',
	finishAt: '2099-02-01 14:00',
	tags: ['urgent'],
	contacts: [501],
	deals: [DEAL],
	createdAt: '2026-01-05 10:00:00',
	updatedAt: '2026-01-06 10:00:00',
	...more,
});

/** What a look at the task shows, where it is only a look. */
let seen: IDataObject | undefined;

answersAside(({ method, path }) => {
	if (method !== 'GET') return undefined;
	if (seen && path === `${BASE}/tasks/${TASK}`) return gives(seen);
	if (path === '/user/info') return says({ locale: 'Europe/Kyiv' });
	if (path === `${BASE}/task-tags`) {
		return gives([
			{ id: 41, name: 'urgent' },
			{ id: 42, name: 'waiting' },
		]);
	}
	if (path === `${BASE}/boards/${BOARD}/attributes`) {
		return gives([{ id: 31, name: 'Room', type: 0, options: [], status: 1 }]);
	}
	return path === `${BASE}/boards/${BOARD}`
		? gives({
				id: BOARD,
				name: 'Errands',
				steps: [
					{ id: 13, name: 'Doing', order: 2 },
					{ id: 12, name: 'To do', order: 1 },
				],
			})
		: undefined;
});

describe('create', () => {
	const create = crmOperation('task', 'create');
	const sample = {
		operation: create,
		parameters: {
			boardId: BOARD,
			name: 'Call Ann',
			description: 'About the boat',
			startAt: '2099-02-01 10:00:00',
			finishAt: '2099-02-01T12:00:00Z',
			attributes: mapped({ Room: 'A' }),
			options: {
				checklists: { checklist: [{ name: 'Before', items: 'Read, Think' }] },
				contactIds: '501',
				dealIds: [DEAL],
				observerIds: [7100003],
				parentId: '7',
				priority: 'high',
				reminder: '1h',
				repeatJson: '{"type": 2}',
				responsibleId: 7100002,
				tagIds: ['urgent', 42],
				taskIds: 8,
			},
		},
		request: {
			method: 'POST',
			path: `${BASE}/tasks`,
			body: {
				boardId: BOARD,
				stepId: 12,
				name: 'Call Ann',
				description: 'About the boat',
				startAt: '2099-02-01 10:00',
				finishAt: '2099-02-01 14:00',
				responsibleId: 7100002,
				priority: 3,
				parentId: 7,
				observers: [7100003],
				tags: [41, 42],
				alert: '1h',
				repeat: 1,
				repeatSetting: { type: 2 },
				checklists: [
					{
						name: 'Before',
						items: [
							{ name: 'Read', isDone: 0 },
							{ name: 'Think', isDone: 0 },
						],
					},
				],
				connections: { contactIds: [501], dealIds: [DEAL], taskIds: [8] },
				attributes: [{ attributeId: 31, value: 'A' }],
			},
		},
		answer: created(task()),
		output: [simple()],
	};
	givesWhatItShould(sample);
	previews(sample);
	doesNotRepeat(sample, "with 'Get Many' of the resource Task");
	refusesRetryOnFail(sample, 'Create');

	test.each<[IDataObject, string]>([
		[
			{ stageId: locator('Done', 'name') },
			`'Stage' is no stage of board ${BOARD}: 'Done'. It has these: To do (12), Doing (13).`,
		],
		[
			{ startAt: '2099-03-01' },
			"'Finish At' is before 'Start At' (2099-03-01 00:00): 2099-02-01 14:00.",
		],
		[
			{ options: { tagIds: 'vip' } },
			"'Tag Names or IDs' has a tag that there is not: 'vip'. There are: urgent, waiting.",
		],
	])('%j is refused', async (more, text) => {
		const api = silent();
		const { error } = await create.run({ ...sample.parameters, ...more });
		expect(error?.message).toContain(text);
		expect(api.requests).toEqual([]);
	});
});

describe('update', () => {
	const update = crmOperation('task', 'update');
	const PUT = `PUT /tasks/${TASK}`;

	test('only what is given is sent, and nothing is read for it', async () => {
		const { requests } = answering(gives(task({ name: 'Call Ben' })));
		const { items } = await update.run({
			taskId: TASK,
			options: {
				boardId: BOARD,
				stageId: locator('doing', 'name'),
				name: 'Call Ben',
				priority: 'high',
				finishAt: '2099-02-01T12:00:00Z',
				parentId: 7,
				responsibleId: 7100002,
				description: 'Soon',
			},
		});
		expect(lines(requests)).toEqual([
			[
				PUT,
				{
					name: 'Call Ben',
					description: 'Soon',
					boardId: BOARD,
					stepId: 13,
					finishAt: '2099-02-01 14:00',
					responsibleId: 7100002,
					priority: 3,
					parentId: 7,
				},
			],
		]);
		expect(items).toEqual([{ json: simple({ name: 'Call Ben' }), pairedItem: { item: 0 } }]);
	});

	test.each<[string, number[], number[]]>([
		['add', [41, 42], [7100003, 7100004]],
		['remove', [41], []],
		['replace', [42], [7100003, 7100004]],
	])('tags and observers, which PUT replaces: %s', async (listMode, tags, observers) => {
		const { requests } = answering(
			...(listMode === 'replace' ? [] : [gives(task())]),
			gives(task()),
		);
		await update.run({
			taskId: TASK,
			options: { listMode, tagIds: ['waiting'], observerIds: [7100003, 7100004] },
		});
		expect(lines(requests).at(-1)).toEqual([PUT, { tags, observers }]);
		expect(requests).toHaveLength(listMode === 'replace' ? 1 : 2);
	});

	test('they may come in another form, and are not taken away where they do not come at all', async () => {
		const bare = task({ tags: [41], observers: [{ id: 7100003 }] });
		const { requests } = answering(gives(bare), gives(task()));
		const options = { tagIds: ['waiting'], observerIds: [7100004] };
		await update.run({ taskId: TASK, options });
		expect(lines(requests).at(-1)).toEqual([
			PUT,
			{ tags: [41, 42], observers: [7100003, 7100004] },
		]);
		for (const tags of [undefined, [{ name: 'urgent' }]]) {
			nock.cleanAll();
			const api = answering(gives({ ...task(), tags }));
			const { error } = await update.run({ taskId: TASK, options });
			expect(error?.message).toContain('SendPulse does not tell which tags the task has');
			expect(api.requests).toHaveLength(1);
		}
	});

	test.each<[IDataObject, string]>([
		[{}, "'Update Fields' has nothing to change."],
		[
			{ stageId: 'Done' },
			"'Stage' is a name, which only a board has. Add 'Board' as well, or give its ID.",
		],
	])('%j is refused', async (options, text) => {
		const api = silent();
		const { error } = await update.run({ taskId: TASK, options });
		expect(error?.message).toContain(text);
		expect(api.requests).toEqual([]);
	});
});

describe('get, and many', () => {
	const get = {
		operation: crmOperation('task', 'get'),
		parameters: { taskId: TASK },
		request: { method: 'GET', path: `${BASE}/tasks/${TASK}` },
		answer: gives(task({ contacts: [{ id: 501 }] })),
		output: [simple()],
	};
	givesWhatItShould(get);
	takesIdInAnyForm(get, { name: 'taskId', label: 'Task', id: TASK });

	givesWhatItShould({
		operation: crmOperation('task', 'getMany'),
		parameters: {
			filters: {
				boardId: BOARD,
				stageIds: [12],
				name: 'Call',
				priority: 'low',
				responsibleIds: [7100002],
				observerIds: [7100003],
				parentIds: '7, 8',
				tagIds: ['urgent'],
				tagMatch: 'all',
				contactName: 'Ann',
				dealName: 'Boat',
				startFrom: '2026-01-01',
				endedTo: '2026-01-31',
				updatedFrom: '2026-01-01T10:00:00Z',
			},
		},
		request: {
			method: 'POST',
			path: `${BASE}/tasks/list`,
			body: {
				boardId: BOARD,
				stepId: [12],
				name: 'Call',
				priority: 1,
				responsibleId: [7100002],
				observers: [7100003],
				parentId: [7, 8],
				tags: [41],
				tagMatch: 'all',
				contacts: 'Ann',
				dealName: 'Boat',
				startAtFrom: '2026-01-01 00:00',
				endedAtTo: '2026-01-31 23:59',
				updatedAtFrom: '2026-01-01 12:00',
			},
		},
		answer: gives([task()]),
		output: [simple()],
	});

	test('as JSON, and no more than the limit', async () => {
		const { requests } = answering(gives([task(), task({ id: 2 })]));
		const { json } = await crmOperation('task', 'getMany').run({
			specifyFilters: 'json',
			filtersJson: '{"status": 1}',
			limit: 1,
		});
		expect([lines(requests), json]).toEqual([[['POST /tasks/list', { status: 1 }]], [simple()]]);
	});
});

describe('delete', () => {
	const sample = {
		operation: crmOperation('task', 'delete'),
		parameters: { taskId: TASK },
		request: { method: 'DELETE', path: `${BASE}/tasks/${TASK}` },
		answer: NOTHING,
		output: [{ deleted: true, taskId: TASK }],
	};
	givesWhatItShould(sample);
	findsItGone(sample, NOT_FOUND);
});

describe('links', () => {
	beforeEach(() => (seen = task({ contacts: [1], deals: [1], tasks: [1], subTasks: [1] })));
	afterEach(() => (seen = undefined));
	const kinds = [
		['contact', { contactId: 501 }, { contactIds: [501] }, `task-contacts/${TASK}/contact/501`],
		['deal', { dealId: DEAL }, { dealIds: [DEAL] }, `task-deals/${TASK}/deal/${DEAL}`],
		['task', { otherTaskId: 8 }, { taskIds: [8] }, `task-to-task/${TASK}/task/8`],
		['subtask', { otherTaskId: 8 }, { subTasksIds: [8] }, ''],
	] as const;
	const samples = kinds.map(([linkTo, named, connections]) => ({
		operation: crmOperation('task', 'link'),
		parameters: { taskId: TASK, linkTo, ...named } as IDataObject,
		request: {
			method: 'POST',
			path: `${BASE}/tasks/${TASK}/entity-attach`,
			body: { connections },
		},
		answer: created({ tasks: [], deals: [], contacts: [], subTasks: [] }),
		output: [
			{ success: true, taskId: TASK, ...named, ...(linkTo === 'subtask' ? { isPart: true } : {}) },
		],
	}));
	givesWhatItShould(...samples);
	repeatsWhatIsUnclear(samples[0]);

	test.each<[number, IDataObject]>([
		[0, { contacts: [501] }],
		[1, { deals: [{ id: DEAL }] }],
		[2, { tasks: [{ id: 8 }] }],
		[3, { subTasks: [8] }],
	])('what is linked is known before, and not linked again: %#', async (index, there) => {
		seen = task(there);
		const api = silent();
		const { operation, parameters, output } = samples[index]!;
		expect((await operation.run(parameters)).json).toEqual(output);
		expect(api.requests).toEqual([]);
	});

	test('that something is linked already is believed after a lost answer alone', async () => {
		const { operation, parameters, output } = samples[0]!;
		const already = refused('connections', 'It is linked already.');
		const { requests } = answering(LOST, already, already);
		expect((await operation.run(parameters)).json).toEqual(output);
		expect((await operation.run(parameters)).error?.message).toContain('It is linked already.');
		expect(requests).toHaveLength(3);
	});

	const gone = kinds.slice(0, 3).map(([linkTo, named, , path]) => ({
		operation: crmOperation('task', 'unlink'),
		parameters: { taskId: TASK, linkTo, ...named } as IDataObject,
		request: { method: 'DELETE', path: `${BASE}/${path}` },
		answer: NOTHING,
		output: [{ success: true, taskId: TASK, ...named }],
	}));
	givesWhatItShould(...gone, { ...gone[0], answer: BODILESS });
	findsItGone(gone[0], NOT_FOUND);

	test('a task is not linked to itself', async () => {
		const api = silent();
		const { error } = await crmOperation('task', 'link').run({
			taskId: TASK,
			linkTo: 'task',
			otherTaskId: TASK,
		});
		expect(error?.message).toContain("'Other Task' is the task itself. Pick another one.");
		expect(api.requests).toEqual([]);
	});
});

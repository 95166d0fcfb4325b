/** Boards, tasks, files and histories of the sandbox's CRM. */
import { complaints, startCrm, told, type CrmBench } from './crm.mts';

let bench: CrmBench;
beforeEach(async () => {
	bench = await startCrm();
});
afterEach(() => bench.sandbox.close());

const board = () => bench.crm.boards.all()[0]!;
const stage = (name: string) => board().stages.find((one) => one.name === name)!.id;
const attribute = (name: string) =>
	bench.crm.attributesOf({ of: 'board', id: board().id }).find((one) => one.name === name)!.id;
const make = async (more: object = {}) =>
	(await bench.post('/tasks', { name: 'Call', boardId: board().id, ...more })).json.data;
const count = async (filter: object) => (await bench.post('/tasks/list', filter)).json.data.length;

test('boards: stages are in one that is asked for alone', async () => {
	const { json } = await bench.get('/boards');
	expect(json.data[0]).not.toHaveProperty('steps');
	const alone = await bench.get(`/boards/${board().id}`);
	expect(alone.json.data.steps.map(({ name }: { name: string }) => name)).toEqual([
		'To do',
		'Doing',
		'Done',
	]);
	const settings = [{ name: 'responsibleUser', value: '7100014' }];
	const made = await bench.post('/boards', { name: 'Moving', settings });
	expect([made.status, made.json.data.settings]).toMatchObject([201, settings]);
	expect(
		complaints(await bench.post('/boards', { name: 'X', settings: [{ name: 'size' }] })),
	).toEqual([422, ['settings.0.name']]);
	const steps = `/boards/${made.json.data.id}/steps`;
	const step = await bench.post(steps, { name: 'Packed', color: 'red' });
	expect([step.status, step.json.data.boardId]).toEqual([201, made.json.data.id]);
	const changed = await bench.put(`${steps}/${step.json.data.id}`, { order: 3 });
	expect(changed.json.data).toMatchObject({ name: 'Packed', order: 3 });
	expect(
		(await bench.put(`/boards/${made.json.data.id}`, { name: 'Moved' })).json.data,
	).toMatchObject({ name: 'Moved', settings });
	const attributes = `/boards/${board().id}/attributes`;
	expect(told(await bench.post(attributes, { name: 'Floor', type: 1 }))).toEqual([201, 'nothing']);
	expect((await bench.get(attributes)).json.data).toHaveLength(3);
});

test('a task with all that it can have', async () => {
	const [deal] = bench.crm.deals.all();
	const [contact] = bench.crm.contacts.all();
	const [urgent] = bench.crm.taskTags.all();
	const { status, json } = await bench.post('/tasks', {
		name: 'Call',
		boardId: board().id,
		startAt: '2026-01-16 09:00',
		finishAt: '2026-01-16 10:00',
		priority: 3,
		tags: [urgent!.id],
		observers: [7_100_014],
		checklists: [{ name: 'Before', items: [{ name: 'Read', isDone: 1 }] }],
		attributes: [{ attributeId: attribute('Needs'), value: ['Laptop', 'Desk'] }],
		connections: { dealIds: [deal!.id], contactIds: [contact!.id] },
	});
	expect(status).toBe(201);
	expect(json.data).toMatchObject({
		stepId: stage('To do'),
		startAt: '2026-01-16 09:00',
		priority: 3,
		tags: [{ name: 'urgent' }],
		observers: [7_100_014],
		checklists: [{ name: 'Before', isDone: true, items: [{ name: 'Read', isDone: true }] }],
		attributes: [{ name: 'Needs', value: [{ value: 'Laptop' }, { value: 'Desk' }] }],
		deals: [deal!.id],
		contacts: [contact!.id],
	});
	expect((await bench.get(`/contacts/${contact!.id}`)).json.data.tasks).toContain(json.data.id);
	const listed = await bench.post('/deals/get-list', {
		filter: [{ name: 'id', expression: 'eq', value: deal!.id }],
	});
	expect(listed.json.data[0].tasks).toContain(json.data.id);
});

test('what is refused', async () => {
	const refused = async (more: object, field: string) =>
		expect(
			complaints(await bench.post('/tasks', { name: 'Call', boardId: board().id, ...more })),
		).toEqual([422, [field]]);
	await refused({ name: undefined }, 'name');
	await refused({ boardId: 1 }, 'boardId');
	await refused({ stepId: 1 }, 'stepId');
	await refused({ priority: 'high' }, 'priority');
	await refused({ startAt: '2026-01-16T09:00:00Z' }, 'startAt');
	await refused({ startAt: '2026-02-30 09:00' }, 'startAt');
	await refused({ observers: [7_100_031] }, 'observers.0');
	await refused({ tags: [1] }, 'tags.0');
	await refused({ parentId: 1 }, 'parentId.0');
	await refused({ connections: { dealIds: [1] } }, 'connections.dealIds.0');
	await refused({ attributes: [{ attributeId: 1, value: 'x' }] }, 'attributes.0.attributeId');
	expect(bench.crm.tasks.size).toBe(6);
});

test('changed in part; of tags and observers the whole list', async () => {
	const tags = bench.crm.taskTags.all().map(({ id }) => id);
	const { id } = await make({ tags, description: 'Soon' });
	const { json } = await bench.put(`/tasks/${id}`, { tags: tags.slice(1), stepId: stage('Done') });
	expect(json.data).toMatchObject({
		name: 'Call',
		description: 'Soon',
		stepId: stage('Done'),
		tags: [{ name: 'waiting' }],
	});
	expect(told(await bench.del(`/tasks/${id}`))).toEqual([204, 'nothing']);
	expect((await bench.get(`/tasks/${id}`)).status).toBe(404);
});

test('the list has all that fit, without pages', async () => {
	const [urgent, waiting] = bench.crm.taskTags.all().map(({ id }) => id);
	await make({ name: 'Both', tags: [urgent, waiting], finishAt: '2026-03-01 12:00' });
	expect(await count({})).toBe(7);
	expect(await count({ stepId: [stage('Doing')] })).toBe(2);
	expect(await count({ tags: [urgent, waiting] })).toBe(4);
	expect(await count({ tags: [urgent, waiting], tagMatch: 'all' })).toBe(1);
	expect(await count({ finishAtFrom: '2026-01-01 00:00' })).toBe(1);
	expect(await count({ dealName: 'tea', priority: 1 })).toBe(1);
	expect(complaints(await bench.post('/tasks/list', { finishAtFrom: '2026-01-01' }))).toEqual([
		422,
		['finishAtFrom'],
	]);
});

test('notes are made and changed, and their text is a body', async () => {
	const { id } = await make();
	const { status, json } = await bench.post(`/tasks/${id}/comments`, { message: 'Called' });
	expect([status, json.data.body, json.data.taskId]).toEqual([201, 'Called', id]);
	await bench.put(`/tasks/${id}/comments/${json.data.id}`, { message: 'Called twice' });
	expect((await bench.get(`/tasks/${id}`)).json.data.comments).toMatchObject([
		{ body: 'Called twice' },
	]);
	expect((await bench.del(`/tasks/${id}/comments/${json.data.id}`)).status).toBe(404);
});

test.each([
	['done', 201],
	['refused', 422],
] as const)('links, crmLinkedTwice %s', async (crmLinkedTwice, again) => {
	bench.options.crmLinkedTwice = crmLinkedTwice;
	const [one, other] = [await make(), await make()];
	const [deal] = bench.crm.deals.all();
	const [contact] = bench.crm.contacts.all();
	const attach = (connections: object) =>
		bench.post(`/tasks/${one.id}/entity-attach`, { connections });
	const all = { dealIds: [deal!.id], contactIds: [contact!.id], taskIds: [other.id] };
	const { status, json } = await attach({ ...all, subTasksIds: [other.id] });
	expect([status, json.data.subTasks[0].id]).toEqual([201, other.id]);
	expect((await attach({ dealIds: [deal!.id] })).status).toBe(again);
	expect((await bench.get(`/tasks/${one.id}`)).json.data.deals).toHaveLength(1);
	for (const path of [
		`/task-contacts/${one.id}/contact/${contact!.id}`,
		`/task-deals/${one.id}/deal/${deal!.id}`,
		`/task-to-task/${one.id}/task/${other.id}`,
	]) {
		expect(told(await bench.del(path))).toEqual([204, 'nothing']);
		expect((await bench.del(path)).status).toBe(404);
	}
});

describe('files', () => {
	const upload = async (files: Record<string, string>, field = 'files[]') => {
		const form = new FormData();
		for (const [name, content] of Object.entries(files))
			form.append(field, new Blob([content], { type: 'text/plain' }), name);
		bench.clock.advance(200);
		const answer = await fetch(`${bench.url}/crm/v1/files/upload`, {
			method: 'POST',
			headers: { authorization: `Bearer ${bench.key}` },
			body: form,
		});
		return [answer.status, await answer.json()] as [number, { data: Array<{ link: string }> }];
	};

	test('into the file manager, then onto a card, then away', async () => {
		const [status, { data }] = await upload({ 'offer.pdf': '%PDF', 'Angebot Ä.txt': 'x' });
		expect([status, data.length]).toEqual([201, 2]);
		expect(bench.sandbox.log.at(-1)?.body).toEqual({
			'files[]': [
				{ name: 'offer.pdf', type: 'text/plain', size: 4 },
				{ name: 'Angebot Ä.txt', type: 'text/plain', size: 1 },
			],
		});
		const [deal] = bench.crm.deals.all();
		const attach = (body: object) => bench.post('/attachments', body);
		const onDeal = { link: data[0]!.link, entityId: deal!.id, entityType: 'deal' };
		const made = await attach(onDeal);
		expect([made.status, made.json.data]).toMatchObject([201, onDeal]);
		expect(deal!.attachments).toHaveLength(1);
		expect(complaints(await attach({ ...onDeal, link: '/nowhere' }))).toEqual([422, ['link']]);
		expect(complaints(await attach({ ...onDeal, entityId: 1 }))).toEqual([422, ['entityId.0']]);
		expect(complaints(await attach({ ...onDeal, entityType: 'company' }))).toEqual([
			422,
			['entityType'],
		]);
		expect(told(await bench.del(`/attachments/${made.json.data.id}`))).toEqual([204, 'nothing']);
		expect((await bench.del(`/attachments/${made.json.data.id}`)).status).toBe(404);
	});

	test('another field, and no form', async () => {
		expect((await upload({ 'a.txt': 'x' }, 'file'))[0]).toBe(422);
		expect(complaints(await bench.post('/files/upload', { file: 'x' }))).toEqual([
			422,
			['files[]'],
		]);
	});
});

test('histories: three in one form of dates, one without an envelope, one with pages', async () => {
	const [contact, deal, task, company] = [
		bench.crm.contacts.all()[1]!,
		bench.crm.deals.all()[0]!,
		bench.crm.tasks.all()[0]!,
		bench.crm.companies.all()[0]!,
	];
	const dates = ['2025-01-01 00:00:00+00:00', '2026-01-01 00:00:00+00:00'].map(encodeURIComponent);
	const span = `?fromDate=${dates[0]}&toDate=${dates[1]}`;
	const bare = await bench.get(`/contacts/${contact.id}/history${span}`);
	expect(bare.json[0]).toMatchObject({ contactId: contact.id, eventType: 'contact_created' });
	for (const path of [`/deals/${deal.id}`, `/tasks/${task.id}`])
		expect((await bench.get(`${path}/history${span}`)).json.data.length).toBeGreaterThan(0);
	const paged = await bench.get(`/companies/${company.id}/history?limit=1`);
	expect(paged.json).toMatchObject({ data: [{ eventData: [{}] }], metadata: { total: 1 } });
	for (const query of ['', '?fromDate=2025-01-01&toDate=2026-01-01', span.replaceAll('%2B', '+')])
		expect(complaints(await bench.get(`/deals/${deal.id}/history${query}`))).toEqual([
			422,
			['fromDate'],
		]);
});

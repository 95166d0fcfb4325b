import type { FastifyInstance } from 'fastify';
import type { Arguments } from '../../arguments.mts';
import type { SandboxContext } from '../../context.mts';
import { accountDate, accountTime } from '../../dates.mts';
import { checkMandatory, valueIn } from '../attributes.mts';
import { notFound, refused } from '../errors.mts';
import { attachmentRecord } from '../records.mts';
import { isPart, sortedBy } from '../search.mts';
import type {
	AttributeValues,
	CrmContact,
	CrmDeal,
	CrmEvent,
	CrmNote,
	CrmTag,
	CrmTask,
	CrmUser,
} from '../store.mts';
import { noteBody } from './notes.mts';
import { NOTICES } from './pipelines.mts';
import {
	allNamed,
	among,
	argumentsOf,
	attributeIn,
	body,
	checkNewLink,
	choiceOf,
	integer,
	listOf,
	memberIn,
	named,
	nothing,
	shape,
	text,
	textTo,
} from './requests.mts';

const DAY = 86_400_000;

/** "Y-m-d H:i". */
const minute = { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\d ([01]\\d|2[0-3]):[0-5]\\d$' };
const connections = {
	dealIds: listOf(integer),
	contactIds: listOf(integer),
	taskIds: listOf(integer),
};
const task = {
	name: textTo(255, 1),
	boardId: integer,
	stepId: integer,
	observers: listOf(integer),
	priority: choiceOf(1, 2, 3),
	responsibleId: integer,
	parentId: integer,
	description: text,
	repeat: integer,
	startAt: minute,
	finishAt: minute,
	tags: listOf(integer),
};
const PAIRS = ['startAt', 'finishAt', 'createdAt', 'updatedAt', 'endedAt'] as const;

export const taskEvent =
	(taskId: number) =>
	({ id, userId, type, data, at }: CrmEvent) => ({
		id,
		taskId,
		eventTime: new Date(at).toISOString().slice(0, 19).replace('T', ' '),
		eventType: type,
		eventData: data,
		userId,
	});

const tagRecord = ({ id, name, colorText, colorBackground }: CrmTag) => ({
	id,
	name,
	colorText,
	colorBackground,
});

/** Tasks, their notes, and what they are linked with. */
export function taskRoutes(api: FastifyInstance, sandbox: SandboxContext): void {
	const { options } = sandbox;
	const store = () => sandbox.state.crm;
	const zone = () => sandbox.state.account.profile.locale;

	api.get('/task-tags', { config: { query: [] } }, async () => ({
		data: store().taskTags.all().map(tagRecord),
	}));

	api.post(
		'/tasks',
		body(
			{
				...task,
				sourceType: integer,
				alert: choiceOf(...NOTICES),
				repeatSetting: { type: 'object' },
				attributes: listOf(
					shape(
						{ attributeId: integer, value: { type: ['string', 'number', 'array'] } },
						'attributeId',
						'value',
					),
				),
				checklists: listOf(
					shape({
						name: text,
						items: listOf(shape({ name: text, isDone: choiceOf(0, 1) })),
					}),
				),
				connections: shape(connections),
				attachments: listOf(text),
			},
			'name',
			'boardId',
		),
		async (request, reply) => {
			const args = argumentsOf(request);
			const given = fieldsIn(args);
			const { boardId = 0, stageId = 0 } = given;
			const definitions = store().attributesOf({ of: 'board', id: boardId });
			const values = valuesIn(args, definitions);
			checkMandatory(definitions, values, options);
			const linked = linkedIn((args.connections ?? {}) as Arguments);
			const made = store().addTask({
				...given,
				boardId,
				stageId,
				alert: String(args.alert ?? '0'),
				checklists: checklistsIn(args),
			});
			for (const [id, value] of values) made.attributes.set(id, value);
			for (const link of (args.attachments ?? []) as string[]) store().addAttachment(made, link);
			made.dealIds.push(...linked.deals.map(({ id }) => id));
			made.contactIds.push(...linked.contacts.map(({ id }) => id));
			made.taskIds.push(...linked.tasks.map(({ id }) => id));
			store().tasks.note(made, made.createdAt);
			return reply.code(201).send({ data: record(made) });
		},
	);

	api.get('/tasks/:taskId', { config: { query: [] } }, async (request) => ({
		data: record(named(request, 'taskId', store().tasks)),
	}));

	// Only what is given; of tags and observers the whole list.
	api.put('/tasks/:taskId', body({ ...task, sourceType: integer }), async (request) => {
		const own = named(request, 'taskId', store().tasks);
		Object.assign(own, fieldsIn(argumentsOf(request), own));
		store().happened(own, 'task_updated');
		store().touch(store().tasks, own);
		return { data: record(own) };
	});

	api.delete('/tasks/:taskId', async (request, reply) => {
		store().tasks.delete(named(request, 'taskId', store().tasks).id);
		return nothing(reply, 204);
	});

	api.post(
		'/tasks/list',
		body({
			name: text,
			boardId: integer,
			stepId: listOf(integer),
			priority: integer,
			type: choiceOf(1, 2, 3),
			responsibleId: listOf(integer),
			parentId: listOf(integer),
			dealName: text,
			observers: listOf(integer),
			tags: listOf(integer),
			tagMatch: choiceOf('any', 'all'),
			attributes: listOf(shape({ id: integer, type: integer })),
			contacts: text,
			...Object.fromEntries(
				PAIRS.flatMap((name) => [
					[`${name}From`, minute],
					[`${name}To`, minute],
				]),
			),
			sort: shape({ field: text, direction: choiceOf('asc', 'desc') }),
			status: choiceOf(1, 2),
		}),
		// The whole list: no paging is described.
		async (request) => {
			const args = argumentsOf(request);
			const found = store().seen(store().tasks).filter(filterOf(args));
			const { field = 'name', direction = 'asc' } = (args.sort ?? {}) as Arguments;
			const sorted = sortedBy(found, (one) => (field === 'name' ? one.name : one.id), direction);
			return { data: sorted.map(record), searchRequest: JSON.stringify(args) };
		},
	);

	api.post('/tasks/:taskId/comments', noteBody, async (request, reply) => {
		const own = named(request, 'taskId', store().tasks);
		const note = store().addNote(own, String(argumentsOf(request).message));
		store().touchPart(store().tasks, own);
		return reply.code(201).send({ data: noteRecord(own)(note) });
	});

	api.put('/tasks/:taskId/comments/:commentId', noteBody, async (request) => {
		const own = named(request, 'taskId', store().tasks);
		const note = named(request, 'commentId', among(own.notes));
		note.text = String(argumentsOf(request).message);
		note.updatedAt = sandbox.clock.now();
		store().touchPart(store().tasks, own);
		return { data: noteRecord(own)(note) };
	});

	api.post(
		'/tasks/:taskId/entity-attach',
		body({ connections: shape({ ...connections, subTasksIds: listOf(integer) }) }, 'connections'),
		async (request, reply) => {
			const own = named(request, 'taskId', store().tasks);
			const given = argumentsOf(request).connections as Arguments;
			const linked = linkedIn(given);
			const below = allNamed(given.subTasksIds, 'connections.subTasksIds', store().tasks);
			const isNew = (ids: number[], rows: Array<{ id: number }>, name: string) => {
				const known = rows.some(({ id }) => ids.includes(id));
				checkNewLink(known, `connections.${name}`, sandbox);
			};
			isNew(own.dealIds, linked.deals, 'dealIds');
			isNew(own.contactIds, linked.contacts, 'contactIds');
			isNew(own.taskIds, linked.tasks, 'taskIds');
			const add = (ids: number[], rows: Array<{ id: number }>) =>
				ids.push(...rows.map(({ id }) => id).filter((id) => !ids.includes(id)));
			add(own.dealIds, linked.deals);
			add(own.contactIds, linked.contacts);
			add(own.taskIds, linked.tasks);
			for (const one of below) {
				one.parentId = own.id;
				store().touch(store().tasks, one);
			}
			store().touchPart(store().tasks, own);
			return reply.code(201).send({
				data: {
					tasks: linked.tasks.map(shortTask),
					deals: linked.deals.map(shortDeal),
					contacts: linked.contacts.map(shortContact),
					subTasks: below.map(shortTask),
				},
			});
		},
	);

	for (const [path, ids] of [
		['/task-contacts/:taskId/contact/:otherId', 'contactIds'],
		['/task-deals/:taskId/deal/:otherId', 'dealIds'],
		['/task-to-task/:taskId/task/:otherId', 'taskIds'],
	] as const)
		api.delete(path, async (request, reply) => {
			const own = named(request, 'taskId', store().tasks);
			const { otherId } = request.params as { otherId: string };
			const at = own[ids].indexOf(Number(otherId));
			if (at < 0) throw notFound();
			own[ids].splice(at, 1);
			store().touchPart(store().tasks, own);
			return nothing(reply, 204);
		});

	/** What a body says of a task, checked. @throws CrmError */
	function fieldsIn(args: Arguments, own?: CrmTask): Partial<CrmTask> {
		const board = store().boards.get(Number(args.boardId ?? own?.boardId));
		if (!board) throw refused('boardId', 'The selected boardId is invalid.');
		const isMoved = own !== undefined && board.id !== own.boardId;
		const stepId = args.stepId ?? (own && !isMoved ? own.stageId : board.stages[0]?.id);
		const stage = board.stages.find(({ id }) => id === stepId);
		if (!stage) throw refused('stepId', 'The selected stepId is invalid.');
		const responsibleId = memberIn(args, 'responsibleId', store());
		if (args.parentId !== undefined) allNamed([args.parentId], 'parentId', store().tasks);
		const members = {
			get: (id: number): CrmUser | undefined =>
				store().isMember(id) ? store().users.find((user) => user.id === id) : undefined,
		};
		allNamed(args.observers, 'observers', members);
		allNamed(args.tags, 'tags', store().taskTags);
		for (const name of ['startAt', 'finishAt'])
			if (args[name] !== undefined && accountTime(`${String(args[name])}:00`, zone()) === null)
				throw refused(name, `The ${name} is not a valid date.`);
		const given = {
			name: args.name,
			responsibleId,
			parentId: args.parentId,
			priority: args.priority,
			description: args.description,
			repeat: args.repeat,
			startAt: args.startAt,
			finishAt: args.finishAt,
			observers: args.observers,
			tagIds: args.tags,
		};
		const said = Object.entries(given).filter(([, value]) => value !== undefined);
		return { ...Object.fromEntries(said), boardId: board.id, stageId: stage.id };
	}

	function valuesIn(
		args: Arguments,
		definitions: Parameters<typeof attributeIn>[0],
	): AttributeValues {
		const given = (args.attributes ?? []) as Array<{ attributeId: number; value: unknown }>;
		return new Map(
			given.map(({ attributeId, value }, index) => {
				const field = `attributes.${index}`;
				const known = attributeIn(definitions, attributeId, `${field}.attributeId`);
				// "string or number or array"
				const plain = typeof value === 'number' ? String(value) : value;
				const crmMultiSelect = Array.isArray(value) ? 'list' : 'text';
				const read = valueIn(known, plain, { ...options, crmMultiSelect }, `${field}.value`);
				return [known.id, read];
			}),
		);
	}

	function checklistsIn({ checklists = [] }: Arguments) {
		type Given = { name?: string; items?: Array<{ name?: string; isDone?: number }> };
		return (checklists as Given[]).map(({ name = '', items = [] }) => ({
			id: store().partId(),
			name,
			items: items.map((item) => ({
				id: store().partId(),
				name: item.name ?? '',
				isDone: item.isDone === 1,
			})),
		}));
	}

	function linkedIn(args: Arguments) {
		return {
			deals: allNamed(args.dealIds, 'connections.dealIds', store().deals),
			contacts: allNamed(args.contactIds, 'connections.contactIds', store().contacts),
			tasks: allNamed(args.taskIds, 'connections.taskIds', store().tasks),
		};
	}

	function filterOf(args: Arguments): (one: CrmTask) => boolean {
		const tests: Array<(one: CrmTask) => boolean> = [];
		const among = (name: string, values: (one: CrmTask) => unknown[]) => {
			const wanted = args[name] as unknown[] | undefined;
			if (wanted?.length) tests.push((one) => values(one).some((value) => wanted.includes(value)));
		};
		if (args.boardId !== undefined) tests.push(({ boardId }) => boardId === args.boardId);
		if (args.priority !== undefined) tests.push(({ priority }) => priority === args.priority);
		if (args.name) tests.push(({ name }) => isPart(args.name, name));
		if (args.dealName)
			tests.push(({ dealIds }) =>
				dealIds.some((id) => isPart(args.dealName, store().deals.get(id)?.name)),
			);
		if (args.contacts)
			tests.push(({ contactIds }) =>
				contactIds.some((id) => {
					const { firstName, lastName } = store().contacts.get(id) ?? {};
					return isPart(args.contacts, `${firstName ?? ''} ${lastName ?? ''}`);
				}),
			);
		among('stepId', ({ stageId }) => [stageId]);
		among('responsibleId', ({ responsibleId }) => [responsibleId]);
		among('parentId', ({ parentId }) => [parentId]);
		among('observers', ({ observers }) => observers);
		const tags = (args.tags ?? []) as number[];
		if (tags.length > 0)
			tests.push(({ tagIds }) =>
				args.tagMatch === 'all'
					? tags.every((id) => tagIds.includes(id))
					: tags.some((id) => tagIds.includes(id)),
			);
		for (const name of PAIRS) {
			const [from, to] = [args[`${name}From`], args[`${name}To`]];
			if (from !== undefined) tests.push((one) => timeOf(one, name) >= String(from));
			if (to !== undefined)
				tests.push((one) => timeOf(one, name) !== '' && timeOf(one, name) <= String(to));
		}
		return (one) => tests.every((test) => test(one));
	}

	/** To the minute, in the zone of the account. Nothing tells when a task has ended. */
	function timeOf(one: CrmTask, name: (typeof PAIRS)[number]): string {
		if (name === 'endedAt') return '';
		const value = one[name];
		return typeof value === 'number' ? accountDate(value, zone()).slice(0, 16) : (value ?? '');
	}

	const noteRecord =
		({ id: taskId }: CrmTask) =>
		({ id, userId, text: body, createdAt, updatedAt }: CrmNote) => ({
			id,
			name: '',
			taskId,
			userId,
			body,
			createdAt: accountDate(createdAt, zone()),
			updatedAt: accountDate(updatedAt, zone()),
			attachments: [],
			childCount: 0,
			childUsers: [],
		});

	function record(one: CrmTask) {
		const days = (at: number) => Math.floor((sandbox.clock.now() - at) / DAY);
		return {
			id: one.id,
			name: one.name,
			userId: one.userId,
			responsibleId: one.responsibleId,
			parentId: one.parentId,
			boardId: one.boardId,
			stepId: one.stageId,
			priority: one.priority,
			order: one.order,
			description: one.description,
			alert: one.alert,
			repeat: one.repeat,
			startAt: one.startAt,
			finishAt: one.finishAt,
			observers: one.observers,
			tags: one.tagIds.flatMap((id) => {
				const tag = store().taskTags.get(id);
				return tag ? [tagRecord(tag)] : [];
			}),
			checklists: one.checklists.map(({ id, name, items }) => ({
				id,
				name,
				taskId: one.id,
				isDone: items.every(({ isDone }) => isDone),
				items: items.map((item, index) => ({ ...item, order: index + 1 })),
			})),
			attachments: one.attachments.map(attachmentRecord('task', one.id)),
			attributes: [...one.attributes].flatMap(([id, value]) => {
				const known = store().attributes.get(id);
				const values = [value].flat();
				return known
					? [
							{
								id,
								type: known.type,
								name: known.name,
								status: true,
								value: values.map((text, index) => ({ id: id * 100 + index, value: text })),
							},
						]
					: [];
			}),
			comments: one.notes.map(noteRecord(one)),
			histories: one.history.map(taskEvent(one.id)),
			deals: one.dealIds,
			tasks: one.taskIds,
			contacts: one.contactIds,
			subTasks: store()
				.tasks.all()
				.filter(({ parentId }) => parentId === one.id)
				.map(({ id }) => id),
			createdDaysAt: days(one.createdAt),
			updatedDaysAt: days(one.updatedAt),
			createdAt: accountDate(one.createdAt, zone()),
			updatedAt: accountDate(one.updatedAt, zone()),
		};
	}
}

const shortTask = ({ id, name, responsibleId, boardId, stageId, observers }: CrmTask) => ({
	id,
	name,
	responsibleId,
	boardId,
	stepId: stageId,
	observers,
});
const shortDeal = ({ id, name, responsibleId, stageId }: CrmDeal) => ({
	id,
	name,
	responsibleId,
	stepId: stageId,
});
const shortContact = ({ id, firstName, lastName, emails, phones }: CrmContact) => ({
	id,
	firstName,
	lastName,
	email: emails[0]?.email ?? null,
	phone: phones[0]?.phone ?? null,
});

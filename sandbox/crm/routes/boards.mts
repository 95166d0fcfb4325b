import type { FastifyInstance } from 'fastify';
import type { SandboxContext } from '../../context.mts';
import { attributeRecord } from '../records.mts';
import type { CrmBoard, CrmSetting, CrmStage, CrmStore } from '../store.mts';
import { defineAttribute, definition } from './attributes.mts';
import {
	among,
	argumentsOf,
	body,
	choiceOf,
	integer,
	listOf,
	named,
	nothing,
	shape,
	text,
} from './requests.mts';

const board = {
	name: text,
	settings: listOf(shape({ name: choiceOf('responsibleUser', 'color'), value: text }, 'name')),
};

/** Boards of tasks. No call deletes one, or a stage of it. */
export function boardRoutes(api: FastifyInstance, sandbox: SandboxContext): void {
	const store = () => sandbox.state.crm;
	const record = (one: CrmBoard) => boardRecord(one, store());

	// Stages are in a board that is asked for alone.
	api.get('/boards', { config: { query: [] } }, async () => ({
		data: store()
			.boards.all()
			.map((one) => {
				const { steps: _, ...rest } = record(one);
				return rest;
			}),
	}));

	api.post('/boards', body(board, 'name'), async (request, reply) => {
		const { name, settings = [] } = argumentsOf(request);
		const made = store().addBoard(String(name), settings as CrmSetting[]);
		return reply.code(201).send({ data: record(made) });
	});

	api.get('/boards/:boardId', { config: { query: [] } }, async (request) => ({
		data: record(named(request, 'boardId', store().boards)),
	}));

	api.put('/boards/:boardId', body(board), async (request) => {
		const own = named(request, 'boardId', store().boards);
		const { name, settings } = argumentsOf(request);
		if (name !== undefined) own.name = String(name);
		if (settings !== undefined)
			own.settings = (settings as CrmSetting[]).map((one) => ({ id: store().partId(), ...one }));
		return { data: record(own) };
	});

	const steps = '/boards/:boardId/steps';

	api.post(steps, body({ name: text, color: text }, 'name'), async (request, reply) => {
		const own = named(request, 'boardId', store().boards);
		const { name, color } = argumentsOf(request) as Partial<CrmStage>;
		const made = store().addStage(own, { name, ...(color !== undefined && { color }) });
		return reply.code(201).send({ data: stageRecord(own)(made) });
	});

	api.put(
		`${steps}/:stepId`,
		body({ name: text, color: text, order: integer }),
		async (request) => {
			const own = named(request, 'boardId', store().boards);
			const changed = named(request, 'stepId', among(own.stages));
			const { name, color, order } = argumentsOf(request) as Partial<CrmStage>;
			if (name !== undefined) changed.name = name;
			if (color !== undefined) changed.color = color;
			if (order !== undefined) changed.order = order;
			return { data: stageRecord(own)(changed) };
		},
	);

	const attributes = '/boards/:boardId/attributes';

	api.get(attributes, { config: { query: [] } }, async (request) => {
		const { id } = named(request, 'boardId', store().boards);
		return { data: store().attributesOf({ of: 'board', id }).map(attributeRecord) };
	});

	api.post(attributes, body(definition, 'name'), async (request, reply) => {
		const { id } = named(request, 'boardId', store().boards);
		defineAttribute({ of: 'board', id }, argumentsOf(request), sandbox);
		return nothing(reply, 201);
	});
}

const stageRecord =
	({ id: boardId }: CrmBoard) =>
	({ id, name, color, order }: CrmStage) => ({ id, name, color, order, boardId });

const boardRecord = (board: CrmBoard, store: CrmStore) => ({
	id: board.id,
	name: board.name,
	userId: board.userId,
	order: board.order,
	steps: board.stages.map(stageRecord(board)),
	settings: board.settings.map((setting) => ({ ...setting, boardId: board.id })),
	attributes: store.attributesOf({ of: 'board', id: board.id }).map(attributeRecord),
});

import type { FastifyInstance } from 'fastify';
import type { SandboxContext } from '../../context.mts';
import { CrmStatus, type CrmPipeline, type CrmSetting, type CrmStage } from '../store.mts';
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

/** Before something is due (OpenAPI, Step). */
export const NOTICES = ['0', '15min', '30min', '1h', '2h', '3h', '6h', '12h', '24h'].concat([
	'2d',
	'3d',
	'4d',
	'5d',
	'6d',
	'7d',
]);

const pipeline = { name: text, settings: listOf(shape({ name: text, value: text })) };

const stage = {
	name: text,
	order: integer,
	// The two colors that the document lists are examples.
	color: text,
	addEndHours: choiceOf(null, 1, 2, 3, 4, 5, 6, 8, 9, 10),
	notifyIn: choiceOf(...NOTICES),
};

/** Pipelines and their stages, which the API calls steps. No call deletes a pipeline. */
export function pipelineRoutes(api: FastifyInstance, sandbox: SandboxContext): void {
	const store = () => sandbox.state.crm;

	api.get('/pipelines', { config: { query: [] } }, async () => ({
		data: store().pipelines.all().map(pipelineRecord),
	}));

	api.post('/pipelines', body(pipeline, 'name'), async (request, reply) => {
		const { name, settings = [] } = argumentsOf(request);
		const made = store().addPipeline(String(name), settings as CrmSetting[]);
		if (sandbox.options.crmNewPipelineStages)
			for (const brought of ['New', 'In progress']) store().addStage(made, { name: brought });
		return reply.code(201).send({ data: pipelineRecord(made) });
	});

	api.get('/pipelines/:pipelineId', { config: { query: [] } }, async (request) => ({
		data: pipelineRecord(named(request, 'pipelineId', store().pipelines)),
	}));

	api.put('/pipelines/:pipelineId', body({ ...pipeline, order: integer }), async (request) => {
		const own = named(request, 'pipelineId', store().pipelines);
		const { name, order, settings } = argumentsOf(request);
		if (name !== undefined) own.name = String(name);
		if (order !== undefined) own.order = Number(order);
		if (settings !== undefined) own.settings = settings as CrmSetting[];
		return { data: pipelineRecord(own) };
	});

	const steps = '/pipelines/:pipelineId/steps';

	api.get(steps, { config: { query: [] } }, async (request) => ({
		data: stageRecords(named(request, 'pipelineId', store().pipelines)),
	}));

	api.post(steps, body(stage, 'name'), async (request) => {
		const own = named(request, 'pipelineId', store().pipelines);
		const made = store().addStage(own, argumentsOf(request));
		return { data: stageRecord(own, made) };
	});

	api.put(`${steps}/:stepId`, body(stage), async (request) => {
		const own = named(request, 'pipelineId', store().pipelines);
		const changed = named(request, 'stepId', among(own.stages));
		const { name, order, color, addEndHours, notifyIn } = argumentsOf(request) as Partial<CrmStage>;
		if (name !== undefined) changed.name = name;
		if (order !== undefined) changed.order = order;
		if (color !== undefined) changed.color = color;
		if (addEndHours !== undefined) changed.addEndHours = addEndHours;
		if (notifyIn !== undefined) changed.notifyIn = notifyIn;
		return { data: stageRecord(own, changed) };
	});

	// Deals that are in it stay there.
	api.delete(`${steps}/:stepId`, async (request, reply) => {
		const own = named(request, 'pipelineId', store().pipelines);
		const active = own.stages.filter(({ status }) => status === CrmStatus.active);
		named(request, 'stepId', among(active)).status = CrmStatus.inactive;
		return nothing(reply, 204);
	});
}

const stageRecord = ({ id: pipelineId }: CrmPipeline, stage: CrmStage) => ({
	id: stage.id,
	pipelineId,
	name: stage.name,
	order: stage.order,
	status: stage.status,
	color: stage.color,
	addEndHours: stage.addEndHours,
	notifyIn: stage.notifyIn,
});

const stageRecords = (pipeline: CrmPipeline) =>
	pipeline.stages.map((stage) => stageRecord(pipeline, stage));

const pipelineRecord = (pipeline: CrmPipeline) => ({
	id: pipeline.id,
	userId: pipeline.userId,
	name: pipeline.name,
	status: pipeline.status,
	order: pipeline.order,
	steps: stageRecords(pipeline),
	settings: pipeline.settings,
});

import type { FastifyInstance } from 'fastify';
import type { SandboxContext } from '../../context.mts';
import type { CrmPipeline } from '../store.mts';

/** Pipelines and their stages. */
export function pipelineRoutes(api: FastifyInstance, sandbox: SandboxContext): void {
	api.get('/pipelines', { config: { query: [] } }, async () => ({
		data: sandbox.state.crm.pipelines.all().map(pipelineRecord),
	}));
}

const pipelineRecord = ({ stages, settings, ...pipeline }: CrmPipeline) => ({
	...pipeline,
	steps: stages.map((stage) => ({ ...stage, pipelineId: pipeline.id })),
	settings,
});

import type { FastifyInstance } from 'fastify';
import type { SandboxContext } from '../../context.mts';
import { attributeRoutes } from './attributes.mts';
import { boardRoutes } from './boards.mts';
import { companyRoutes } from './companies.mts';
import { contactRoutes } from './contacts.mts';
import { fileRoutes } from './files.mts';
import { historyRoutes } from './histories.mts';
import { contactNoteRoutes } from './notes.mts';
import { companyPartRoutes, contactPartRoutes } from './parts.mts';
import { dealRoutes } from './deals.mts';
import { paymentRoutes } from './payments.mts';
import { pipelineRoutes } from './pipelines.mts';
import { productRoutes } from './products.mts';
import { withCrmErrors } from './requests.mts';
import { tagRoutes } from './tags.mts';
import { taskRoutes } from './tasks.mts';
import { userRoutes } from './users.mts';

const all = [
	userRoutes,
	contactRoutes,
	contactPartRoutes,
	contactNoteRoutes,
	tagRoutes,
	attributeRoutes,
	companyRoutes,
	companyPartRoutes,
	pipelineRoutes,
	dealRoutes,
	boardRoutes,
	taskRoutes,
	productRoutes,
	paymentRoutes,
	fileRoutes,
	historyRoutes,
];

/** The calls of the CRM's API that the node makes. */
export function crmRoutes(api: FastifyInstance, sandbox: SandboxContext): void {
	withCrmErrors(api, sandbox, (part) => {
		for (const declare of all) declare(part, sandbox);
	});
}

import type { FastifyInstance } from 'fastify';
import type { SandboxContext } from '../../context.mts';
import { attributeRoutes } from './attributes.mts';
import { companyRoutes } from './companies.mts';
import { contactRoutes } from './contacts.mts';
import { contactNoteRoutes } from './notes.mts';
import { companyPartRoutes, contactPartRoutes } from './parts.mts';
import { dealRoutes } from './deals.mts';
import { pipelineRoutes } from './pipelines.mts';
import { withCrmErrors } from './requests.mts';
import { tagRoutes } from './tags.mts';
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
];

/** The calls of the CRM's API that the node makes. */
export function crmRoutes(api: FastifyInstance, sandbox: SandboxContext): void {
	withCrmErrors(api, sandbox, (part) => {
		for (const declare of all) declare(part, sandbox);
	});
}

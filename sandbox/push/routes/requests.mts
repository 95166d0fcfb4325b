import type { FastifyRequest } from 'fastify';
import type { SandboxContext } from '../../context.mts';
import { refusals } from '../../errors.mts';
import type { Website } from '../store.mts';

/** IDs of answers. */
export const idFor = ({ options }: SandboxContext) =>
	options.pushIds === 'text' ? (id: number) => String(id) : (id: number) => id;

const isId = (text: string) => /^\d{1,15}$/.test(text);

/** The number that the path names, of which there has to be something. */
export function found<Thing>(
	request: FastifyRequest,
	find: (id: number) => Thing | undefined,
): Thing {
	const { id } = request.params as { id: string };
	const thing = isId(id) ? find(Number(id)) : undefined;
	if (!thing) throw refusals.notFound();
	return thing;
}

export const websiteOf = (request: FastifyRequest, { state }: SandboxContext): Website =>
	found(request, (id) => state.push.website(id));

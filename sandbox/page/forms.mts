import type { FastifyReply, FastifyRequest } from 'fastify';

/** Says what can't be done. */
export const refuse = (reply: FastifyReply, status: number, message: string) =>
	reply.code(status).send({ message });

/** Whether the page asks, and no program. */
export const isForm = (request: FastifyRequest) =>
	/^application\/x-www-form-urlencoded/.test(request.headers['content-type'] ?? '');

/** Whoever sent a form goes back to the page. */
export const finish = (request: FastifyRequest, reply: FastifyReply, page: string) =>
	isForm(request) ? reply.redirect(page, 303) : reply.send({ done: true });

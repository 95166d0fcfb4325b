import type { FastifyReply, FastifyRequest } from 'fastify';

/** Says what can't be done. */
export const refuse = (reply: FastifyReply, status: number, message: string) =>
	reply.code(status).send({ message });

/** Whoever sent a form goes back to the page. */
export const finish = (request: FastifyRequest, reply: FastifyReply, page: string) =>
	/^application\/x-www-form-urlencoded/.test(request.headers['content-type'] ?? '')
		? reply.redirect(page, 303)
		: reply.send({ done: true });

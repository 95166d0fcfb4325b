import type { FastifyInstance } from 'fastify';
import { ApiError } from './errors.mts';

/**
 * How a product whose documents are silent about its failures words them: with a status and the pair of code and
 * message, as the e-mail service does, or with HTTP 200 and `result: false`, as code in production expects.
 */
export const errorForms = ['native', 'resultFalse'] as const;

export type ErrorForm = (typeof errorForms)[number];

/** Declares routes whose refusals come in that form. What the gate refuses stays as it is. */
export function withErrorForm(
	api: FastifyInstance,
	form: () => ErrorForm,
	declare: (part: FastifyInstance) => void,
): void {
	api.register(async (part) => {
		part.setErrorHandler((error) => {
			throw form() === 'resultFalse' && isRefusal(error)
				? new ApiError(200, error.code, error.message, { result: false })
				: error;
		});
		declare(part);
	});
}

/** Code of refusals for pace, whose status is a switch. */
const PACE = 2_020_202_020;

const isRefusal = (error: unknown): error is ApiError =>
	error instanceof ApiError &&
	(error.status === 404 || error.status === 422) &&
	error.code !== PACE;

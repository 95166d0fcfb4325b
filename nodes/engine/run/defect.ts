import { ApiFailure } from '../api/failures';
import { InputProblem } from '../api/inputProblem';
import type { Logger } from 'n8n-workflow';

/** What JavaScript throws where the code is wrong. By name, for an error may come from another realm. */
const BUG = /^(Type|Range|Reference|Syntax|URI|Eval)Error$/;

/** Where it happened is all that the log needs. */
const LOGGED_FRAMES = 6;

/** A fault of this node itself, in words for those who use it. */
export class Defect extends Error {}

/**
 * The error as something that an item may fail of. A fault of the node's own goes to the log, by its
 * kind and its place alone: its words may hold whatever was at hand.
 */
export function asFailure(error: unknown, logger: Pick<Logger, 'error'>, work: string): unknown {
	const { name, stack } = (error ?? {}) as { name?: unknown; stack?: unknown };
	if (typeof name === 'string' && !BUG.test(name)) return error;
	const kind = typeof name === 'string' ? name : typeof error;
	const frames = String(stack ?? '')
		.split('\n')
		.filter((line) => /^\s+at /.test(line))
		.slice(0, LOGGED_FRAMES);
	logger.error(`SendPulse: ${work}: the node itself failed (${kind})`, { at: frames });
	return new Defect(
		`The node itself failed (${kind}). Look in SendPulse whether it was done, and please report this with the name of the operation.`,
	);
}

/** The same failure in other words: what is to be done about it stays. */
export function retold(failure: unknown, text: string): Error {
	if (failure instanceof ApiFailure) return new ApiFailure(failure.kind, text, failure);
	if (failure instanceof InputProblem) return new InputProblem(text);
	return failure instanceof Defect ? new Defect(text) : new Error(text);
}

export const wordsOf = (failure: unknown) =>
	failure instanceof Error ? failure.message : String(failure);

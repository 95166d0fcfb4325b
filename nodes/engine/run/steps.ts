import type { Client } from '../api/client';
import { ApiFailure } from '../api/failures';
import { InputProblem } from '../api/inputProblem';
import type { ApiRequest } from '../api/request';
import { Cancelled } from '../api/waiting';
import { Defect, retold, wordsOf } from './defect';
import type { Step, Steps } from './operation';
import { decided, understood, type Sender } from './sender';

type AnySteps = Steps<unknown, object>;

/** What taking steps needs of a run. */
export interface Walk {
	sender: Sender;
	client: Client;
	/** An error as something that an item may fail of. */
	asFailure(error: unknown): unknown;
}

/**
 * Takes an item's steps, one after the other.
 *
 * @returns what they have learnt
 * @throws what a step failed of, with what is done by then; Cancelled
 */
export async function takeSteps(
	operation: AnySteps,
	input: unknown,
	{ sender, client, asFailure }: Walk,
): Promise<object> {
	let found: object = {};
	const done: string[] = [];
	for (const step of operation.steps(input)) {
		try {
			const request = await step.request(found, client);
			if (!request) continue;
			const body =
				step.effect === 'read'
					? await look(step, request, sender)
					: await sender.change(request, step);
			found = understood(() => ({ ...found, ...step.learn?.(body, found) }));
			if (step.effect === 'write') done.push(step.done(found));
		} catch (error) {
			throw ended(error, (failure) =>
				brokenOff(step, done, asFailure(failure), mayBeTakenAgain(operation, input)),
			);
		}
	}
	return found;
}

/** A cancelled run goes on its way; anything else is told with what was done by then. */
const ended = (error: unknown, told: (failure: unknown) => unknown): unknown =>
	error instanceof Cancelled ? error : told(error);

/** May all of it be run again, whatever was done by then? */
export function mayBeTakenAgain(operation: AnySteps, input: unknown): boolean {
	if (operation.repeatable !== undefined) return decided(operation.repeatable, input);
	return operation.steps(input).every((step) => step.effect === 'read' || step.repeatable);
}

async function look(step: Step<object>, request: ApiRequest, sender: Sender): Promise<unknown> {
	return await sender.read(request).catch((error: unknown) => {
		if (error instanceof ApiFailure && step.nothingFound?.(error)) return undefined;
		throw error;
	});
}

/**
 * The requests that an item would send, in order. What can be looked up before the first change is: later
 * requests depend on it. From there on what is not known stands there as its placeholder.
 */
export async function stepsAhead(
	operation: AnySteps,
	input: unknown,
	{ sender, client }: Pick<Walk, 'sender' | 'client'>,
): Promise<ApiRequest[]> {
	let found: object = {};
	const ahead: ApiRequest[] = [];
	for (const step of operation.steps(input)) {
		const request = await step.request(found, client);
		if (!request) continue;
		if (step.effect === 'read' && ahead.length === 0) {
			const body = await look(step, request, sender);
			found = understood(() => ({ ...found, ...step.learn?.(body, found) }));
		} else {
			ahead.push(request);
			found = { ...operation.placeholders, ...found };
		}
	}
	return ahead;
}

/** An address in which placeholders stand as people read them, and not encoded. */
export const readableAddress = (
	address: string,
	{ placeholders }: Pick<AnySteps, 'placeholders'>,
) =>
	Object.values<string | undefined>(placeholders).reduce<string>(
		(text, placeholder) =>
			placeholder ? text.split(encodeURIComponent(placeholder)).join(placeholder) : text,
		address,
	);

/** "Contact 501 exists and its phone number is there, but its address was refused: …" */
function brokenOff(
	step: Step<object>,
	done: readonly string[],
	failure: unknown,
	again: boolean,
): unknown {
	if (done.length === 0) return failure;
	const facts = [done.slice(0, -1).join(', '), done[done.length - 1]].filter(Boolean).join(' and ');
	const text = `${facts}, but ${howItFailed(step, failure)}: ${wordsOf(failure)}`;
	return retold(failure, again ? text : `${text} ${NOT_AGAIN}`);
}

/** What is said of a single step ("try again in a minute") does not hold for all of them. */
const NOT_AGAIN = 'Do only the rest: to run this again would do the first part twice.';

function howItFailed({ about, plural, effect }: Step<object>, failure: unknown): string {
	if (effect === 'read') return `${about} could not be read`;
	const was = plural ? 'were' : 'was';
	if (failure instanceof InputProblem) return `${about} ${was} not sent`;
	if (failure instanceof Defect || !(failure instanceof ApiFailure)) return `${about} failed`;
	if (failure.kind === 'refused') return `${about} ${was} refused`;
	if (failure.kind === 'unclear') return `what became of ${about} is unclear`;
	return `${about} ${was} not sent`;
}

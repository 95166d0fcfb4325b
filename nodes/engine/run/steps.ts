import type { Client } from '../api/client';
import { ApiFailure } from '../api/failures';
import { InputProblem } from '../api/inputProblem';
import type { ApiRequest } from '../api/request';
import { Cancelled } from '../api/waiting';
import { Defect, retold, wordsOf } from './defect';
import type { Asking, Step, Steps } from './operation';
import type { Claims } from './schedule';
import { decided, understood, type Sender } from './sender';

type AnySteps = Steps<unknown, object>;

/** So long what is new may take to be found, and a request whose connection was lost to be done. */
const SHOWN_AFTER_MS = 3_000;

/** What taking steps needs of a run. */
export interface Walk {
	sender: Sender;
	client: Client;
	/** What the items of the run have found themselves to be about. */
	claims: Claims;
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
	{ sender, client, claims, asFailure }: Walk,
): Promise<object> {
	let found: object = {};
	const done: string[] = [];
	let release: (() => void) | undefined;
	const failed = (step: Taken, error: unknown) =>
		ended(error, (failure) =>
			brokenOff(step, done, asFailure(failure), mayBeTakenAgain(operation, input)),
		);
	const take = async (step: Taken) => {
		try {
			if (step.effect === 'find') {
				found = { ...found, ...(await step.find(found, sender)) };
				return;
			}
			const request = await step.request(found, client);
			if (!request) return;
			const learnt =
				step.effect === 'read'
					? learntFrom(step, await look(step, request, sender), found)
					: await changed(step, request, found, { sender, client });
			found = { ...found, ...learnt };
			const fact = step.done?.(found);
			if (fact) done.push(fact);
		} catch (error) {
			throw failed(step, error);
		}
	};
	const further = (step: Further) => {
		try {
			return stepsOf(step, found);
		} catch (error) {
			throw failed(REST, error);
		}
	};
	const ahead = operation.steps(input);
	try {
		for (let step = ahead.shift(); step; step = ahead.shift()) {
			if (step.effect === 'further') ahead.unshift(...further(step));
			else await take(step);
			const claim = release ? undefined : operation.claims?.(found);
			if (claim !== undefined) release = await claims.turn(claim);
		}
	} finally {
		release?.();
	}
	return found;
}

type Further = Step<object> & { effect: 'further' };
type Taken = Exclude<Step<object>, Further>;

const stepsOf = (step: Further, found: object) => understood(() => step.steps(found));

/** What fails where nobody can tell what would have come. */
const REST: Asking<object> = { effect: 'read', about: 'the rest', request: () => undefined };

const learntFrom = (step: Asking<object>, body: unknown, found: object) =>
	understood(() => step.learn?.(body, found)) ?? {};

async function changed(
	step: Asking<object> & { effect: 'write' },
	request: ApiRequest,
	found: object,
	{ sender, client }: Pick<Walk, 'sender' | 'client'>,
): Promise<object> {
	const send = async () => learntFrom(step, await sender.change(request, step), found);
	return await send().catch(async (error: unknown) => {
		if (!(error instanceof ApiFailure) || error.kind !== 'unclear') throw error;
		if (!step.recovered) throw error;
		await client.pause(SHOWN_AFTER_MS);
		// What stays unclear is told by its own failure, and not by that of a look.
		const seen = await step.recovered(found, client).catch((failure: unknown) => {
			if (failure instanceof Cancelled) throw failure;
		});
		// What was not answered in time may be done yet, however long it is waited for.
		if (!seen || (seen === 'notDone' && error.timedOut)) throw error;
		return seen === 'notDone' ? await send() : seen;
	});
}

/** A cancelled run goes on its way; anything else is told with what was done by then. */
const ended = (error: unknown, told: (failure: unknown) => unknown): unknown =>
	error instanceof Cancelled ? error : told(error);

/** May all of it be run again, whatever was done by then? */
export function mayBeTakenAgain(operation: AnySteps, input: unknown): boolean {
	if (operation.repeatable !== undefined) return decided(operation.repeatable, input);
	return operation
		.steps(input)
		.every((step) => step.effect !== 'further' && (step.effect !== 'write' || step.repeatable));
}

async function look(step: Asking<object>, request: ApiRequest, sender: Sender): Promise<unknown> {
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
	const coming = operation.steps(input);
	for (let step = coming.shift(); step; step = coming.shift()) {
		if (step.effect === 'further') {
			coming.unshift(...stepsOf(step, found));
			continue;
		}
		if (step.effect === 'find') {
			if (ahead.length === 0) found = { ...found, ...(await step.find(found, sender)) };
			continue;
		}
		const request = await step.request(found, client);
		if (!request) continue;
		if (step.effect === 'read' && ahead.length === 0) {
			found = { ...found, ...learntFrom(step, await look(step, request, sender), found) };
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
	step: Taken,
	done: readonly string[],
	failure: unknown,
	again: boolean,
): unknown {
	const how = `${howItFailed(step, failure)}: ${wordsOf(failure)}`;
	if (done.length === 0) {
		return step.isOneOfMany ? retold(failure, `${how[0].toUpperCase()}${how.slice(1)}`) : failure;
	}
	const facts = [done.slice(0, -1).join(', '), done[done.length - 1]].filter(Boolean).join(' and ');
	const text = `${facts}, but ${how}`;
	return retold(failure, again ? text : `${text} ${NOT_AGAIN}`);
}

/** What is said of a single step ("try again in a minute") does not hold for all of them. */
const NOT_AGAIN = 'Do only the rest: to run this again would do the first part twice.';

function howItFailed({ about, plural, effect }: Taken, failure: unknown): string {
	if (effect !== 'write') return `${about} could not be read`;
	const was = plural ? 'were' : 'was';
	if (failure instanceof InputProblem) return `${about} ${was} not sent`;
	if (failure instanceof Defect || !(failure instanceof ApiFailure)) return `${about} failed`;
	if (failure.kind === 'refused') return `${about} ${was} refused`;
	if (failure.kind === 'unclear') return `what became of ${about} is unclear`;
	return `${about} ${was} not sent`;
}

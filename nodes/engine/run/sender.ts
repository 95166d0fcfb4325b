import { resultIn } from '../api/answeredFile';
import type { Client, Sending } from '../api/client';
import { ApiFailure } from '../api/failures';
import type { Refusal } from '../api/codes';
import { InputProblem } from '../api/inputProblem';
import type { ApiRequest } from '../api/request';
import type { Changing, Decision } from './operation';
import { inSlot, type Slot, type Waiting } from './slots';

/** What sending needs to know of something that changes, or of a look-up that shares its requests. */
export interface Change {
	/** May the request be sent again when it is unclear whether SendPulse acted? */
	repeatable: boolean;
	confirmed?: ApiRequest['confirmed'];
	alreadyDone?: Changing<unknown>['alreadyDone'];
	whereToLook?: string;
	nothingFound?(failure: ApiFailure): boolean;
	/** The place in time that it takes, where SendPulse takes this only so often. */
	slot?: Slot;
}

/** Sends a run's requests and counts them. */
export class Sender {
	/** Those for the items' own work, each counted once, however often it had to be sent. */
	requests = 0;

	/** @param sent called after each of them */
	constructor(
		protected readonly client: Client,
		private readonly sent: () => void,
	) {}

	async send(request: ApiRequest, sending?: Sending): Promise<unknown> {
		return resultIn(request.product, await this.answerTo(request, sending));
	}

	/** The answer as a whole: what is counted may stand around what is listed. */
	async answerTo(request: ApiRequest, sending?: Sending): Promise<unknown> {
		try {
			return await this.client.answerTo(request, sending);
		} finally {
			this.requests++;
			this.sent();
		}
	}

	/** What is read may be asked for again, whatever the verb. */
	async read(request: ApiRequest): Promise<unknown> {
		return await this.send(request, { repeatable: true });
	}

	/** Sends a request that changes something. What `nothingFound` speaks of is an answer without a body. */
	async change(request: ApiRequest, change: Change): Promise<unknown> {
		const { repeatable, confirmed, alreadyDone, whereToLook } = change;
		const nothingFound = (failure: ApiFailure) => change.nothingFound?.(failure) ?? false;
		const sending = this.send(
			{ ...request, confirmed },
			{
				repeatable,
				whereToLook,
				alreadyDone: (failure) => nothingFound(failure) || (alreadyDone?.(failure) ?? false),
			},
		);
		return await sending.catch((error: unknown) => {
			if (error instanceof ApiFailure && nothingFound(error)) return undefined;
			throw error;
		});
	}
}

/** Sends what has time to wait: each request that SendPulse takes only so often in its turn. */
export class PatientSender extends Sender {
	constructor(
		client: Client,
		sent: () => void,
		private readonly waiting: Waiting,
	) {
		super(client, sent);
	}

	async change(request: ApiRequest, change: Change): Promise<unknown> {
		const { slot } = change;
		if (!slot) return await super.change(request, change);
		const ownQuota = (refusal: Refusal) => slot.taken(refusal);
		const send = async () => await super.change({ ...request, ownQuota }, change);
		return await inSlot(this.client.accountKey, slot, send, this.waiting);
	}
}

/** What an item decides where the operation leaves it to the item. */
export const decided = <Input>(decision: boolean | Decision<Input>, input: Input): boolean =>
	typeof decision === 'function' ? decision(input) : decision;

/**
 * What an operation makes of an answer.
 *
 * @throws ApiFailure where the answer has another form than the documents describe; the InputProblem of
 * what does not fit to it
 */
export function understood<T>(make: () => T): T {
	try {
		return make();
	} catch (error) {
		throw notUnderstood(error);
	}
}

const notUnderstood = (error: unknown) =>
	error instanceof ApiFailure || error instanceof InputProblem
		? error
		: new ApiFailure(
				'unclear',
				"SendPulse's answer has a form that this node does not know. Look in SendPulse whether it was done, and please report this with the name of the operation.",
			);

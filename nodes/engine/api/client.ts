import {
	sleep,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type IExecuteFunctions,
	type IHookFunctions,
	type IHttpRequestOptions,
	type ILoadOptionsFunctions,
	type IPollFunctions,
	type IWebhookFunctions,
} from 'n8n-workflow';
import { paceOf, tokenGateOf, type TokenGate } from './account';
import { resultIn } from './answeredFile';
import { checkedBaseUrl } from './baseUrl';
import { LARGEST_FILE, withContent } from './content';
import {
	answerIn,
	ApiFailure,
	failureBehind,
	failureOf,
	lost,
	sentence,
	unclearText,
	type Answer,
} from './failures';
import { multipart } from './multipart';
import { Outage } from './outage';
import { NoTurn, type Asker, type Pace, type Turn } from './pace';
import { queryString } from './query';
import type { ApiRequest } from './request';
import { asCredential, fingerprint, tokenPurpose, usableToken } from './token';
import { Cancelled, pause, stopIfCancelled, TookTooLong, within } from './waiting';

export const CREDENTIAL = 'sendPulseRestApi';

/** Everything in n8n that can make requests with a credential. */
export type RequestContext =
	| IExecuteFunctions
	| ILoadOptionsFunctions
	| IHookFunctions
	| IPollFunctions
	| IWebhookFunctions;

/**
 * How long to bear with SendPulse. Refusals for pace are waited out, since the quota is per minute as
 * well; requests with an unclear result are sent again, and an outage does not end what had begun. A
 * person in front of a pick list is told soon; a delivery of SendPulse itself waits for its answer. While
 * n8n switches a trigger on it tries five times itself, with a deletion after each and 15 seconds of waiting
 * in all, and says only that it ran out of time after 84 seconds: for each of these ten there are six.
 *
 * - `turnMs`: until it is a request's turn
 * - `refusalsMs`: refusals for pace
 * - `attempts`: of a request that may be repeated; more only while an outage lasts
 * - `outageMs`: an outage, or a Retry-After; when it has lasted for so long, the run is given up
 * - `outageWaitMs`: between attempts while an outage lasts, before jitter; 0 for none of them
 * - `timeoutMs`: without a sign of life while a request is answered
 * - `answerMs`: an answer as a whole, from the token that it needs first to its last byte
 * - `repeatsSilence`: send again what was not answered in time
 */
export const PATIENCE = {
	run: {
		turnMs: Infinity,
		refusalsMs: 90_000,
		attempts: 4,
		outageMs: 150_000,
		outageWaitMs: 30_000,
		timeoutMs: 60_000,
		answerMs: 120_000,
		repeatsSilence: true,
	},
	person: {
		turnMs: 5_000,
		refusalsMs: 5_000,
		attempts: 2,
		outageMs: 5_000,
		outageWaitMs: 0,
		timeoutMs: 20_000,
		answerMs: 30_000,
		repeatsSilence: true,
	},
	hook: {
		turnMs: 5_000,
		refusalsMs: 5_000,
		attempts: 2,
		outageMs: 5_000,
		outageWaitMs: 0,
		timeoutMs: 6_000,
		answerMs: 6_000,
		repeatsSilence: false,
	},
	delivery: {
		turnMs: 3_000,
		refusalsMs: 0,
		attempts: 1,
		outageMs: 0,
		outageWaitMs: 0,
		timeoutMs: 3_000,
		answerMs: 5_000,
		repeatsSilence: true,
	},
} as const;

/** Bytes a millisecond that a slow line takes: a file on its way is given the time that it needs. */
export const SLOW_LINE = 30;

export type Patience = keyof typeof PATIENCE;

const BUSY =
	'Other work of this n8n is using the SendPulse account at its full pace, and nothing was sent for this. Try again in a moment.';

const refusing = (ms: number) =>
	`SendPulse refuses requests for now, because more came than it allows the account, so nothing was sent for this. Try again in ${inWords(ms)}.`;

function inWords(ms: number): string {
	const minutes = Math.ceil(ms / 60_000);
	if (minutes <= 1) return 'a minute';
	return minutes <= 90 ? `${minutes} minutes` : `${Math.ceil(minutes / 60)} hours`;
}

/** Waits between the first attempts of one request, before jitter. */
const RETRY_WAITS_MS = [500, 1_500, 4_000];

/** A request that is refused more often, while others go through, is refused for itself. */
const REFUSALS_OF_ONE = 5;
/** Requests without an answer until a run is given up: a single one may be at fault itself. */
const LOST_IN_A_ROW = 2;

export interface Sending {
	/**
	 * May the request be sent again when it is unclear whether SendPulse acted?
	 * @default true for GET, false otherwise
	 */
	repeatable?: boolean;
	/**
	 * Whether a refusal means that the first, unclear attempt had worked: "not found" after a
	 * deletion whose answer was lost.
	 */
	alreadyDone?: (failure: ApiFailure) => boolean;
	/** Where it shows whether it was done, after "Look": "with Get Many". Default: in SendPulse. */
	whereToLook?: string;
	/** What to say when it stays without a clear result, where whoever sends it looks after that himself. */
	remedy?: string;
}

interface Attempt {
	answer?: Answer;
	failure?: ApiFailure;
	/** Set where a 401 speaks of a token that n8n has not renewed yet. */
	generation?: number;
	/** Its place in the pace, if it was sent at all. */
	turn?: Turn;
	/** When it was made, on the clock of the pace. */
	at?: number;
}

interface FullResponse {
	statusCode: number;
	headers: Record<string, unknown>;
	body: unknown;
}

/** What looks something up asks by: the client, or whatever counts its requests. */
export type Sends = Pick<Client, 'send' | 'answerTo'>;

/**
 * The one way to SendPulse. It alone knows authentication, base URL, pace, retries and errors.
 */
export class Client {
	/**
	 * The credential does not work, the quota is used up, or SendPulse is not there: what is still to
	 * come would only fail likewise.
	 */
	private hopeless: ApiFailure | undefined;

	/** Ends all waiting once that has become hopeless. */
	private readonly givenUp = new AbortController();

	/** The end of waiting: that, or the execution's own end. */
	private readonly waiting: AbortSignal;

	private readonly outage = new Outage();

	private constructor(
		private readonly context: RequestContext,
		/** The credential as n8n had it when it was last looked at; n8n puts a new token into it. */
		private data: ICredentialDataDecryptedObject,
		readonly baseUrl: string,
		private readonly pace: Pace,
		private readonly gate: TokenGate,
		/** The same for all clients of one account, and nothing that could be used to get in. */
		readonly accountKey: string,
		private readonly patience: (typeof PATIENCE)[Patience],
		private readonly signal?: AbortSignal,
	) {
		this.waiting = AbortSignal.any([this.givenUp.signal, ...(signal ? [signal] : [])]);
		this.trustStored();
	}

	/**
	 * @param patience see {@link PATIENCE}
	 * @param ends ends all work, where n8n itself does not
	 * @throws what n8n throws without a credential, or ApiFailure for a Base URL that is none
	 */
	static async open(
		context: RequestContext,
		patience: Patience = 'run',
		ends?: AbortSignal,
	): Promise<Client> {
		const data = await context.getCredentials(CREDENTIAL);
		const credential = asCredential(data);
		const byKey = credential.authentication === 'apiKey';
		const baseUrl = usableBaseUrl(credential.baseUrl);
		const accountId = byKey ? fingerprint(credential.apiKey) : credential.clientId;
		const accountKey = fingerprint(baseUrl, accountId);
		const credentialId = context.getNode().credentials?.[CREDENTIAL]?.id ?? '';
		const purpose = byKey ? accountId : tokenPurpose(credential);
		const gate = tokenGateOf(credentialId, purpose, !byKey);
		const signal =
			'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : ends;
		return new Client(
			context,
			data,
			baseUrl,
			paceOf(accountKey),
			gate,
			accountKey,
			PATIENCE[patience],
			signal,
		);
	}

	/**
	 * Sends a request, at the account's pace, and again where that is safe.
	 *
	 * @returns the parsed body, taken out of its envelope where there is one
	 * @throws ApiFailure; `Cancelled` when the execution ends first
	 */
	async send(request: ApiRequest, sending?: Sending): Promise<unknown> {
		return resultIn(request.product, await this.answerTo(request, sending));
	}

	/** Likewise, with the parsed body as a whole: what is counted may stand around what is listed. */
	async answerTo(request: ApiRequest, sending: Sending = {}): Promise<unknown> {
		const repeatable = sending.repeatable ?? request.method === 'GET';
		// What is read changes nothing, whatever its verb.
		const isRead = request.method === 'GET' || (repeatable && !request.confirmed);
		const mayHaveActed = !isRead;
		const began = this.pace.time;
		let refusedSince: number | undefined;
		let refusals = 0;
		let renewals = 0;
		let unclear = false;
		let missed: { failure: ApiFailure; at: number } | undefined;
		for (let attempts = 1; ; ) {
			stopIfCancelled(this.signal);
			const { answer, failure, generation, turn } = await this.once(request);
			if (!failure) return answer?.body;
			stopIfCancelled(this.signal);
			unclear ||= failure.kind === 'unclear';
			const told = (why = failure) =>
				toldAs(why, { ...sending, repeatable }, attempts, unclear && mayHaveActed);
			// What was tried itself ends with what it met itself.
			if (failure === this.hopeless) throw told(missed?.failure);
			if (unclear && failure.kind === 'refused' && sending.alreadyDone?.(failure)) {
				return { result: true };
			}
			if (failure.kind === 'pace') {
				refusals++;
				// Who has waited for another's token had no turn that was refused.
				const wait = turn
					? this.pace.refused(turn, failure.retryAfterMs)
					: Math.max(this.pace.standstillMs, failure.retryAfterMs ?? 0);
				const next = this.pace.time + wait;
				refusedSince ??= this.pace.time;
				// Nobody on the account got through all that time: whoever waits behind would not either.
				if (next - Math.max(began, this.pace.refusedSince) > this.patience.refusalsMs) {
					this.giveUp(failure);
				}
				// Between two refusals a request may only have stood in line, for a minute and more beside many others.
				const isOfThisOne = failure.retryAfterMs !== undefined || refusals > REFUSALS_OF_ONE;
				if (isOfThisOne && next - refusedSince > this.patience.refusalsMs) throw told();
				// Others may go on meanwhile, where it was only the second that was full.
				if (failure.retryAfterMs && !this.pace.standsStill) await this.pause(failure.retryAfterMs);
			} else if (failure.kind === 'unauthorized' && generation !== undefined && renewals < 2) {
				// The token ended before its time: one request renews it, the others wait for that.
				renewals++;
				this.gate.distrust(generation);
			} else if (failure.kind === 'unreachable' || (failure.kind === 'unclear' && repeatable)) {
				const wait = this.untilNext(failure, attempts, missed?.at ?? began);
				if (wait === undefined) throw this.ended(failure, told());
				missed = { failure, at: this.pace.time };
				await this.pause(wait);
				attempts++;
			} else {
				if (failure.kind === 'setup' || failure.kind === 'unauthorized') this.hopeless = failure;
				throw this.ended(failure, told());
			}
		}
	}

	/**
	 * How long to wait before a request is sent again; undefined where it should not be.
	 *
	 * @param missedAt when the attempt before that failed
	 */
	private untilNext(failure: ApiFailure, attempts: number, missedAt: number): number | undefined {
		const { outageMs, outageWaitMs, repeatsSilence } = this.patience;
		if (failure.timedOut && !repeatsSilence) return undefined;
		const asked = failure.retryAfterMs ?? 0;
		const left = outageMs - this.outage.lasted(this.pace.time);
		if (asked > 0 && asked > left) return undefined;
		const jitter = 1 + failure.jitter / 2;
		if (attempts < this.patience.attempts) {
			return Math.max(asked, RETRY_WAITS_MS[attempts - 1] * jitter);
		}
		// A request that fails beside others is at fault itself; so may be the Base URL where SendPulse was
		// never reached.
		const known = failure.ofGateway || this.outage.wasReached;
		const outage = failure.away && known && !this.outage.reachedAfter(missedAt);
		if (!outage || outageWaitMs === 0 || left <= 0) return undefined;
		return Math.max(asked, Math.min(outageWaitMs * jitter, left));
	}

	/** Waits; less when the run is over, or where it becomes hopeless before: the next attempt is told so. */
	async pause(ms: number): Promise<void> {
		await pause(ms, this.waiting).catch((error: unknown) => {
			if (!(error instanceof Cancelled) || !this.hopeless) throw error;
		});
	}

	/** A request ends so. Where SendPulse has been away for long by then, those that are to come end with it. */
	private ended(failure: ApiFailure, told: ApiFailure): ApiFailure {
		if (!failure.away) return told;
		const inARow = this.outage.gaveUp();
		const lasted = this.outage.lasted(this.pace.time);
		if (inARow >= LOST_IN_A_ROW && lasted >= this.patience.outageMs) {
			this.giveUp(awayFor(lasted, failure));
		}
		return told;
	}

	/** Where a request goes to. */
	addressOf({ address, path, query }: ApiRequest): string {
		return address ?? `${this.baseUrl}${path}${queryString(query)}`;
	}

	private giveUp(failure: ApiFailure): void {
		this.hopeless ??= failure;
		this.givenUp.abort();
	}

	/** Whose fault it is that no turn came in time. */
	private whyNoTurn(): string {
		const { refusedSince, askedToWaitMs } = this.pace;
		return Number.isFinite(refusedSince) ? refusing(askedToWaitMs) : BUSY;
	}

	/** One attempt. Nothing is sent where it has become hopeless: then that is its failure. */
	private async once(request: ApiRequest): Promise<Attempt> {
		const attempt = await this.inTurn(request).catch((error: unknown): Attempt => {
			if (error instanceof ApiFailure) return { failure: error };
			if (error instanceof NoTurn) {
				this.giveUp(new ApiFailure('setup', refusing(this.pace.askedToWaitMs)));
				return { failure: this.hopeless };
			}
			if (!(error instanceof Cancelled) || this.signal?.aborted) throw error;
			if (this.hopeless) return { failure: this.hopeless };
			return { failure: new ApiFailure('setup', this.whyNoTurn()) };
		});
		const { answer, failure, at = this.pace.time } = attempt;
		if (failure?.away && failure !== this.hopeless) this.outage.missed(at);
		else if (answer) this.outage.reached(this.pace.time);
		if (answer && failure?.kind !== 'pace') this.pace.accepted(attempt.turn);
		return attempt;
	}

	private async inTurn(request: ApiRequest): Promise<Attempt> {
		const waiting = this.untilTurn();
		// A run waits its turn among runs; who is there and waits comes first.
		const { turnMs, refusalsMs } = this.patience;
		const asker: Asker = { signal: waiting, of: this, urgent: turnMs !== Infinity, refusalsMs };
		if (request.address) {
			const turn = await this.pace.turn(asker);
			return { ...(await this.exchangeOpenly(request)), turn };
		}
		for (;;) {
			// A token can end while its request waits for its turn: then it has to queue up anew.
			const attempt = await this.gate.pass(async (admission): Promise<Attempt | undefined> => {
				// What the request before this one was told holds for all that waited behind it.
				if (this.hopeless) throw this.hopeless;
				// All others wait for the one that goes alone.
				const turn = await this.pace.turn(
					admission === 'alone' ? { ...asker, urgent: true } : asker,
				);
				if (this.hopeless) throw this.hopeless;
				if (admission === 'shared') {
					if (!(await this.holdsToken())) return undefined;
					return { ...(await this.exchange(request)), turn };
				}
				const attempt = await this.exchangeAlone(request);
				// It had to wait for its token first.
				this.pace.leftLate(turn);
				return { ...attempt, turn };
			}, waiting);
			if (attempt) return attempt;
		}
	}

	/** Only the waiting ends then: what has been sent is never given up, it might have been done. */
	private untilTurn(): AbortSignal {
		const { turnMs } = this.patience;
		if (turnMs === Infinity) return this.waiting;
		const waiting = new AbortController();
		void sleep(turnMs).then(() => waiting.abort());
		return waiting.signal;
	}

	/** Beside others: statuses come back as answers. */
	private async exchange(request: ApiRequest): Promise<Attempt> {
		const { generation } = this.gate;
		const attempt = await this.attempted(request, async (options) => await this.signedBy(options));
		return { ...attempt, generation: this.gate.needed ? generation : undefined };
	}

	/**
	 * Alone: n8n is left to see a 401 itself, for then it renews the token and asks again; with
	 * `ignoreHttpStatusErrors` it would not.
	 */
	private async exchangeAlone(request: ApiRequest): Promise<Attempt> {
		const attempt = await this.attempted(request, async (options) => {
			// It may have been renewed or edited, by this process or another.
			await this.readCredential();
			return await this.signedBy({ ...options, ignoreHttpStatusErrors: false });
		});
		const { answer, failure } = attempt;
		if (failure?.ofToken) this.gate.failed(failure);
		if (answer && failure?.kind !== 'unauthorized') await this.trustRenewed();
		return attempt;
	}

	/**
	 * Signed with the credential at hand, for which n8n's request helper would otherwise look into the
	 * database and decrypt for every single request.
	 */
	private async signedBy(options: IHttpRequestOptions): Promise<unknown> {
		const { id, name } = this.context.getNode().credentials?.[CREDENTIAL] ?? { id: null, name: '' };
		const { abortSignal } = options;
		// n8n would put the execution's own signal in place of the request's.
		const context = Object.create(this.context, {
			getExecutionCancelSignal: { value: () => abortSignal },
		}) as RequestContext;
		return await this.context.helpers.httpRequestWithAuthentication.call(
			context,
			CREDENTIAL,
			options,
			{ credentialsDecrypted: { id: id ?? '', name, type: CREDENTIAL, data: this.data } },
		);
	}

	/** Without the credential, which is for SendPulse's API alone. */
	private async exchangeOpenly(request: ApiRequest): Promise<Attempt> {
		return await this.attempted(
			request,
			async (options) => (await this.context.helpers.httpRequest(options)) as unknown,
		);
	}

	/** A request that n8n makes, as what came of it. Its end is bounded, its beginning is now. */
	private async attempted(
		request: ApiRequest,
		make: (options: IHttpRequestOptions) => Promise<unknown>,
	): Promise<Attempt> {
		const at = this.pace.time;
		// Not within: a request that can't be made is the fault of its item, and no failure of sending.
		const payload = payloadOf(request);
		const options = this.httpOptions(request, payload);
		const bytes = (payload?.bytes ?? 0) + (request.answer === 'file' ? LARGEST_FILE : 0);
		const outcome = await within(
			this.patience.answerMs + bytes / SLOW_LINE,
			async (abortSignal) => {
				const ask = async (signal: AbortSignal) =>
					await answerOf(make({ ...options, abortSignal: signal }));
				if (request.answer !== 'file') return await ask(abortSignal);
				return await withContent(ask, this.patience.timeoutMs, abortSignal);
			},
			this.signal,
		).catch((error: unknown) => {
			if (error instanceof Cancelled) throw error;
			if (error instanceof TookTooLong) return lost('ETIMEDOUT');
			return error instanceof ApiFailure ? error : failureBehind(error);
		});
		if (outcome instanceof ApiFailure) return { failure: outcome, at };
		return { answer: outcome, failure: failureOf(request, outcome), at };
	}

	private httpOptions(request: ApiRequest, payload?: Payload): IHttpRequestOptions {
		const wantsFile = request.answer === 'file';
		return {
			method: request.method,
			url: this.addressOf(request),
			headers: {
				Accept: wantsFile ? '*/*' : 'application/json',
				...(payload ? { 'Content-Type': payload.type } : {}),
			},
			...(payload ? { body: payload.body } : {}),
			// Not as a whole: how much there is of it nobody knows before.
			...(wantsFile ? { encoding: 'stream' as const } : {}),
			timeout: this.patience.timeoutMs,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			sendCredentialsOnCrossOriginRedirect: false,
		};
	}

	private async readCredential(): Promise<void> {
		this.data = await this.context.getCredentials(CREDENTIAL);
	}

	/** The token that the credential holds, named by its fingerprint. */
	private get storedToken(): { token: string; ends: number } | undefined {
		const credential = asCredential(this.data);
		const stored = credential.authentication === 'apiKey' ? undefined : usableToken(credential);
		return stored && { token: fingerprint(stored.token), ends: stored.ends };
	}

	private trustStored(): void {
		const { storedToken } = this;
		if (storedToken) this.gate.trust(storedToken.token, storedToken.ends);
	}

	/**
	 * Whether the credential at hand holds the token that all should use now; it is read again where that
	 * was renewed, by this run or by another. Where the stored one was emptied, or made for somebody else,
	 * n8n would fetch one for each request: then trust ends, so that one request goes alone.
	 */
	private async holdsToken(): Promise<boolean> {
		const { gate } = this;
		const { generation } = gate;
		if (!gate.good) return false;
		const isCurrent = () => gate.isCurrent(this.storedToken?.token);
		if (isCurrent()) return true;
		await this.readCredential().catch((error: unknown) => {
			throw failureBehind(error);
		});
		this.trustStored();
		if (isCurrent()) return true;
		gate.distrust(generation);
		return false;
	}

	/** After a request that went alone: n8n has put the token that it fetched into the credential at hand. */
	private async trustRenewed(): Promise<void> {
		if (!this.storedToken) await this.readCredential();
		const { storedToken } = this;
		if (storedToken) this.gate.prove(storedToken.token, storedToken.ends);
	}
}

/** What a request carries, in the form that n8n's request helper takes. */
interface Payload {
	type: string;
	body: IDataObject | ArrayBuffer;
	bytes: number;
}

/** Made anew for each attempt, and not held while the next one is waited for. */
function payloadOf({ body, parts }: ApiRequest): Payload | undefined {
	if (parts) {
		const form = multipart(parts);
		return { ...form, bytes: form.body.byteLength };
	}
	if (!body) return undefined;
	const text = JSON.stringify(body);
	// What encodes itself has to be encoded before n8n looks at it.
	return {
		type: 'application/json',
		body: JSON.parse(text) as IDataObject,
		bytes: text.length,
	};
}

/** n8n's request helper throws some answers, those to a request that goes alone among them. */
async function answerOf(response: Promise<unknown>): Promise<Answer> {
	return await response.then(
		(full) => {
			const { statusCode, headers, body } = full as FullResponse;
			return { status: statusCode, headers, body };
		},
		(error: unknown) => {
			const answer = answerIn(error);
			if (answer) return answer;
			throw error;
		},
	);
}

function awayFor(lastedMs: number, { message }: ApiFailure): ApiFailure {
	const minutes = Math.max(1, Math.round(lastedMs / 60_000));
	return new ApiFailure(
		'unreachable',
		`Nothing was sent for this, because SendPulse has not been there for ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}. Run this again when it is. The last that was tried: ${sentence(message)}`,
	);
}

function usableBaseUrl(value: unknown): string {
	try {
		return checkedBaseUrl(value);
	} catch (error) {
		throw failureBehind(error);
	}
}

/** @param doubtful an attempt before the last one may have worked */
function toldAs(
	failure: ApiFailure,
	{ repeatable = false, whereToLook = 'in SendPulse', remedy }: Sending,
	attempts: number,
	doubtful: boolean,
): ApiFailure {
	if (failure.kind === 'unclear') {
		const text = unclearText(failure, repeatable, attempts, whereToLook, remedy);
		return new ApiFailure('unclear', text, failure);
	}
	if (!doubtful) return failure;
	const before = `An attempt before that was left without a clear answer: look ${whereToLook} whether it was done.`;
	return new ApiFailure(failure.kind, `${failure.message} ${before}`, failure);
}

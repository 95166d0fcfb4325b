import {
	sleep,
	type IAdditionalCredentialOptions,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type IExecuteFunctions,
	type IHookFunctions,
	type IHttpRequestOptions,
	type ILoadOptionsFunctions,
	type IWebhookFunctions,
} from 'n8n-workflow';
import { paceOf, tokenGateOf, type Admission, type TokenGate } from './account';
import { checkedBaseUrl } from './baseUrl';
import {
	answerIn,
	ApiFailure,
	failureBehind,
	failureOf,
	unclearText,
	type Answer,
} from './failures';
import type { Pace } from './pace';
import { isRecord } from './record';
import { queryString, type ApiRequest } from './request';
import { fingerprint, tokenPurpose, usableToken, type SendPulseCredential } from './token';
import { Cancelled, orCancelled, pause, stopIfCancelled } from './waiting';

export const CREDENTIAL = 'sendPulseRestApi';

/** Everything in n8n that can make requests with a credential. */
export type RequestContext =
	| IExecuteFunctions
	| ILoadOptionsFunctions
	| IHookFunctions
	| IWebhookFunctions;

/**
 * How long to bear with SendPulse. Refusals for pace are waited out, since the quota is per minute as
 * well; requests with an unclear result are sent again. A person in front of a pick list, or n8n while
 * it activates a workflow, is told soon; a delivery of SendPulse itself waits for its answer.
 */
export const PATIENCE = {
	run: { turnMs: Infinity, refusalsMs: 90_000, attempts: 4, timeoutMs: 60_000 },
	person: { turnMs: 5_000, refusalsMs: 5_000, attempts: 2, timeoutMs: 20_000 },
	delivery: { turnMs: 3_000, refusalsMs: 0, attempts: 1, timeoutMs: 3_000 },
} as const;

export type Patience = keyof typeof PATIENCE;

const BUSY =
	'Other work of this n8n is using the SendPulse account at its full pace, and nothing was sent for this. Try again in a moment.';

const STANDSTILL =
	'SendPulse has refused requests for coming too fast, so none is sent to it for now, and nothing was sent for this. Try again in a minute.';

/** Waits between the attempts of one request, before jitter. */
const RETRY_WAITS_MS = [500, 1_500, 4_000];

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
}

interface Attempt {
	answer?: Answer;
	failure?: ApiFailure;
	generation?: number;
}

interface FullResponse {
	statusCode: number;
	headers: Record<string, unknown>;
	body: unknown;
}

/**
 * The one way to SendPulse. It alone knows authentication, base URL, pace, retries and errors.
 */
export class Client {
	/**
	 * The credential does not work, or the quota is used up: what is still to come would only be
	 * refused likewise.
	 */
	private hopeless: ApiFailure | undefined;

	/** Ends all waiting for a turn once that has become hopeless. */
	private readonly givenUp = new AbortController();

	/** The end of waiting for a turn: that, or the execution's own end. */
	private readonly waiting: AbortSignal;

	/** As n8n had it when it was last looked at. */
	private credential: SendPulseCredential;

	private constructor(
		private readonly context: RequestContext,
		credential: SendPulseCredential,
		readonly baseUrl: string,
		private readonly pace: Pace,
		private readonly gate: TokenGate,
		/** The same for all clients of one account, and nothing that could be used to get in. */
		readonly accountKey: string,
		private readonly patience: (typeof PATIENCE)[Patience],
		private readonly signal?: AbortSignal,
	) {
		this.credential = credential;
		this.waiting = AbortSignal.any([this.givenUp.signal, ...(signal ? [signal] : [])]);
		this.trustStored();
	}

	/**
	 * @param patience see {@link PATIENCE}
	 * @throws what n8n throws without a credential, or ApiFailure for a Base URL that is none
	 */
	static async open(context: RequestContext, patience: Patience = 'run'): Promise<Client> {
		const credential = await context.getCredentials<SendPulseCredential & object>(CREDENTIAL);
		const byKey = credential.authentication === 'apiKey';
		const baseUrl = usableBaseUrl(credential.baseUrl);
		const accountId = byKey ? fingerprint(credential.apiKey) : credential.clientId;
		const accountKey = fingerprint(baseUrl, accountId);
		const credentialId = context.getNode().credentials?.[CREDENTIAL]?.id ?? '';
		const purpose = byKey ? accountId : tokenPurpose(credential);
		const gate = tokenGateOf(credentialId, purpose, !byKey);
		const signal =
			'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
		return new Client(
			context,
			credential,
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
	async send(request: ApiRequest, sending: Sending = {}): Promise<unknown> {
		const repeatable = sending.repeatable ?? request.method === 'GET';
		const began = this.pace.time;
		let refusedSince: number | undefined;
		let renewals = 0;
		let unclear = false;
		for (let attempts = 1; ; ) {
			stopIfCancelled(this.signal);
			if (this.hopeless) throw this.hopeless;
			const { answer, failure, generation } = await this.once(request);
			if (answer && failure?.kind !== 'pace') this.pace.accepted();
			if (!failure) return resultOf(request, answer?.body);
			stopIfCancelled(this.signal);
			unclear ||= failure.kind === 'unclear';
			const last = () => told(failure, repeatable, attempts, unclear && request.method !== 'GET');
			if (unclear && failure.kind === 'refused' && sending.alreadyDone?.(failure)) {
				return { result: true };
			}
			if (failure.kind === 'pace') {
				const wait = this.pace.refused(failure.retryAfterMs);
				const next = this.pace.time + wait;
				refusedSince ??= this.pace.time;
				// Nobody on the account got through all that time: whoever waits behind would not either.
				if (next - Math.max(began, this.pace.refusedSince) > this.patience.refusalsMs) {
					this.giveUp(failure);
				}
				if (next - refusedSince > this.patience.refusalsMs) throw last();
			} else if (failure.kind === 'unauthorized' && generation !== undefined && renewals < 2) {
				// The token ended before its time: one request renews it, the others wait for that.
				renewals++;
				this.gate.distrust(generation);
			} else if (failure.kind === 'unreachable' || (failure.kind === 'unclear' && repeatable)) {
				if (attempts >= this.patience.attempts) throw last();
				await pause(RETRY_WAITS_MS[attempts - 1] * (1 + Math.random() / 2), this.signal);
				attempts++;
			} else {
				if (failure.kind === 'setup' || failure.kind === 'unauthorized') this.hopeless = failure;
				throw last();
			}
		}
	}

	/** Where a request goes to. */
	addressOf({ address, path, query }: ApiRequest): string {
		return address ?? `${this.baseUrl}${path}${queryString(query)}`;
	}

	private giveUp(failure: ApiFailure): void {
		this.hopeless ??= failure;
		this.givenUp.abort();
	}

	/**
	 * One attempt. `generation` is set where a 401 speaks of a token that n8n has not renewed yet.
	 */
	private async once(request: ApiRequest): Promise<Attempt> {
		const { turnMs } = this.patience;
		if (turnMs === Infinity) {
			return await this.inTurn(request, this.waiting).catch((error: unknown) => {
				throw error instanceof Cancelled ? (this.hopeless ?? error) : error;
			});
		}
		// Only the waiting ends: what has been sent is never given up, it might have been done.
		const waiting = new AbortController();
		void sleep(turnMs).then(() => waiting.abort());
		return await this.inTurn(request, waiting.signal).catch((error: unknown) => {
			if (!(error instanceof Cancelled)) throw error;
			return { failure: new ApiFailure('setup', this.pace.standsStill ? STANDSTILL : BUSY) };
		});
	}

	private async inTurn(request: ApiRequest, waiting?: AbortSignal): Promise<Attempt> {
		if (request.address) {
			await this.pace.turn(waiting);
			return await this.exchangeOpenly(request);
		}
		let attempt: Attempt | undefined;
		// A token can end while its request waits for its turn: then it has to queue up anew.
		while (!attempt) {
			attempt = await this.gate.pass(async (admission): Promise<Attempt | undefined> => {
				// What the request before this one was told holds for all that waited behind it.
				if (this.hopeless) throw this.hopeless;
				const turn = await this.pace.turn(waiting);
				if (this.hopeless) throw this.hopeless;
				if (admission === 'shared' && !this.gate.good) return undefined;
				const attempt = await this.exchange(request, admission);
				// It had to wait for its token first.
				if (admission === 'alone') this.pace.leftLate(turn);
				return attempt;
			}, waiting);
		}
		return attempt;
	}

	/**
	 * Beside others, statuses come back as answers. Alone, n8n is left to see a 401 itself, for
	 * then it renews the token and asks again; with `ignoreHttpStatusErrors` it would not.
	 */
	private async exchange(request: ApiRequest, admission: Admission): Promise<Attempt> {
		const alone = admission === 'alone';
		const { generation } = this.gate;
		const options = this.httpOptions(request, !alone);
		const attempt = await attempted(
			request,
			// n8n fetches a token to its end, whether or not the execution goes on.
			orCancelled(
				this.context.helpers.httpRequestWithAuthentication.call(
					this.context,
					CREDENTIAL,
					options,
					alone ? undefined : await this.knownCredential(),
				),
				this.signal,
			),
		);
		if (!alone) return { ...attempt, generation: this.gate.needed ? generation : undefined };
		if (attempt.answer && attempt.failure?.kind !== 'unauthorized') await this.trustRenewed();
		return attempt;
	}

	/** Without the credential, which is for SendPulse's API alone. */
	private async exchangeOpenly(request: ApiRequest): Promise<Attempt> {
		return await attempted(
			request,
			this.context.helpers.httpRequest(this.httpOptions(request, true)),
		);
	}

	private httpOptions(request: ApiRequest, ignoreHttpStatusErrors: boolean): IHttpRequestOptions {
		const options: IHttpRequestOptions = {
			method: request.method,
			url: this.addressOf(request),
			headers: { Accept: 'application/json' },
			timeout: this.patience.timeoutMs,
			returnFullResponse: true,
			ignoreHttpStatusErrors,
			disableFollowRedirect: true,
			sendCredentialsOnCrossOriginRedirect: false,
			abortSignal: this.signal,
		};
		if (request.body) {
			options.headers = { ...options.headers, 'Content-Type': 'application/json' };
			options.body = JSON.parse(JSON.stringify(request.body)) as IDataObject;
		}
		return options;
	}

	/**
	 * The credential for n8n's request helper, which would otherwise look into the database and decrypt
	 * for every single request. Read again once the token was renewed, by this run or by another.
	 */
	private async knownCredential(): Promise<IAdditionalCredentialOptions> {
		if (!this.gate.isCurrent(this.storedToken?.token ?? '')) await this.readCredential();
		const { id, name } = this.context.getNode().credentials?.[CREDENTIAL] ?? { id: null, name: '' };
		const data = this.credential as unknown as ICredentialDataDecryptedObject;
		return { credentialsDecrypted: { id: id ?? '', name, type: CREDENTIAL, data } };
	}

	private async readCredential(): Promise<void> {
		this.credential = await this.context.getCredentials<SendPulseCredential & object>(CREDENTIAL);
	}

	/** The token that the credential holds, named by its fingerprint. */
	private get storedToken(): { token: string; ends: number } | undefined {
		const { credential } = this;
		const stored = credential.authentication === 'apiKey' ? undefined : usableToken(credential);
		return stored && { token: fingerprint(stored.token), ends: stored.ends };
	}

	private trustStored(): void {
		const { storedToken } = this;
		if (storedToken) this.gate.trust(storedToken.token, storedToken.ends);
	}

	/** After a request that went alone, n8n has stored the token that it used. */
	private async trustRenewed(): Promise<void> {
		await this.readCredential();
		const { storedToken } = this;
		if (storedToken) this.gate.prove(storedToken.token, storedToken.ends);
	}
}

/** A request that n8n makes, as what came of it. */
async function attempted(request: ApiRequest, sending: Promise<unknown>): Promise<Attempt> {
	const outcome = await sending.then(
		(response) => {
			const { statusCode, headers, body } = response as FullResponse;
			return { status: statusCode, headers, body };
		},
		(error: unknown) => answerIn(error) ?? failureBehind(error),
	);
	if (outcome instanceof ApiFailure) return { failure: outcome };
	return { answer: outcome, failure: failureOf(request, outcome) };
}

function resultOf({ wrapped }: ApiRequest, body: unknown): unknown {
	// A record that comes without an envelope (a message of live chat, a note) may have `data` of its own.
	const isEnvelope = isRecord(body) && 'data' in body && !('id' in body);
	return wrapped && isEnvelope ? body.data : body;
}

function usableBaseUrl(value: unknown): string {
	try {
		return checkedBaseUrl(value);
	} catch (error) {
		throw failureBehind(error);
	}
}

const MAY_BE_DONE =
	'An attempt before that was left without a clear answer: look in SendPulse whether it was done.';

/** @param doubtful an attempt before the last one may have worked */
function told(
	failure: ApiFailure,
	repeatable: boolean,
	attempts: number,
	doubtful: boolean,
): ApiFailure {
	if (failure.kind === 'unclear') {
		return new ApiFailure('unclear', unclearText(failure, repeatable, attempts), failure);
	}
	return doubtful
		? new ApiFailure(failure.kind, `${failure.message} ${MAY_BE_DONE}`, failure)
		: failure;
}

/** What the tests of operations, pick lists and the credential share: SendPulse's API, stood in for by nock. */
import './quiet.mts';
import nock from 'nock';
import type { IDataObject } from 'n8n-workflow';
import type { ActionNode } from './actionNodes.mts';
import { runNode, StoredCredential, type NodeResult, type NodeRun } from './n8n.mts';

export const HOST = 'https://api.sendpulse.com';

/** A request as it arrived: the path as it stands on the wire, query included. */
export interface Arrived {
	method: string;
	path: string;
	body?: unknown;
}

export interface Answer {
	status: number;
	body: unknown;
	headers?: Record<string, string>;
}

/** Status 200 and this body. */
export const says = (body: unknown): Answer => ({ status: 200, body });

/** The error body of the REST API (OpenAPI, schema Error). */
export const refuses = (status: number, code: number, message: string): Answer => ({
	status,
	body: { message, error_code: code },
});

/** Most writes answer so. */
export const DONE = says({ result: true });

let answerAside: ((request: Arrived) => Answer | undefined) | undefined;

/**
 * For all tests of a file: answers what an operation looks up before its own work. Other requests arrive
 * as if there were no such look-ups.
 */
export function answersAside(answer: (request: Arrived) => Answer | undefined): void {
	answerAside = answer;
}

/** SendPulse as a test needs it: notes whatever arrives and answers as it was told. */
export class StandIn {
	readonly requests: Arrived[] = [];

	/** The Authorization header of each request. */
	readonly authorizations: Array<string | undefined> = [];

	/** The names of all headers that arrived, in small letters. */
	readonly headerNames = new Set<string>();

	/** Requests that waited for their answer at the same time, at most; told by slow answers. */
	mostAtOnce = 0;

	private waiting = 0;

	constructor(
		private readonly answer: (request: Arrived) => Answer | undefined,
		{ host = HOST, delayMs = 0 } = {},
	) {
		if (nock.activeMocks().some((mock) => mock.includes(new URL(host).host))) {
			throw new Error(`${host} is stood in for already: one stand-in for each test`);
		}
		const note = (arrived: Arrived, sentHeaders: Record<string, string | string[]>) =>
			this.note(arrived, sentHeaders);
		for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) {
			nock(host)
				.persist()
				.intercept(/.*/, method)
				.reply(async function (_, sent) {
					const body = sent === '' ? {} : { body: sent };
					const reply = note({ method, path: this.req.path, ...body }, this.req.headers);
					if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));
					return reply();
				});
		}
	}

	/** Notes a request; its answer is made when it is called for. */
	private note(
		arrived: Arrived,
		sentHeaders: Record<string, string | string[]>,
	): () => [number, nock.Body, Record<string, string>] {
		const known = answerAside?.(arrived);
		if (known) return () => [known.status, known.body as nock.Body, known.headers ?? {}];
		this.requests.push(arrived);
		this.authorizations.push([sentHeaders.authorization].flat()[0]);
		for (const name of Object.keys(sentHeaders)) this.headerNames.add(name.toLowerCase());
		this.mostAtOnce = Math.max(this.mostAtOnce, ++this.waiting);
		const { status, body, headers } = this.answer(arrived) ?? {
			status: 418,
			body: { message: `The test expects no ${arrived.method} ${arrived.path}` },
		};
		return () => {
			this.waiting--;
			return [status, body as nock.Body, headers ?? {}];
		};
	}
}

/** Answers in this order; a request beyond the last one is answered with 418. */
export function answering(...answers: Answer[]): StandIn {
	const left = [...answers];
	return new StandIn(() => left.shift());
}

/** Answers by what was asked, for requests whose order does not matter. */
export const answeringBy = (answer: (request: Arrived) => Answer | undefined): StandIn =>
	new StandIn(answer);

/** Answers so slowly that requests which don't wait for one another meet. */
export const answeringSlowly = (answer: Answer): StandIn =>
	new StandIn(() => answer, { delayMs: 20 });

/** Refuses to speak: for what must be settled before anything is sent. */
export const silent = () => answering();

let accounts = 0;

/** An API key of an account of its own, so that no test waits for the pace of another. */
export const apiKey = () =>
	new StoredCredential(
		{ authentication: 'apiKey', apiKey: `key-${++accounts}` },
		`credential-${accounts}`,
	);

/** A value as the editor's resource locator stores it. */
export const locator = (value: unknown, mode = 'list'): IDataObject => ({
	__rl: true,
	mode,
	value: value as string,
});

/** An operation, to be run in n8n's engine. */
export interface OperationUnderTest {
	node: ActionNode;
	resource: string;
	name: string;
	run(parameters: IDataObject, more?: Partial<Omit<NodeRun, 'parameters'>>): Promise<NodeResult>;
}

/** Makes operations of a node. */
export const operationOf =
	(node: ActionNode) =>
	(resource: string, name: string): OperationUnderTest => ({
		node,
		resource,
		name,
		run: async (parameters, more = {}) =>
			await runNode({
				node,
				credential: apiKey(),
				...more,
				parameters: { resource, operation: name, ...parameters },
			}),
	});

export const operation = operationOf('SendPulse');
export const chatbotOperation = operationOf('SendPulseChatbot');

beforeAll(() => nock.disableNetConnect());
afterEach(() => nock.cleanAll());
afterAll(() => nock.restore());

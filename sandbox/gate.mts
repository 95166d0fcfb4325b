import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { asArguments } from './arguments.mts';
import type { SandboxContext } from './context.mts';
import { ApiError, refusals, retryAfterHeader } from './errors.mts';
import { acts, type FaultRule } from './faults.mts';
import { withoutSecretFields, withoutTexts, type RequestRecord } from './log.mts';

declare module 'fastify' {
	interface FastifyContextConfig {
		/** Names that the query of this route may have; not said, any. */
		query?: readonly string[];
	}
}

/** A request on its way through the gate. */
interface Passage {
	record: RequestRecord;
	arrival: number;
	/** Spoils the answer that the request gets in the end. */
	spoil: FaultRule | null;
}

const TOKEN_PATH = '/oauth/access_token';
/** Events sent without a token (How to send events, "POST raw" and "POST form-data"). */
const OPEN_PATH = /^\/events\/id\//;

/**
 * Stands before every route of the API: writes the log, misbehaves when told to, wants to know who asks
 * (Service REST API, Authorization) and how often (Request limits), and words refusals. What is turned away here
 * does not reach its route.
 */
export function addGate(api: FastifyInstance, sandbox: SandboxContext): void {
	const passages = new WeakMap<FastifyRequest, Passage>();

	api.addHook('onRequest', async (request) => {
		// What was due before the request came is done before it is looked at.
		sandbox.agenda.catchUp();
		const record = sandbox.log.begin(
			sandbox.clock.now(),
			request.method,
			safePath(request, sandbox),
		);
		passages.set(request, { record, arrival: performance.now(), spoil: null });
	});

	api.addHook('preHandler', async (request, reply) => {
		const passage = passages.get(request);
		if (!passage) return;
		const { record } = passage;
		describe(record, request, sandbox);
		const path = pathOf(request);
		const { account } = sandbox.state;
		const { kind, refusal } = account.authenticate(request.headers.authorization, request.ip);
		record.token = kind;

		const { delay, rule } = sandbox.faults.strike(request.method, path);
		if (delay > 0) {
			record.faults.push('latency');
			await sandbox.clock.sleep(delay, sandbox.closing);
		}
		if (rule) {
			record.faults.push(rule.kind);
			if (!acts(rule)) return answerWithFault(rule, request, reply, sandbox);
			passage.spoil = rule;
		}

		const isTokenRequest = path === TOKEN_PATH;
		if (!isTokenRequest && refusal && !OPEN_PATH.test(path)) throw refusal;
		if (!isTokenRequest || sandbox.options.countTokenRequests) sandbox.limits.take();
	});

	api.addHook('onSend', async (request, reply, payload) => {
		const passage = passages.get(request);
		if (!passage) return payload;
		const text = typeof payload === 'string' ? payload : '';
		const { spoil, record, arrival } = passage;
		const spoilt = spoil ? await spoilAnswer(spoil, text, request, reply, sandbox) : payload;
		// Before the answer leaves, so that whoever has it finds it in the log.
		const isLost = spoil?.kind === 'reset' || spoil?.kind === 'hang';
		if (!isLost) {
			record.status = reply.statusCode;
			record.code = codeIn(typeof spoilt === 'string' ? spoilt : text);
		}
		record.duration = Math.round((performance.now() - arrival) * 1_000) / 1_000;
		return spoilt;
	});

	api.setErrorHandler((error: ApiError | (Error & { statusCode?: number }), _request, reply) => {
		if (error instanceof ApiError)
			return reply.code(error.status).headers(error.headers).send(error.body);
		const status = error.statusCode ?? 500;
		// A fault of the sandbox itself must not pass for one of the client.
		if (status >= 500) console.error(error);
		return reply.code(status).send({ message: error.message, error_code: status });
	});

	api.setNotFoundHandler(() => {
		throw refusals.notFound();
	});
}

/** Answers a path whose percent-encoding is broken: it meets no route, hence no gate. */
export function refuseBadPath(
	request: FastifyRequest,
	reply: FastifyReply,
	sandbox: SandboxContext,
): void {
	const record = sandbox.log.begin(sandbox.clock.now(), request.method, safePath(request, sandbox));
	record.status = 400;
	record.code = 400;
	reply.code(400).send({ message: 'Bad request', error_code: 400 });
}

const pathOf = (request: FastifyRequest) => request.url.split('?', 1)[0] ?? '';

function safePath(request: FastifyRequest, { state }: SandboxContext): string {
	return String(withoutTexts(pathOf(request), state.account.secrets()));
}

function describe(record: RequestRecord, request: FastifyRequest, { state }: SandboxContext): void {
	const secrets = state.account.secrets();
	record.query = asArguments(withoutTexts(withoutSecretFields(request.query), secrets));
	const known = request.routeOptions.config.query;
	const unknown = Object.keys(record.query).filter(
		(name) => !known?.includes(name.replace(/\[.*$/, '')),
	);
	if (known && unknown.length > 0) record.unknownQuery = unknown;
	const body = request.body ?? null;
	const text = body === null ? '' : JSON.stringify(body);
	const holdsSecret = secrets.some((secret) => text.includes(secret));
	const named = pathOf(request) === TOKEN_PATH ? withoutSecretFields(body) : body;
	record.body = holdsSecret ? withoutTexts(named, secrets) : named;
}

function codeIn(text: string): number | null {
	const code = /"error_code":(\d+)/.exec(text)?.[1];
	return code === undefined ? null : Number(code);
}

/** Answers in place of the route. */
async function answerWithFault(
	rule: FaultRule,
	request: FastifyRequest,
	reply: FastifyReply,
	sandbox: SandboxContext,
): Promise<FastifyReply> {
	switch (rule.kind) {
		case 'reset':
			reply.hijack();
			request.raw.socket.resetAndDestroy();
			return reply;
		case 'hang':
			reply.hijack();
			sandbox.faults.onHang(request.raw.socket);
			return reply;
		default:
			return reply.send(replaceAnswer(rule, reply, sandbox));
	}
}

/** Makes something else of the answer to a request that was carried out. */
async function spoilAnswer(
	rule: FaultRule,
	text: string,
	request: FastifyRequest,
	reply: FastifyReply,
	sandbox: SandboxContext,
): Promise<string | Readable> {
	switch (rule.kind) {
		case 'reset':
			request.raw.socket.resetAndDestroy();
			return '';
		case 'hang':
			sandbox.faults.onHang(request.raw.socket);
			// The sandbox closes all connections when it closes.
			await new Promise<void>((resolve) => request.raw.socket.once('close', () => resolve()));
			return '';
		case 'truncated':
			return text.slice(0, Math.floor(text.length / 2));
		case 'empty':
			return '';
		case 'contentType':
			reply.type('text/html; charset=utf-8');
			return text;
		case 'drip':
			return Readable.from(drops(text, rule, sandbox));
		default:
			return replaceAnswer(rule, reply, sandbox);
	}
}

/** Sets status and headers for the fault and gives its body. */
function replaceAnswer(rule: FaultRule, reply: FastifyReply, { options }: SandboxContext): string {
	const refuse = ({ status, headers, body }: ApiError) => {
		reply.code(status).headers(headers).type('application/json; charset=utf-8');
		return JSON.stringify(body);
	};
	switch (rule.kind) {
		case 'page502':
			reply
				.code(502)
				.headers(retryAfterHeader(rule.retryAfter ?? null))
				.type('text/html');
			return '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n';
		case 'error503':
			return refuse(refusals.unavailable(rule.retryAfter ?? null));
		case 'quota429':
			return refuse(refusals.quota(rule.retryAfter ?? null));
		case 'perSecond':
			return refuse(refusals.perSecond(options.perSecondStatus, rule.retryAfter ?? null));
		case 'unauthorized':
			return refuse(refusals.unauthorized());
		case 'refused':
			if (rule.body === undefined) return refuse(refusals.planTooSmall());
			reply.code(rule.status ?? 403).type('application/json; charset=utf-8');
			return JSON.stringify(rule.body);
		case 'redirect':
			reply
				.code(302)
				.header('location', rule.location ?? 'https://elsewhere.example/')
				.type('text/html');
			return '<html><body>Moved</body></html>';
		case 'falseResult':
			reply.code(200).type('application/json; charset=utf-8');
			return JSON.stringify(rule.body ?? { result: false });
		default:
			return refuse(refusals.serverError());
	}
}

async function* drops(
	text: string,
	{ bytes = 16, ms = 20 }: FaultRule,
	{ clock, closing }: SandboxContext,
) {
	const whole = Buffer.from(text);
	for (let start = 0; start < whole.length; start += bytes) {
		await clock.sleep(ms, closing);
		yield whole.subarray(start, start + bytes);
	}
}

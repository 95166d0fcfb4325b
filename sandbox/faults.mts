import type { Socket } from 'node:net';

/** Ways to misbehave. */
export type FaultKind =
	/** Waits before the request is looked at: `ms`, and up to `jitter` more. */
	| 'latency'
	/** Resets the connection. */
	| 'reset'
	/** Never answers. */
	| 'hang'
	/** A failure of the server in JSON. */
	| 'error500'
	/** A failure of what stands before the server: an HTML page; `retryAfter` seconds in the header, if given. */
	| 'page502'
	/** Likewise, in JSON. */
	| 'error503'
	/** Over the quota; `retryAfter` seconds in the header, if given. */
	| 'quota429'
	/** Code 2020202020: more than ten requests in a second. */
	| 'perSecond'
	| 'unauthorized'
	/** Missing in the account's plan, or whatever `status` and `body` say. */
	| 'refused'
	/** Sends the client to `location`. */
	| 'redirect'
	/** Status 200 around a failure: `body`, `{"result":false}` if not given. */
	| 'falseResult'
	/** The true answer, cut in half. */
	| 'truncated'
	/** The true answer's status, and nothing in it. */
	| 'empty'
	/** The true answer, called HTML. */
	| 'contentType'
	/** The true answer, `bytes` at a time, `ms` apart. */
	| 'drip';

export interface FaultRule {
	kind: FaultKind;
	/** Which requests: a method, a path where `*` stands for one part and `**` for any number. Without it, all. */
	match?: { method?: string; path?: string | RegExp };
	/** How often; without it, always. */
	times?: number;
	/** How many matching requests go unharmed first. */
	after?: number;
	/** Whether the request is carried out before its answer is spoilt. Some kinds leave no choice: see `acts`. */
	acted?: boolean;
	ms?: number;
	jitter?: number;
	retryAfter?: number;
	location?: string;
	status?: number;
	body?: unknown;
	bytes?: number;
}

interface PlannedRule extends FaultRule {
	seen: number;
	fired: number;
}

/** What is wrong with one request: how long it waits, and the one fault it then has. */
export interface Mischief {
	delay: number;
	rule: FaultRule | null;
}

/** Answers that only exist once the request was carried out, and those that mean it was not. */
const alwaysActs: ReadonlySet<FaultKind> = new Set(['truncated', 'empty', 'contentType', 'drip']);
const neverActs: ReadonlySet<FaultKind> = new Set([
	'quota429',
	'perSecond',
	'unauthorized',
	'refused',
	'redirect',
]);

/** Whether a request with that fault is carried out. */
export function acts({ kind, acted = false }: FaultRule): boolean {
	return alwaysActs.has(kind) || (acted && !neverActs.has(kind));
}

/** The misbehaviour that is asked for, rule by rule. */
export class FaultPlan {
	/** Told of the connection of each request that gets no answer. */
	onHang: (connection: Socket) => void = () => {};

	private rules: PlannedRule[] = [];
	private random: () => number;

	constructor(private readonly seed: number) {
		this.random = randomFrom(seed);
	}

	add(...rules: FaultRule[]): void {
		this.rules.push(...rules.map((rule) => ({ ...rule, seen: 0, fired: 0 })));
	}

	clear(): void {
		this.rules = [];
		this.random = randomFrom(this.seed);
	}

	/** The rules, and how often each has fired. */
	list(): Array<FaultRule & { fired: number }> {
		return this.rules.map(({ seen: _, ...rule }) => ({ ...rule }));
	}

	/** What befalls this request: all waits that fit it, and the first other fault that does. */
	strike(method: string, path: string): Mischief {
		const due = this.rules.filter((rule) => fits(rule, method, path) && isDue(rule));
		const waits = due.filter(({ kind }) => kind === 'latency');
		const fault = due.find(({ kind }) => kind !== 'latency') ?? null;
		let delay = 0;
		for (const wait of waits) delay += (wait.ms ?? 0) + this.random() * (wait.jitter ?? 0);
		for (const rule of fault ? [...waits, fault] : waits) rule.fired += 1;
		return { delay, rule: fault };
	}
}

function fits({ match }: FaultRule, method: string, path: string): boolean {
	if (match?.method !== undefined && match.method.toUpperCase() !== method) return false;
	if (match?.path === undefined) return true;
	return (typeof match.path === 'string' ? pattern(match.path) : match.path).test(path);
}

// Counts the request as seen, whether or not the rule fires.
function isDue(rule: PlannedRule): boolean {
	rule.seen += 1;
	return rule.seen > (rule.after ?? 0) && rule.fired < (rule.times ?? Infinity);
}

function pattern(glob: string): RegExp {
	const source = glob
		.split(/(\*\*?)/)
		.map((part) =>
			part === '**' ? '.*' : part === '*' ? '[^/]*' : part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'),
		)
		.join('');
	return new RegExp(`^${source}$`);
}

/** A row of numbers from 0 to 1 that is the same for the same seed (the "mulberry32" generator). */
export function randomFrom(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}

/** JSON schema of a rule that comes in over HTTP. */
export const faultSchema = {
	type: 'object',
	additionalProperties: false,
	required: ['kind'],
	properties: {
		kind: {
			enum: [
				'latency',
				'reset',
				'hang',
				'error500',
				'page502',
				'error503',
				'quota429',
				'perSecond',
				'unauthorized',
				'refused',
				'redirect',
				'falseResult',
				'truncated',
				'empty',
				'contentType',
				'drip',
			] satisfies FaultKind[],
		},
		match: {
			type: 'object',
			additionalProperties: false,
			properties: { method: { type: 'string' }, path: { type: 'string' } },
		},
		times: { type: 'integer', minimum: 1 },
		after: { type: 'integer', minimum: 0 },
		acted: { type: 'boolean' },
		ms: { type: 'number', minimum: 0 },
		jitter: { type: 'number', minimum: 0 },
		retryAfter: { type: 'integer', minimum: 0 },
		location: { type: 'string' },
		status: { type: 'integer', minimum: 400, maximum: 499 },
		body: {},
		bytes: { type: 'integer', minimum: 1 },
	} satisfies Record<keyof FaultRule, object>,
};

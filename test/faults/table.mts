/** What can go wrong between n8n and SendPulse, and what then becomes of each kind of work. */
import { table } from '../../bench/table.mts';
import { PATIENCE } from '../../nodes/engine/api/client';
import { acts, type FaultKind, type FaultRule } from '../../sandbox/faults.mts';
import { works, type Work } from './works.mts';

/** What the node may know after a fault that happened once. */
type Knows =
	/** It was not done, and is safe to send again. */
	| 'not done'
	/** Nobody knows. */
	| 'unclear'
	/** SendPulse said no. */
	| 'refused'
	/** The answer came, late or oddly labelled. */
	| 'answered';

export interface Fault {
	name: string;
	rule: Omit<FaultRule, 'match' | 'times' | 'after'>;
	/** TLS breaks where the rule resets the connection. */
	overTls?: true;
	knows: Knows;
}

export const faults: Fault[] = [
	{ name: 'reset before it acted', rule: { kind: 'reset' }, knows: 'unclear' },
	{ name: 'reset after it acted', rule: { kind: 'reset', acted: true }, knows: 'unclear' },
	{ name: 'TLS broken before it acted', rule: { kind: 'reset' }, overTls: true, knows: 'unclear' },
	{
		name: 'TLS broken after it acted',
		rule: { kind: 'reset', acted: true },
		overTls: true,
		knows: 'unclear',
	},
	{ name: 'no answer, not acted', rule: { kind: 'hang' }, knows: 'unclear' },
	{ name: 'no answer, acted', rule: { kind: 'hang', acted: true }, knows: 'unclear' },
	{ name: '500', rule: { kind: 'error500' }, knows: 'unclear' },
	{ name: '500 after it acted', rule: { kind: 'error500', acted: true }, knows: 'unclear' },
	{ name: '502 as a web page', rule: { kind: 'page502' }, knows: 'unclear' },
	{ name: '503', rule: { kind: 'error503' }, knows: 'unclear' },
	{ name: '503 with Retry-After', rule: { kind: 'error503', retryAfter: 12 }, knows: 'unclear' },
	{ name: '429', rule: { kind: 'quota429' }, knows: 'not done' },
	{ name: '429 with Retry-After', rule: { kind: 'quota429', retryAfter: 1 }, knows: 'not done' },
	{ name: 'more than ten a second', rule: { kind: 'perSecond' }, knows: 'not done' },
	{ name: '401 in mid-run', rule: { kind: 'unauthorized' }, knows: 'not done' },
	{ name: 'JSON cut off', rule: { kind: 'truncated' }, knows: 'unclear' },
	{ name: 'empty answer', rule: { kind: 'empty' }, knows: 'unclear' },
	{ name: 'wrong content type', rule: { kind: 'contentType' }, knows: 'answered' },
	{ name: 'failure inside a 200', rule: { kind: 'falseResult' }, knows: 'refused' },
	{ name: 'slow drip', rule: { kind: 'drip', bytes: 40, ms: 1 }, knows: 'answered' },
	{
		name: 'redirect',
		rule: { kind: 'redirect', location: 'https://elsewhere.example/login?token=x' },
		knows: 'refused',
	},
];

export const UNKNOWN_HOST = "a host's name that is not known";

/** What becomes of a request that meets a fault. */
export interface End {
	/** Whether the user gets what was asked for, rather than an error. */
	good: boolean;
	/** Requests that it takes: at most so many where the error says that it was tried in vain. */
	attempts: number;
	/** Whether SendPulse has it afterwards; undefined for what only reads. */
	there?: boolean;
	/** How the user sees it. */
	words: string;
}

const { attempts, refusalsMs, outageMs } = PATIENCE.run;

/** Of these SendPulse itself says nothing, and each attempt is over at once. */
const OUTAGES: FaultKind[] = ['reset', 'page502', 'error503'];

/** A fault that befalls one request, or all from then on. */
export function endOf({ rule, knows }: Fault, work: Work, lasting: boolean): End {
	const there = (done: boolean) => (work.reads ? {} : { there: done });
	if (knows === 'answered') {
		return { good: true, attempts: 1, ...there(true), words: 'done' };
	}
	if (knows === 'refused') {
		return { good: false, attempts: 1, ...there(false), words: 'error' };
	}
	const unauthorized = rule.kind === 'unauthorized';
	if (knows === 'unclear' && work.looks && acts(rule)) {
		return { good: true, attempts: 1, ...there(true), words: 'looked, done' };
	}
	if (knows === 'unclear' && work.once) {
		return { good: false, attempts: 1, ...there(acts(rule)), words: 'error, sent once' };
	}
	if (!lasting) {
		const how = unauthorized ? 'new token' : knows === 'unclear' ? 'sent again' : 'waited';
		return { good: true, attempts: 2, ...there(true), words: `${how}, done` };
	}
	// The answer is spoilt, but not its status.
	if (work.refusedAgain && ['truncated', 'empty'].includes(rule.kind)) {
		return { good: false, attempts: 2, ...there(true), words: 'error after 2 attempts' };
	}
	if (OUTAGES.includes(rule.kind)) {
		const words = `error after ${outageMs / 1_000} s`;
		return { good: false, attempts: Infinity, ...there(acts(rule)), words };
	}
	if (knows === 'unclear') {
		const words = `error after ${attempts} attempts`;
		return { good: false, attempts, ...there(acts(rule)), words };
	}
	const words = unauthorized ? 'error' : `error after ${refusalsMs / 1_000} s`;
	return { good: false, attempts: Infinity, ...there(false), words };
}

/** In a word, whether SendPulse has it, where an error leaves the user to wonder. */
const cell = ({ good, there, words }: End) =>
	good || there === undefined ? words : `${words}; ${there ? 'it is there' : 'nothing is there'}`;

/** Kinds of work to which the same happens, whatever the fault, share a column. */
function columns(): Work[][] {
	const byEnds = new Map<string, Work[]>();
	for (const work of works) {
		const ends = faults.flatMap((fault) =>
			[false, true].map((lasting) => cell(endOf(fault, work, lasting))),
		);
		const key = ends.join();
		byEnds.set(key, [...(byEnds.get(key) ?? []), work]);
	}
	return [...byEnds.values()];
}

function faultTable(lasting: boolean): string {
	const groups = columns();
	const head = ['fault', ...groups.map((group) => group.map(({ name }) => name).join('; '))];
	const rows = faults.map((fault) => [
		fault.name,
		...groups.map(([work]) => cell(endOf(fault, work as Work, lasting))),
	]);
	const unknown = [UNKNOWN_HOST, ...groups.map(() => 'error; nothing was sent')];
	return table(head, lasting ? [...rows, unknown] : rows);
}

/** All of docs/faults.md. */
export const faultsPage = () => `# Faults

What becomes of a request that meets a fault. Printed by \`npx tsx test/faults/print.mts\` from the table that the
tests in \`test/faults\` go through, what lasts with the node's On Error set to stop and to continue. Each of them holds
the sandbox against what the node has put out: what was reported as done is there, and what must not be done twice
(campaigns, events, messages, e-mails, verifications, uploads, enrollments) is there once at most. Of this, campaigns meet every fault; the others, for which the
engine does the same, the one that would show it done twice. A test holds this page against the table.

Every error names the item, the cause and a remedy, and no secret.

## Once

The fault befalls one request, in the middle of the work where it has a middle.

${faultTable(false)}

- **sent again**: a request that may be repeated safely is, up to ${attempts} times in all, after growing waits, and for
  longer while SendPulse itself is away (see below). Retry-After of a gateway is kept.
- **waited**: the account as a whole stands still, then starts slower and finds its way back to ten requests a second.
- **new token**: one request renews it, and the others wait for that.
- **error, sent once**: nobody can know whether SendPulse has acted. The error says so, and to look there before it is
  done again. An answer with status 200 that does not say that a write was done counts like one that was lost.
- **looked**: a verification is paid for, and not begun again. The node looks whether SendPulse is at it, and goes on.

## For good

The fault befalls all such requests from then on.

${faultTable(true)}

- **it is there**: SendPulse acted, although its answer never came. The error says that this may be so.
- **error after ${outageMs / 1_000} s**: nothing comes back from SendPulse itself, but lost connections or a gateway's 502,
  503 or 504. Such an outage is borne for so long once SendPulse, or its gateway, has answered in the same run; a host
  that was never reached is told after ${attempts} attempts, and so is a request that fails while others are answered.
  When it lasts longer, the run ends: whatever was not sent yet fails at once, also with On Error set to continue, and
  is told from what was sent.
- **error after ${refusalsMs / 1_000} s**: it names the quotas for a second, a minute and a day. What the same run still had to send fails at
  once, with the same words.
`;

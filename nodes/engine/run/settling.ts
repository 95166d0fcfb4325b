import { ApiFailure } from '../api/failures';
import type { ApiRequest } from '../api/request';
import { Cancelled, lasting } from '../api/waiting';
import { retold, wordsOf } from './defect';
import { WithFiles } from './files';
import type { OutputRecord, Records, Settling, Verdict } from './operation';
import type { Prepared } from './prepare';
import { count } from './progress';
import { perform } from './schedule';
import { decided, understood, type Sender } from './sender';
import type { Waiting } from './slots';

type AnySettling = Settling<unknown, unknown>;

/** What it needs of a run, and tells it. */
export interface Patient {
	sender: Sender;
	client: Parameters<NonNullable<AnySettling['submit']>['request']>[1];
	waiting: Waiting;
	/** Ends with the first failure, unless the user wants to go on. */
	goOn: boolean;
	/** These inputs were submitted. */
	submitted(indexes: number[]): void;
	succeed(index: number, records: Records): Promise<void>;
	fail(indexes: number[], error: unknown): void;
	asFailure(error: unknown): unknown;
}

/** Items that are one submission. */
interface Subject {
	items: Prepared[];
	indexes: number[];
	input: unknown;
	timeoutMs: number;
	/** What SendPulse knew of it before: no look that tells the same tells of a submission. */
	before?: Verdict<unknown>;
	/** Why it is unclear whether it was submitted; until a look tells. */
	doubt?: ApiFailure;
	submitted: boolean;
	seen?: unknown;
	looks: number;
	due: number;
	over: boolean;
}

/**
 * Submits all items and looks at them until each is finished, or its time is over.
 *
 * @throws Cancelled
 */
export async function settle(
	operation: AnySettling,
	prepared: readonly Prepared[],
	patient: Patient,
): Promise<void> {
	await new Settlement(operation, prepared, patient).perform();
}

/** The requests that these items would send: the submission, or a look where that tells a result already. */
export async function submissionsAhead(
	operation: AnySettling,
	prepared: readonly Prepared[],
	{ sender, client }: Pick<Patient, 'sender' | 'client'>,
	show: (indexes: number[], request: () => Promise<ApiRequest>) => Promise<unknown>,
): Promise<void> {
	const { submit } = operation;
	for (const { indexes, input } of subjectsOf(operation, prepared)) {
		await show(indexes, async () => {
			const known =
				submit?.unlessKnown?.(input) &&
				(await lookAt(operation, input, sender)).state !== 'unknown';
			return known || !submit ? operation.look(input) : await submit.request(input, client);
		});
	}
}

function subjectsOf(operation: AnySettling, prepared: readonly Prepared[]): Subject[] {
	const subjects = new Map<string, Subject>();
	for (const item of prepared) {
		const key = operation.subject(item.input);
		const known = subjects.get(key);
		if (known) {
			known.items.push(item);
			known.indexes.push(item.index);
			known.timeoutMs = Math.max(known.timeoutMs, item.timeoutMs);
			continue;
		}
		subjects.set(key, {
			items: [item],
			indexes: [item.index],
			input: item.input,
			timeoutMs: item.timeoutMs,
			submitted: false,
			looks: 0,
			due: 0,
			over: false,
		});
	}
	return [...subjects.values()];
}

async function lookAt(
	operation: AnySettling,
	input: unknown,
	sender: Sender,
): Promise<Verdict<unknown>> {
	const body = sender.read(operation.look(input)).then(
		(answer) => ({ answer }),
		(error: unknown) => {
			if (error instanceof ApiFailure && operation.nothingFound?.(error)) return undefined;
			throw error;
		},
	);
	const told = await body;
	return told ? understood(() => operation.judge(told.answer, input)) : { state: 'unknown' };
}

class Settlement {
	private readonly subjects: Subject[];

	private failed = false;

	constructor(
		private readonly operation: AnySettling,
		prepared: readonly Prepared[],
		private readonly patient: Patient,
	) {
		this.subjects = subjectsOf(operation, prepared);
	}

	private get halted(): boolean {
		return this.failed && !this.patient.goOn;
	}

	async perform(): Promise<void> {
		await this.each(this.subjects, async (subject) => await this.submit(subject));
		const began = lasting();
		const open = () => this.subjects.filter(({ over }) => !over);
		for (const subject of open()) {
			if (!(this.operation.awaited?.(subject.input) ?? true)) subject.timeoutMs = 0;
			this.setDue(subject, began, began);
		}
		for (let waiting = open(); waiting.length > 0 && !this.halted; waiting = open()) {
			const due = Math.min(...waiting.map((subject) => subject.due));
			const ms = due - lasting();
			if (ms > 0) await this.patient.waiting.pause(ms, `${count(waiting.length)} not finished yet`);
			// Together: what is due within the same wait is looked at in one go.
			const now = Math.max(due, lasting());
			const looked = waiting.filter((subject) => subject.due <= now);
			await this.each(looked, async (subject) => await this.look(subject, began));
			const then = lasting();
			for (const subject of looked) this.setDue(subject, began, then);
		}
	}

	/** Side by side; what fails is the failure of its items. */
	private async each(
		subjects: Subject[],
		work: (subject: Subject) => Promise<void>,
	): Promise<void> {
		const units = subjects.map((subject) => ({
			concerns: [],
			perform: async () =>
				await work(subject).then(
					() => true,
					(error: unknown) => {
						if (error instanceof Cancelled || this.patient.waiting.signal?.aborted) throw error;
						this.fail(subject, error);
						return false;
					},
				),
		}));
		await perform(units, !this.patient.goOn);
	}

	private async submit(subject: Subject): Promise<void> {
		const { operation, patient } = this;
		const { submit } = operation;
		const { input } = subject;
		if (!submit) return;
		const isRepeatable = decided(submit.repeatable, input);
		const isEnough = submit.unlessKnown?.(input);
		if (isEnough || !isRepeatable) {
			const before = await lookAt(operation, input, patient.sender);
			subject.before = before;
			if (isEnough) {
				subject.seen = before.seen;
				if (before.state === 'finished') return await this.give(subject, true);
				// Somebody has submitted it, and SendPulse is at it.
				if (before.state === 'pending') return;
			}
		}
		await patient.sender
			.change(await submit.request(input, patient.client), {
				repeatable: isRepeatable,
				confirmed: submit.confirmed,
				alreadyDone: submit.alreadyDone,
				whereToLook: submit.whereToLook,
			})
			.then(
				() => this.noteSubmitted(subject),
				(error: unknown) => {
					if (!(error instanceof ApiFailure) || error.kind !== 'unclear') throw error;
					subject.doubt = error;
				},
			);
		if (!subject.doubt && !(operation.awaited?.(input) ?? true)) await this.give(subject, false);
	}

	private noteSubmitted(subject: Subject): void {
		subject.doubt = undefined;
		subject.submitted = true;
		this.patient.submitted(subject.indexes);
	}

	private async look(subject: Subject, began: number): Promise<void> {
		const verdict = await lookAt(this.operation, subject.input, this.patient.sender);
		const { state, seen } = verdict;
		subject.looks++;
		subject.seen = seen ?? subject.seen;
		if (subject.doubt && tellsMore(verdict, subject.before)) this.noteSubmitted(subject);
		// In doubt, what is finished may be an earlier one.
		if (!subject.doubt && state === 'finished') return await this.give(subject, true);
		if (!subject.doubt && state === 'stopped') return await this.give(subject, false);
		if (lasting() - began < subject.timeoutMs) return;
		// Nothing tells whether it was submitted, and to submit it again may be to pay for it twice.
		if (subject.doubt) throw subject.doubt;
		await this.give(subject, false);
	}

	/** The next look; the last one when time is over. */
	private setDue(subject: Subject, began: number, now: number): void {
		const { waits } = this.operation;
		const seconds = typeof waits === 'function' ? waits(subject.input) : waits;
		const wait = seconds[Math.min(subject.looks, seconds.length - 1)] * 1_000;
		// What may have been lost is given time to show.
		const least = subject.doubt && subject.looks === 0 ? now + wait : now;
		const end = Math.max(began + subject.timeoutMs, least);
		// What is only waited for may be finished already.
		const first = subject.looks === 0 && !this.operation.submit;
		subject.due = first ? now : Math.min(now + wait, end);
	}

	private async give(subject: Subject, finished: boolean): Promise<void> {
		const { operation, patient } = this;
		const read = async (request: ApiRequest) => await patient.sender.read(request);
		const { pause } = patient.waiting;
		for (const { index, input } of subject.items) {
			const records = [await operation.output(subject.seen, input, finished, read, pause)].flat();
			await patient.succeed(
				index,
				records.map((record) => withFinished(record, finished)),
			);
		}
		subject.over = true;
	}

	private fail(subject: Subject, error: unknown): void {
		const { operation, patient } = this;
		// Told by its own failure, and not by that of a look: only that one says that it may be paid for.
		const failure = patient.asFailure(subject.doubt ?? error);
		const text = `${operation.submit?.done}, but what became of it could not be read: ${wordsOf(failure)}`;
		patient.fail(subject.indexes, subject.submitted ? retold(failure, text) : failure);
		subject.over = true;
		this.failed = true;
	}
}

const tellsMore = (verdict: Verdict<unknown>, before?: Verdict<unknown>) =>
	verdict.state !== 'unknown' && JSON.stringify(verdict) !== JSON.stringify(before);

const withFinished = (record: OutputRecord, finished: boolean): OutputRecord =>
	record instanceof WithFiles
		? record.simplified((json) => ({ ...json, finished }))
		: { ...record, finished };

// Waits end at once, and the clock runs ahead by as much, and by nothing else: what takes minutes is over
// in moments, and a busy machine is not seen. To be imported first. Times between the wires mean nothing then: whoever counts requests in a second
// needs real time.
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';
import { setImmediate } from 'node:timers/promises';
import type * as Workflow from 'n8n-workflow';

const realNow = Date.now.bind(Date);
const monotonicNow = performance.now.bind(performance);
let ahead = 0;
let set = 0;
let beforeWaking: (() => Promise<void>) | undefined;
const start = realNow();
Date.now = () => start + ahead + set;
// Of no start of its own, so that nobody takes the one for the other.
performance.now = () => ahead;
afterAll(() => {
	Date.now = realNow;
	performance.now = monotonicNow;
});

/** Sets the clock, as people and time servers do: it tells another time of day, and none has passed. */
export function setClock(ms: number): void {
	set += ms;
}

/** Lets time pass. */
export function pass(ms: number): void {
	ahead += ms;
}

/** Does this once, before the next wait ends. */
export function duringNextWait(work: () => Promise<void>): void {
	beforeWaking = work;
}

/** Requests of which the answer is still under way. */
let mockUnanswered = 0;
const mockNote = (message: unknown) => {
	mockUnanswered++;
	(message as { request: ClientRequest }).request.once('close', () => mockUnanswered--);
};
subscribe('http.client.request.start', mockNote);
afterAll(() => unsubscribe('http.client.request.start', mockNote));

/** A request and its answer within this process have arrived by then, however slow the machine is. */
const TURNS_OF_THE_LOOP = 100;

/** Answers are there before time goes on, unless somebody keeps them back. */
const mockArrival = async () => {
	for (let turn = 0; turn < TURNS_OF_THE_LOOP && mockUnanswered > 0; turn++) await setImmediate();
};

type Sleep = (ms: number) => Promise<void>;
const sleepers: Array<{ due: number; wake: () => void }> = [];
let isPassing = false;

/** Who is due first wakes first, whoever went to sleep first. */
const mockPassing = async (sleep: Sleep) => {
	if (isPassing) return;
	isPassing = true;
	while (sleepers.length > 0) {
		await sleep(1);
		await mockArrival();
		ahead = Math.max(ahead, Math.min(...sleepers.map(({ due }) => due)));
		for (const sleeper of [...sleepers]) {
			if (sleeper.due > ahead) continue;
			sleepers.splice(sleepers.indexOf(sleeper), 1);
			sleeper.wake();
		}
	}
	isPassing = false;
};

const mockSleep = async (ms: number, sleep: Sleep) => {
	if (ms <= 0) return await sleep(0);
	const due = ahead + ms;
	const work = beforeWaking;
	beforeWaking = undefined;
	await work?.();
	await new Promise<void>((wake) => {
		sleepers.push({ due, wake });
		void mockPassing(sleep);
	});
};

jest.mock('n8n-workflow', () => {
	const actual = jest.requireActual<typeof Workflow>('n8n-workflow');
	return { ...actual, sleep: async (ms: number) => await mockSleep(ms, actual.sleep) };
});

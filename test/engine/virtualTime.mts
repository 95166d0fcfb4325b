// Waits end at once, and the clock runs ahead by as much, and by nothing else: what takes minutes is over
// in moments, and a busy machine is not seen. To be imported first. Times between the wires mean nothing then: whoever counts requests in a second
// needs real time.
import type * as Workflow from 'n8n-workflow';

const realNow = Date.now.bind(Date);
let ahead = 0;
let beforeWaking: (() => Promise<void>) | undefined;
const start = realNow();
Date.now = () => start + ahead;
afterAll(() => void (Date.now = realNow));

/** Lets time pass. */
export function pass(ms: number): void {
	ahead += ms;
}

/** Does this once, before the next wait ends. */
export function duringNextWait(work: () => Promise<void>): void {
	beforeWaking = work;
}

const mockSleep = async (ms: number, sleep: (ms: number) => Promise<void>) => {
	const due = Date.now() + ms;
	const work = ms > 0 ? beforeWaking : undefined;
	if (work) beforeWaking = undefined;
	await work?.();
	await sleep(ms > 0 ? 1 : 0);
	ahead += Math.max(0, due - Date.now());
};

jest.mock('n8n-workflow', () => {
	const actual = jest.requireActual<typeof Workflow>('n8n-workflow');
	return { ...actual, sleep: async (ms: number) => await mockSleep(ms, actual.sleep) };
});

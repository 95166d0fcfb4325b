// Time as a row of events: each wait ends at its own time, in their order, as soon as nothing else is to be
// done. Exact, unlike virtualTime.mts, and for what speaks to nobody outside this process. To be imported first.
import type * as Workflow from 'n8n-workflow';

const realNow = Date.now;
const monotonicNow = performance.now;
const began = realNow();
let now = began;
Date.now = () => now;
performance.now = () => now - began;
afterAll(() => {
	Date.now = realNow;
	performance.now = monotonicNow;
});

const sleepers = new Map<number, Array<() => void>>();
let running = false;

async function run(): Promise<void> {
	if (running) return;
	running = true;
	while (sleepers.size > 0) {
		await new Promise((resolve) => setImmediate(resolve));
		const due = Math.min(...sleepers.keys());
		now = Math.max(now, due);
		const awake = sleepers.get(due) ?? [];
		sleepers.delete(due);
		for (const wake of awake) wake();
	}
	running = false;
}

const mockSleep = async (ms: number) =>
	await new Promise<void>((wake) => {
		const due = now + Math.max(0, ms);
		sleepers.set(due, [...(sleepers.get(due) ?? []), wake]);
		void run();
	});

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<typeof Workflow>('n8n-workflow'),
	sleep: async (ms: number) => await mockSleep(ms),
}));

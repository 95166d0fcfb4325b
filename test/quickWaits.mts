// Waits take a hundredth of their time; what reads the clock (the pace) still keeps to it. To be
// imported first by tests of what takes several attempts. How outages are waited out is tested in virtual time.
import type * as Workflow from 'n8n-workflow';
import { PATIENCE } from '../nodes/engine/api/client';
import { TRYING_OUT } from '../nodes/engine/api/pace';

jest.mock('n8n-workflow', () => {
	const actual = jest.requireActual<typeof Workflow>('n8n-workflow');
	return { ...actual, sleep: async (ms: number) => await actual.sleep(ms / 100) };
});

Object.assign(PATIENCE.run, { outageWaitMs: 0 });
Object.assign(TRYING_OUT, { stepMs: 0 });

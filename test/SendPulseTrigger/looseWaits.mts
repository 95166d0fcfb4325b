// Waits that don't keep the process alive: what a delivery has given up waiting for nobody waits for at
// the end of the tests either. To be imported first.
import type * as Workflow from 'n8n-workflow';

jest.mock('n8n-workflow', () => {
	const actual = jest.requireActual<typeof Workflow>('n8n-workflow');
	const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms).unref());
	return { ...actual, sleep };
});

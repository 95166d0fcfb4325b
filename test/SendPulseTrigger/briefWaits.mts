// Waits take a hundredth of their time, and don't keep the process alive. To be imported first. The pace
// keeps to the real time.
import type * as Workflow from 'n8n-workflow';
import { PATIENCE } from '../../nodes/engine/api/client';

jest.mock('n8n-workflow', () => {
	const actual = jest.requireActual<typeof Workflow>('n8n-workflow');
	const sleep = (ms: number) =>
		new Promise<void>((resolve) => setTimeout(resolve, ms / 100).unref());
	return { ...actual, sleep };
});

Object.assign(PATIENCE.hook, { turnMs: 300_000 });

/** Runs of what is sold, and how: pipelines, deals, products, payments, tasks. */
import type { Sandbox } from '../../../sandbox/index.mts';
import type { Runs } from '../../everyEndpoint.mts';

export function salesRuns(_sandbox: Sandbox): Runs['runs'] {
	return {
		'pipeline.getMany': () => [{}],
	};
}

/** What these read before they change something, and another operation is there for. */
export const salesReadFirst: string[] = [];

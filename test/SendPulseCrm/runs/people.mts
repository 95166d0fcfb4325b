/** Runs of who buys: contacts, companies, their notes, tags and attributes. */
import type { Sandbox } from '../../../sandbox/index.mts';
import type { Runs } from '../../everyEndpoint.mts';

export function peopleRuns(_sandbox: Sandbox): Runs['runs'] {
	return {};
}

/** What these read before they change something, and another operation is there for. */
export const peopleReadFirst: string[] = [];

import type { Cell } from './table.mts';

/** A call of a webhook that was made, or not. */
interface Delivery {
	outcome: 'underway' | 'delivered' | 'refused' | 'failed' | 'undeliverable';
	status: number | null;
	error: string | null;
}

/** What became of it, in words. */
export function outcomeOf({ outcome, status, error }: Delivery): Cell {
	switch (outcome) {
		case 'delivered':
			return { text: `delivered, ${status}`, tone: 'good' };
		case 'refused':
			return { text: `refused, ${status}`, tone: 'bad' };
		case 'failed':
			return { text: `failed: ${error}`, tone: 'bad' };
		case 'undeliverable':
			return { text: 'not on this machine, not called', tone: 'soft' };
		case 'underway':
			return { text: 'underway' };
	}
}

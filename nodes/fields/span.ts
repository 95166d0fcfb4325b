import type { INodeProperties } from 'n8n-workflow';
import type { ItemParameters, Values } from '../engine/parameters/parameters';
import { momentHint } from './moment';

/** Filters for a span of time; `happened` completes "Only …": "campaigns", "what happened". */
export const spanFilters = (happened: string): INodeProperties[] => [
	{
		displayName: 'From Date',
		name: 'dateFrom',
		type: 'dateTime',
		default: '',
		hint: momentHint,
		description: `Only ${happened} from then on. A day counts from its beginning.`,
	},
	{
		displayName: 'To Date',
		name: 'dateTo',
		type: 'dateTime',
		default: '',
		hint: momentHint,
		description: `Only ${happened} up to then. A day counts to its end.`,
	},
];

type Edge = 'beginning' | 'end';

/**
 * The ends of the span that the item's filters name, as `read` gives them (see `readMoment`, `readDay`): what
 * orders as text does. Ends that were not added are left out.
 *
 * @throws InputProblem for an end that `read` refuses, and for one that is before the beginning
 */
export async function readSpan(
	item: ItemParameters,
	read: (item: ItemParameters, values: Values, name: string, edge: Edge) => Promise<string>,
): Promise<{ from?: string; to?: string }> {
	const { filters } = item;
	const from = filters.has('dateFrom')
		? await read(item, filters, 'dateFrom', 'beginning')
		: undefined;
	const to = filters.has('dateTo') ? await read(item, filters, 'dateTo', 'end') : undefined;
	if (from !== undefined && to !== undefined && from > to) {
		filters.fail('dateTo', `is before 'From Date' (${from}): ${to}`);
	}
	return { from, to };
}

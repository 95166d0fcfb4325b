import { removal } from '../../../engine/run/thing';
import { del } from '../../product';
import { oneDeal } from './deal';

/** CRM API, "Delete deal". */
export const remove = removal(oneDeal, {
	option: {
		name: 'Delete',
		value: 'delete',
		action: 'Delete a deal',
		description: 'Delete a deal for good',
	},
	request: ({ dealId: id }) => del`/deals/${id}`,
});

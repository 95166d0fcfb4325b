import { read } from '../../../engine/run/operation';
import { mailingListId } from '../../../fields/mailingListId';
import { listCost } from '../../fields/listCost';

/** Bulk Email Service API, "Get the cost of a campaign carried by mailing list". */
export const getCost = read({
	option: {
		name: 'Get Cost',
		value: 'getCost',
		action: 'Get the cost of a mailing to a list',
		description: 'Get what a campaign to all contacts of a mailing list would cost',
	},
	fields: [mailingListId],
	prepare: (item) => ({ mailingListId: item.id('mailingListId') }),
	request: ({ mailingListId }) => listCost(mailingListId),
});

import { read } from '../../../engine/run/operation';
import { get } from '../../product';

/** REST API introduction, "Balance information". */
export const getDetailedBalance = read({
	option: {
		name: 'Get Detailed Balance',
		value: 'getDetailedBalance',
		action: 'Get the detailed balance of the account',
		description: 'Get the balance and the plans of the account for each service',
	},
	fields: [],
	prepare: () => ({}),
	request: () => get`/user/balance/detail`,
});

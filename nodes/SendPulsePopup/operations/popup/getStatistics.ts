import { read } from '../../../engine/run/operation';
import { withRates } from '../../fields/statistics';
import { get } from '../../product';
import { ofPeriod } from './popup';

/** Pop-Ups API, "Get statistics about your pop-up". */
export const getStatistics = read({
	option: {
		name: 'Get Statistics',
		value: 'getStatistics',
		action: 'Get the statistics of a pop-up',
		description: 'Get how many visitors saw a pop-up, used it, closed it and subscribed',
	},
	...ofPeriod,
	request: ({ popupId: id, query }) => ({ ...get`/statistics/popup/${id}`, query }),
	output: (body) => withRates(body),
});

import { read } from '../../../engine/run/operation';
import { asRecords, elementsOf } from '../../../engine/run/outcome';
import { get } from '../../product';
import { ofPeriod } from './popup';

/** Pop-Ups API, "Get NPS variants statistics". */
export const getNpsVotes = read({
	option: {
		name: 'Get NPS Votes',
		value: 'getNpsVotes',
		action: 'Get the NPS votes of a pop-up',
		description: 'Get how many votes each option of a pop-up has, one item for each',
	},
	...ofPeriod,
	request: ({ popupId: id, query }) => ({ ...get`/statistics/nps/${id}`, query }),
	output: (body) => asRecords(elementsOf(body)),
});

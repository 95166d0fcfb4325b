import { read } from '../../../engine/run/operation';
import { theOne } from '../../fields/statistics';
import { get } from '../../product';
import { ofPeriod } from './popup';

/** Pop-Ups API, "Get NPS statistics". */
export const getNpsScore = read({
	option: {
		name: 'Get NPS Score',
		value: 'getNpsScore',
		action: 'Get the NPS score of a pop-up',
		description: 'Get what the votes in a pop-up come to: promoters, neutrals and critics',
	},
	...ofPeriod,
	request: ({ popupId: id, query }) => ({ ...get`/statistics/nps/${id}/aggregated`, query }),
	output: theOne,
});

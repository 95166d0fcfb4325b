import type { IDataObject } from 'n8n-workflow';
import { read } from '../../../engine/run/operation';
import { counted } from '../../fields/statistics';
import { get } from '../../product';
import { ofPeriod } from './popup';

const NO_VOTES: IDataObject = {
	average: 0,
	total: 0,
	promoter: 0,
	neutral: 0,
	critic: 0,
	promoterPercent: 0,
	neutralPercent: 0,
	criticPercent: 0,
};

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
	output: (body) => counted(body, NO_VOTES),
});

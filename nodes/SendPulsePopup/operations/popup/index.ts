import type { Resource } from '../../../engine/run/catalogue';
import { del } from './delete';
import { disable } from './disable';
import { enable } from './enable';
import { getConditions } from './getConditions';
import { getMany } from './getMany';
import { getNpsScore } from './getNpsScore';
import { getNpsVotes } from './getNpsVotes';
import { getStatistics } from './getStatistics';

export const popup: Resource = {
	option: {
		name: 'Pop-Up',
		value: 'popup',
		description: 'Windows, bars and forms on a website. They are made in SendPulse.',
	},
	defaultOperation: 'getMany',
	operations: [
		getMany,
		enable,
		disable,
		del,
		getStatistics,
		getNpsScore,
		getNpsVotes,
		getConditions,
	],
};

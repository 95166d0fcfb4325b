import type { Resource } from '../../../engine/run/catalogue';
import { getMany } from './getMany';
import { getStatistics } from './getStatistics';
import { getTags } from './getTags';
import { getTriggers } from './getTriggers';
import { getVariables } from './getVariables';

export const bot: Resource = {
	option: {
		name: 'Bot',
		value: 'bot',
		description: 'A chatbot in one channel',
	},
	defaultOperation: 'getMany',
	operations: [getMany, getStatistics, getVariables, getTags, getTriggers],
};

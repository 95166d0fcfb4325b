import type { Resource } from '../../../engine/run/catalogue';
import { count } from './count';
import { getMany } from './getMany';

export const bounce: Resource = {
	option: {
		name: 'Bounce',
		value: 'bounce',
		description: 'E-mails of the last 24 hours that came back. SendPulse keeps no more.',
	},
	defaultOperation: 'getMany',
	operations: [getMany, count],
};

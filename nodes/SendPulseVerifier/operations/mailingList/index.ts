import type { Resource } from '../../../engine/run/catalogue';
import { get } from './get';
import { getMany } from './getMany';
import { getProgress } from './getProgress';
import { getResults } from './getResults';

export const mailingList: Resource = {
	option: {
		name: 'Mailing List',
		value: 'mailingList',
		description: 'The addresses of a mailing list of SendPulse, and how good it is',
	},
	defaultOperation: 'getMany',
	operations: [getProgress, get, getResults, getMany],
};

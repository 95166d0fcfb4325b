import type { Resource } from '../../../engine/run/catalogue';
import { get } from './get';
import { getMany } from './getMany';
import { getProgress } from './getProgress';
import { getReport } from './getReport';
import { getResults } from './getResults';
import { verify } from './verify';

export const mailingList: Resource = {
	option: {
		name: 'Mailing List',
		value: 'mailingList',
		description: 'The addresses of a mailing list of SendPulse, and how good it is',
	},
	defaultOperation: 'verify',
	operations: [verify, getProgress, get, getResults, getMany, getReport],
};

import type { Resource } from '../../../engine/run/catalogue';
import { count } from './count';
import { get } from './get';
import { getCode } from './getCode';
import { getMany } from './getMany';
import { getVariables } from './getVariables';

export const website: Resource = {
	option: {
		name: 'Website',
		value: 'website',
		description: 'Websites that ask their visitors for web push. They are added in SendPulse.',
	},
	defaultOperation: 'getMany',
	operations: [get, getMany, count, getVariables, getCode],
};

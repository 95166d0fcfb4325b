import type { Resource } from '../../../engine/run/catalogue';
import { get } from './get';
import { getBalance } from './getBalance';
import { getDetailedBalance } from './getDetailedBalance';
import { getTeam } from './getTeam';

export const account: Resource = {
	option: {
		name: 'Account',
		value: 'account',
		description: 'Settings, team and balance of the SendPulse account',
	},
	defaultOperation: 'get',
	operations: [get, getTeam, getBalance, getDetailedBalance],
};

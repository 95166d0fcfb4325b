import type { Resource } from '../../../engine/run/catalogue';
import { change } from './change';
import { remove } from './delete';
import { erase } from './erase';
import { get } from './get';
import { getCampaignStatistics } from './getCampaignStatistics';
import { getDetails } from './getDetails';
import { getProfile } from './getProfile';
import { getStatistics } from './getStatistics';
import { unsubscribe } from './unsubscribe';

export const emailAddress: Resource = {
	option: {
		name: 'Email Address',
		value: 'emailAddress',
		description: 'One address across all mailing lists of the account',
	},
	defaultOperation: 'get',
	operations: [
		change,
		get,
		getDetails,
		getStatistics,
		getCampaignStatistics,
		getProfile,
		unsubscribe,
		erase,
		remove,
	],
};

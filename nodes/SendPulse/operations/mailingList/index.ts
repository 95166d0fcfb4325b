import type { Resource } from '../../../engine/run/catalogue';
import { create } from './create';
import { remove } from './delete';
import { get } from './get';
import { getCampaigns } from './getCampaigns';
import { getCost } from './getCost';
import { getMany } from './getMany';
import { getOrCreate } from './getOrCreate';
import { getVariables } from './getVariables';
import { update } from './update';

export const mailingList: Resource = {
	option: {
		name: 'Mailing List',
		value: 'mailingList',
		description: 'A list of contacts and their variables',
	},
	defaultOperation: 'getMany',
	operations: [
		create,
		get,
		getOrCreate,
		getMany,
		update,
		remove,
		getVariables,
		getCampaigns,
		getCost,
	],
};

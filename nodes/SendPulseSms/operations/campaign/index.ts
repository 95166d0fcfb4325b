import type { Resource } from '../../../engine/run/catalogue';
import { cancel } from './cancel';
import { create } from './create';
import { remove } from './delete';
import { get } from './get';
import { getCost } from './getCost';
import { getMany } from './getMany';
import { getRecipients } from './getRecipients';

export const campaign: Resource = {
	option: {
		name: 'Campaign',
		value: 'campaign',
		description: 'Text messages to the phone numbers of a mailing list',
	},
	defaultOperation: 'create',
	operations: [create, get, getRecipients, getMany, getCost, cancel, remove],
};

import type { Resource } from '../../../engine/run/catalogue';
import { create } from './create';
import { get } from './get';
import { getMany } from './getMany';
import { getRecipients } from './getRecipients';

export const campaign: Resource = {
	option: {
		name: 'Campaign',
		value: 'campaign',
		description: 'Viber messages to the phone numbers of a mailing list',
	},
	defaultOperation: 'create',
	operations: [create, get, getRecipients, getMany],
};

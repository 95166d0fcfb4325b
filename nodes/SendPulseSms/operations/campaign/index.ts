import type { Resource } from '../../../engine/run/catalogue';
import { get } from './get';
import { getMany } from './getMany';
import { getRecipients } from './getRecipients';

export const campaign: Resource = {
	option: {
		name: 'Campaign',
		value: 'campaign',
		description: 'Text messages to the phone numbers of a mailing list',
	},
	defaultOperation: 'getMany',
	operations: [get, getMany, getRecipients],
};

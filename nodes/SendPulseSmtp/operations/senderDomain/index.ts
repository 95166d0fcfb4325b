import type { Resource } from '../../../engine/run/catalogue';
import { add } from './add';
import { getMany } from './getMany';

export const senderDomain: Resource = {
	option: {
		name: 'Sender Domain',
		value: 'senderDomain',
		description: 'Domains that e-mails come from, and their DNS',
	},
	defaultOperation: 'getMany',
	operations: [getMany, add],
};

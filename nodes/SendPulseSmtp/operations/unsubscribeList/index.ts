import type { Resource } from '../../../engine/run/catalogue';
import { add } from './add';
import { check } from './check';
import { remove } from './delete';
import { getMany } from './getMany';
import { requestResubscription } from './requestResubscription';

export const unsubscribeList: Resource = {
	option: {
		name: 'Unsubscribe List',
		value: 'unsubscribeList',
		description: 'Addresses to which the SMTP service delivers nothing',
	},
	defaultOperation: 'getMany',
	operations: [add, check, getMany, remove, requestResubscription],
};

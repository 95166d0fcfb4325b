import type { Resource } from '../../../engine/run/catalogue';
import { count } from './count';
import { get } from './get';
import { getMany } from './getMany';
import { send } from './send';

export const email: Resource = {
	option: { name: 'Email', value: 'email', description: 'Single e-mails and what became of them' },
	leads: true,
	defaultOperation: 'send',
	operations: [send, get, getMany, count],
};

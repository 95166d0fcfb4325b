import type { Resource } from '../../../engine/run/catalogue';
import { count } from './count';
import { get } from './get';
import { getMany } from './getMany';

export const email: Resource = {
	option: { name: 'Email', value: 'email', description: 'Single e-mails and what became of them' },
	defaultOperation: 'getMany',
	operations: [get, getMany, count],
};

import type { Resource } from '../../../engine/run/catalogue';
import { getResult } from './getResult';
import { verify } from './verify';
import { verifyMany } from './verifyMany';

export const emailAddress: Resource = {
	option: {
		name: 'Email Address',
		value: 'emailAddress',
		description: 'An address, and whether it exists',
	},
	defaultOperation: 'verify',
	operations: [verify, verifyMany, getResult],
};

import type { Resource } from '../../../engine/run/catalogue';
import { getLimits } from './getLimits';

export const account: Resource = {
	option: { name: 'Account', value: 'account', description: 'What the plan for pop-ups includes' },
	defaultOperation: 'getLimits',
	operations: [getLimits],
};

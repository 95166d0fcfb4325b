import { stateChange } from './state';

export const deactivate = stateChange(false, {
	name: 'Deactivate',
	value: 'deactivate',
	action: 'Deactivate a subscriber',
	description: 'Send no more notifications to a subscriber until they are activated again',
});

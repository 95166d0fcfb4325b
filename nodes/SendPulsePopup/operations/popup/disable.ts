import { stateChange } from './popup';

export const disable = stateChange(false, {
	name: 'Disable',
	value: 'disable',
	action: 'Disable a pop-up',
	description: 'Switch a pop-up off. Its statistics stay.',
});

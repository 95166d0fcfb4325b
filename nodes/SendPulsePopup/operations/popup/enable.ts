import { stateChange } from './popup';

export const enable = stateChange(true, {
	name: 'Enable',
	value: 'enable',
	action: 'Enable a pop-up',
	description: 'Switch a pop-up on, so that visitors of the website see it',
});

import { stateChange } from './state';

export const activate = stateChange(true, {
	name: 'Activate',
	value: 'activate',
	action: 'Activate a subscriber',
	description:
		'Let a subscriber get notifications again whom you have deactivated. It is not for people who have unsubscribed.',
});

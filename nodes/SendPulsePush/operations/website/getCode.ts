import { read } from '../../../engine/run/operation';
import { get } from '../../product';
import { oneWebsite } from './website';

/** Web Push API, "Get JS code for a website". */
export const getCode = read({
	option: {
		name: 'Get Code',
		value: 'getCode',
		action: 'Get the code of a website',
		description: 'Get the code that a website needs for web push, to be put at the end of its head',
	},
	...oneWebsite,
	request: ({ websiteId }) => get`/websites/${websiteId}/code`,
});

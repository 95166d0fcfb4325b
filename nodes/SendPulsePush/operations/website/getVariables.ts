import { read } from '../../../engine/run/operation';
import { asRecords, elementsOf } from '../../../engine/run/outcome';
import { get } from '../../product';
import { oneWebsite } from './website';

/** Web Push API, "Get a list of variables for a website". */
export const getVariables = read({
	option: {
		name: 'Get Variables',
		value: 'getVariables',
		action: 'Get the variables of a website',
		description: 'Get the variables that the subscribers of a website have',
	},
	...oneWebsite,
	request: ({ websiteId }) => get`/websites/${websiteId}/variables`,
	output: (body) => asRecords(elementsOf(body)),
});

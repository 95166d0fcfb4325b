import { read } from '../../../engine/run/operation';
import { theRecord } from '../../../engine/run/outcome';
import { get as GET } from '../../product';
import { oneWebsite } from './website';

/** Web Push API, "Get information about a website". */
export const get = read({
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get a website',
		description: 'Get a website with how many subscribers it has',
	},
	...oneWebsite,
	request: ({ websiteId }) => GET`/websites/info/${websiteId}`,
	output: (body) => theRecord(body),
});

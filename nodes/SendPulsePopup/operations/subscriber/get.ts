import { read } from '../../../engine/run/operation';
import { theRecord } from '../../../engine/run/outcome';
import { subscriberRecord } from '../../fields/words';
import { get as GET } from '../../product';

/** Pop-Ups API, "Get subscriber". */
export const get = read({
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get a subscriber',
		description: 'Get what somebody has left in a pop-up',
	},
	fields: [
		{
			displayName: 'Subscriber ID',
			name: 'subscriberId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 50211',
			description: "ID of the subscriber, as 'Get Many' gives it",
		},
	],
	prepare: (item) => ({ subscriberId: item.id('subscriberId') }),
	request: ({ subscriberId: id }) => GET`/subscribers/get/${id}`,
	output: (body) => subscriberRecord(theRecord(body)),
});

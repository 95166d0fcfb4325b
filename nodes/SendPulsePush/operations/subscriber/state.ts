import { change, type Thing } from '../../../engine/run/thing';
import { succeeded } from '../../../engine/run/outcome';
import { push, post } from '../../product';

const oneSubscriber: Thing<{ id: number }> = {
	product: push,
	noun: 'subscribers',
	fields: [
		{
			displayName: 'Subscriber ID',
			name: 'subscriberId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 1870341',
			description: "ID of the subscriber, as 'Get Many' gives it",
		},
	],
	read: (item) => ({ id: item.id('subscriberId') }),
};

/** Web Push API, "Activate/deactivate a subscriber": `state` is 1 or 0. */
export const stateChange = (active: boolean, option: Parameters<typeof change>[1]['option']) =>
	change(oneSubscriber, {
		option,
		repeatable: true,
		done: active ? 'activated' : 'deactivated',
		request: ({ id }) => ({ ...post`/subscriptions/state`, body: { id, state: Number(active) } }),
		output: (_, { id }) => succeeded({ id, active }),
	});

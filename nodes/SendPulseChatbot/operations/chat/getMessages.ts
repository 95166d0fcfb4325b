import type { IDataObject } from 'n8n-workflow';
import { listing } from '../../../engine/run/operation';
import { inChannel } from '../../fields/channelField';
import type { ChannelId } from '../../fields/channels';
import { contactFields, readContact } from '../../fields/contact';
import { listOf } from '../../fields/list';
import { withStatusName } from '../../../fields/statusName';
import { get } from '../../product';

/** Chatbot services' APIs, schema Message. */
const STATUS: Record<number, string> = {
	1: 'New',
	2: 'Sent',
	3: 'Delivered',
	4: 'Opened',
	5: 'Link followed',
	6: 'Rejected',
};
const DIRECTION: Record<number, string> = { 1: 'Incoming', 2: 'Outgoing' };
/** Instagram's schema begins with what has arrived. */
const statusesOf = (channel: ChannelId) =>
	channel === 'instagram' ? { ...STATUS, 1: 'Delivered' } : STATUS;

/** Chatbot services' APIs, GET /chats/messages. */
export const getMessages = listing({
	...listOf,
	option: {
		name: 'Get Messages',
		value: 'getMessages',
		action: 'Get the messages of a chat',
		description: 'Get what a contact and the bot wrote to each other',
	},
	fields: [
		...contactFields,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add filter',
			default: {},
			options: [
				{
					displayName: 'Order',
					name: 'order',
					type: 'options',
					options: [
						{ name: 'Newest First', value: 'desc' },
						{ name: 'Oldest First', value: 'asc' },
					],
					default: 'desc',
					description: 'Which messages come first',
				},
			],
		},
	],
	prepare: (item) => ({
		...readContact(item),
		order: item.filters.has('order') ? item.filters.choice('order', ['asc', 'desc']) : undefined,
	}),
	request: ({ channel, contactId, order }) =>
		inChannel(channel, { ...get`/chats/messages`, query: { contact_id: contactId, order } }),
	output: (record, { channel }) => ({
		...withStatusName(record, statusesOf(channel)),
		directionName: DIRECTION[Number(record.direction)] ?? null,
	}),
	simplify: ({
		id,
		data,
		direction,
		directionName,
		status,
		statusName,
		created_at,
	}): IDataObject => ({
		id,
		data,
		direction,
		directionName,
		status,
		statusName,
		created_at,
	}),
});

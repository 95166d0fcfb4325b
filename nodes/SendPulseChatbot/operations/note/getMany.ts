import { listing } from '../../../engine/run/operation';
import { inChannel } from '../../fields/channelField';
import { listOf } from '../../fields/list';
import { get } from '../../product';
import { noteFields, readContactOfBot } from './note';

/** Chatbot services' APIs, GET /contacts/notes, which gives them all at once. */
export const getMany = listing({
	...listOf,
	paged: false,
	option: {
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many notes',
		description: 'Get many notes about a contact',
	},
	fields: noteFields,
	prepare: readContactOfBot,
	request: ({ channel, botId, contactId }) =>
		inChannel(channel, {
			...get`/contacts/notes`,
			query: { bot_id: botId, contact_id: contactId },
		}),
});

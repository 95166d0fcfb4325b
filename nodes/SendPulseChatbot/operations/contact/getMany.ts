import { listing } from '../../../engine/run/operation';
import { channelField, inChannel, readChannel } from '../../fields/channelField';
import { contactRecord, simplifyContact } from '../../fields/contact';
import { botId, readChatbotId } from '../../fields/ids';
import { listOf } from '../../fields/list';
import { tag, variable } from '../../fields/names';
import { get } from '../../product';

/** Chatbot services' APIs, GET /contacts/getByTag and /contacts/getByVariable: there is no list of all. */
export const getMany = listing({
	...listOf,
	option: {
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many contacts',
		description: 'Get many contacts of a bot that share a tag or the value of a variable',
	},
	fields: [
		channelField,
		botId,
		{
			displayName: 'Search By',
			name: 'searchBy',
			type: 'options',
			options: [
				{ name: 'Tag', value: 'tag', description: 'Contacts that have this tag' },
				{
					name: 'Variable',
					value: 'variable',
					description: 'Contacts whose variable has this value',
				},
			],
			default: 'tag',
			description: 'What the contacts have in common',
		},
		{ ...tag, displayOptions: { show: { searchBy: ['tag'] } } },
		{ ...variable, displayOptions: { show: { searchBy: ['variable'] } } },
		{
			displayName: 'Variable Value',
			name: 'variableValue',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Kyiv',
			description: 'The value that the variable has to have',
			displayOptions: { show: { searchBy: ['variable'] } },
		},
	],
	prepare: (item) => {
		const channel = readChannel(item);
		const bot_id = readChatbotId(item, 'botId');
		if (item.choice('searchBy', ['tag', 'variable']) === 'tag') {
			const query = { tag: item.text('tag'), bot_id };
			return inChannel(channel, { ...get`/contacts/getByTag`, query });
		}
		const query = {
			variable_name: item.text('variable'),
			bot_id,
			variable_value: item.text('variableValue'),
		};
		return inChannel(channel, { ...get`/contacts/getByVariable`, query });
	},
	request: (request) => request,
	output: contactRecord,
	simplify: simplifyContact,
});

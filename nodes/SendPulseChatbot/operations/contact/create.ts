import type { IDataObject } from 'n8n-workflow';
import { optionsField } from '../../../engine/run/commonFields';
import { saysSuccess } from '../../../engine/api/confirmed';
import { write } from '../../../engine/run/operation';
import { elementsOf, succeeded } from '../../../engine/run/outcome';
import { isRecord } from '../../../engine/api/record';
import { inChannel, readWhatsApp, whatsAppField } from '../../fields/channelField';
import { contactRecord } from '../../fields/contact';
import { botId, readChatbotId } from '../../fields/ids';
import { tags } from '../../fields/names';
import { readVariables, variablesFields } from '../../fields/variables';
import { defaultCountryCode, phone, readPhone } from '../../../fields/phone';
import { post } from '../../product';

/** WhatsApp service API, POST /contacts: the only channel whose people need not write first. */
export const create = write({
	option: {
		name: 'Create',
		value: 'create',
		action: 'Create a WhatsApp contact',
		description: 'Create a contact of a WhatsApp bot from a phone number',
	},
	fields: [
		whatsAppField,
		botId,
		{ ...phone, required: true },
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			placeholder: 'e.g. Ann Smith',
			description: 'What the contact is called',
		},
		...variablesFields,
		{ ...optionsField, options: [defaultCountryCode, { ...tags, required: undefined }] },
	],
	prepare: (item) => {
		const name = item.optionalText('name');
		// Data, which some contacts don't have.
		const tagNames = item.options.hasValue('tags') ? item.options.list('tags') : [];
		const variables = Object.entries(readVariables(item)).map(([name, value]) => ({ name, value }));
		const phone = readPhone(item);
		const body: IDataObject = {
			phone,
			bot_id: readChatbotId(item, 'botId'),
			...(name ? { name } : {}),
			...(tagNames.length > 0 ? { tags: tagNames } : {}),
			...(variables.length > 0 ? { variables } : {}),
		};
		return { channel: readWhatsApp(item), phone, body };
	},
	concerns: ({ phone }) => phone,
	repeatable: false,
	confirmed: saysSuccess,
	request: ({ channel, body }) => inChannel(channel, { ...post`/contacts`, body }),
	output: (answer, { channel, phone }) => {
		const [contact] = elementsOf(answer).filter(isRecord);
		return contact ? { phone, ...contactRecord(contact) } : succeeded({ channel, phone });
	},
	counts: { noun: 'contacts', done: 'created' },
});

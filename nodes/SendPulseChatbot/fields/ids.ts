import type { INodeProperties } from 'n8n-workflow';
import { shown, type Values } from '../../engine/parameters/parameters';

/** Ids of bots, contacts, flows and notes: 24 hexadecimal characters (chatbot services' APIs). */
const ID = /^[0-9a-f]{24}$/i;

export const isChatbotId = (value: unknown): value is string =>
	typeof value === 'string' && ID.test(value);

/** @throws InputProblem naming the field */
export function readChatbotId(values: Values, name: string): string {
	if (!values.has(name)) values.fail(name, 'is empty. Pick an entry or enter its ID');
	const id = values.optionalText(name);
	if (isChatbotId(id)) return id;
	return values.fail(
		name,
		`has to be an ID of SendPulse like 5f1a2b3c4d5e6f7a8b9c0d1e, not ${shown(id)}`,
	);
}

const byId = (displayName: string) => ({
	displayName,
	name: 'id',
	type: 'string' as const,
	placeholder: 'e.g. 5f1a2b3c4d5e6f7a8b9c0d1e',
	validation: [
		{
			type: 'regex',
			properties: {
				regex: '^\\s*[0-9a-fA-F]{24}\\s*$',
				errorMessage: 'The ID has 24 characters, digits and letters from a to f',
			},
		},
	],
});

export const botId: INodeProperties = {
	displayName: 'Bot',
	name: 'botId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The bot to work with',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a bot...',
			typeOptions: { searchListMethod: 'searchBots', searchable: true },
		},
		byId('By ID'),
	],
};

export const contactId: INodeProperties = {
	displayName: 'Contact',
	name: 'contactId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	hint: 'The list has only people with a chat; others are found by ID',
	description:
		"The contact to work with. The list shows those who have a chat with the bot; the ID is SendPulse's own, not that of the messenger, and stands in the address of the chat in SendPulse.",
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a contact...',
			typeOptions: { searchListMethod: 'searchContacts', searchable: true },
		},
		byId('By ID'),
	],
};

export const flowId: INodeProperties = {
	displayName: 'Flow',
	name: 'flowId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The flow to start',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a flow...',
			typeOptions: { searchListMethod: 'searchFlows', searchable: true },
		},
		byId('By ID'),
	],
};

export const noteId: INodeProperties = {
	displayName: 'Note ID',
	name: 'noteId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 5f1a2b3c4d5e6f7a8b9c0d1e',
	description: 'ID of the note, as Get Many gives it',
};

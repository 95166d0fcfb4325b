import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../engine/api/record';
import { botName } from '../../fields/chatbots';
import { withStatusName } from '../../fields/statusName';

/** Chatbot services' APIs, schema Bot; Messenger's inactive bots have a number of their own. */
const STATUS = { 3: 'Active', 4: 'Inactive', 5: 'Inactive' };

/** What the messenger gave SendPulse to act for the bot. It is as good as a password. */
const SECRET = /token|secret/i;

function withoutSecrets(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(withoutSecrets);
	if (!isRecord(value)) return value;
	return Object.fromEntries(
		Object.entries(value)
			.filter(([name]) => !SECRET.test(name))
			.map(([name, inner]) => [name, withoutSecrets(inner)]),
	);
}

/** The bot without its secrets, with its name and the word for its status. */
export const botRecord = (record: IDataObject): IDataObject => ({
	name: botName(record),
	...withStatusName(withoutSecrets(record) as IDataObject, STATUS),
});

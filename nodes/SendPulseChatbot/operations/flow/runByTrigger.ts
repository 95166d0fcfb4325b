import type { INodeProperties } from 'n8n-workflow';
import { contactWrite } from '../../fields/contact';
import { flowVariablesFields, readExternalData } from '../../fields/variables';
import { post } from '../../product';

const keywordField: INodeProperties = {
	displayName: 'Keyword',
	name: 'keyword',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. price',
	description: 'A keyword from the triggers of the bot',
};

/** Chatbot services' APIs, POST /flows/runByTrigger. */
export const runByTrigger = contactWrite({
	option: {
		name: 'Run by Keyword',
		value: 'runByTrigger',
		action: 'Run the flow of a keyword for a contact',
		description:
			'Start the flow that a keyword triggers, as if the contact had written it, with variables that it can use',
	},
	fields: [keywordField, ...flowVariablesFields],
	request: post`/flows/runByTrigger`,
	says: (item) => {
		const keyword = item.text('keyword');
		return { body: { trigger_keyword: keyword, ...readExternalData(item) }, echo: { keyword } };
	},
	// A flow sends messages.
	repeatable: false,
	counts: { noun: 'flows', done: 'started' },
});

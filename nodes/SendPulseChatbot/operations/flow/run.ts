import { contactWrite } from '../../fields/contact';
import { flowId, readChatbotId } from '../../fields/ids';
import { flowVariablesFields, readExternalData } from '../../fields/variables';
import { post } from '../../product';

/** Chatbot services' APIs, POST /flows/run. */
export const run = contactWrite({
	option: {
		name: 'Run',
		value: 'run',
		action: 'Run a flow for a contact',
		description: 'Start a flow for a contact, with variables that it can use',
	},
	fields: [flowId, ...flowVariablesFields],
	request: post`/flows/run`,
	says: (item) => {
		const id = readChatbotId(item, 'flowId');
		return { body: { flow_id: id, ...readExternalData(item) }, echo: { flowId: id } };
	},
	// A flow sends messages.
	repeatable: false,
	counts: { noun: 'flows', done: 'started' },
});

import type { INodeProperties } from 'n8n-workflow';
import { contactWrite } from '../../fields/contact';
import { post } from '../../product';

const operatorField: INodeProperties = {
	displayName: 'Operator Name or ID',
	name: 'operatorId',
	type: 'options',
	typeOptions: { loadOptionsMethod: 'getOperators' },
	default: '',
	required: true,
	description:
		'The person who answers. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};

/** Chatbot services' APIs, POST /contacts/operators/assign. */
export const assignOperator = contactWrite({
	option: {
		name: 'Assign Operator',
		value: 'assignOperator',
		action: 'Assign an operator to a contact',
		description: 'Make a person of the team responsible for the chat with a contact',
	},
	fields: [operatorField],
	request: post`/contacts/operators/assign`,
	says: (item) => {
		const operatorId = item.id('operatorId');
		return { body: { operator_id: operatorId }, echo: { operatorId } };
	},
	repeatable: true,
	counts: { noun: 'operators', done: 'assigned' },
});

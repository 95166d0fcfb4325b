import { contactWrite } from '../../fields/contact';
import { post } from '../../product';

/** Chatbot services' APIs, POST /contacts/operators/unAssign. */
export const unassignOperator = contactWrite({
	option: {
		name: 'Unassign Operator',
		value: 'unassignOperator',
		action: 'Unassign the operator of a contact',
		description: 'Take the chat with a contact away from the person who is responsible for it',
	},
	request: post`/contacts/operators/unAssign`,
	repeatable: true,
	counts: { noun: 'operators', done: 'unassigned' },
});

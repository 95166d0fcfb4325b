import { read } from '../../../engine/run/operation';
import { recordIn, simplifyContact } from '../../fields/contactRecord';
import { get as ask } from '../../product';
import { oneContact } from './contact';

/** CRM API, "Get contact". */
export const get = read({
	...oneContact,
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get a contact',
		description: 'Get a contact by ID, e-mail, phone, external ID or its ID in a chatbot',
	},
	request: ({ contactId }) => ask`/contacts/${contactId}`,
	output: recordIn,
	simplify: simplifyContact,
});

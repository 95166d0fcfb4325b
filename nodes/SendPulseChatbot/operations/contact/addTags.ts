import { contactWrite } from '../../fields/contact';
import { readTags, tags } from '../../fields/names';
import { post } from '../../product';

/** Chatbot services' APIs, POST /contacts/setTag. */
export const addTags = contactWrite({
	option: {
		name: 'Add Tags',
		value: 'addTags',
		action: 'Add tags to a contact',
		description: 'Give one or several tags to a contact. It keeps those that it has.',
	},
	fields: [tags],
	request: post`/contacts/setTag`,
	says: (item) => {
		const names = readTags(item);
		return { body: { tags: names }, echo: { tags: names } };
	},
	repeatable: true,
	counts: { noun: 'contacts', done: 'tagged' },
});

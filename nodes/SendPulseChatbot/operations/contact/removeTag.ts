import { isGone } from '../../../fields/chatbots';
import { contactWrite } from '../../fields/contact';
import { tag } from '../../fields/names';
import { post } from '../../product';

/** Chatbot services' APIs, POST /contacts/deleteTag. */
export const removeTag = contactWrite({
	option: {
		name: 'Remove Tag',
		value: 'removeTag',
		action: 'Remove a tag from a contact',
		description: 'Take one tag away from a contact',
	},
	fields: [tag],
	request: post`/contacts/deleteTag`,
	says: (item) => {
		const name = item.text('tag');
		return { body: { tag: name }, echo: { tag: name } };
	},
	repeatable: true,
	alreadyDone: isGone('tag'),
	counts: { noun: 'tags', done: 'removed' },
});

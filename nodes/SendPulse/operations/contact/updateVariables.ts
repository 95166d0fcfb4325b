import { optionsField } from '../../../engine/run/commonFields';
import { saysResult } from '../../../engine/api/confirmed';
import { sameAddress } from '../../../engine/parameters/email';
import { write } from '../../../engine/run/operation';
import { succeeded } from '../../../engine/run/outcome';
import { email } from '../../../fields/email';
import { mailingListId } from '../../../fields/mailingListId';
import { readVariables, variableOptions, variables } from '../../../fields/variables';
import { post } from '../../product';

/** Bulk Email Service API, "Change a variable for an email contact". */
export const updateVariables = write({
	option: {
		name: 'Update Variables',
		value: 'updateVariables',
		action: 'Update the variables of a contact',
		description:
			'Change values of a contact of a mailing list. An empty text clears a variable; what is not given stays.',
	},
	fields: [mailingListId, email, variables, { ...optionsField, options: variableOptions }],
	prepare: async (item) => {
		const listId = item.id('mailingListId');
		const { values } = await readVariables(item, listId, {
			clearing: true,
			elsewhere: [item.raw('email')],
		});
		if (Object.keys(values).length === 0) {
			item.fail(
				'variables',
				'has no value for this contact. Map at least one variable; mapped automatically, an input field has to be named like one',
			);
		}
		return { mailingListId: listId, email: item.email('email'), values };
	},
	repeatable: true,
	concerns: ({ mailingListId, email }) => `${mailingListId} ${sameAddress(email)}`,
	confirmed: saysResult,
	request: ({ mailingListId, email, values }) => ({
		...post`/addressbooks/${mailingListId}/emails/variable`,
		body: {
			email,
			variables: Object.entries(values).map(([name, value]) => ({ name, value })),
		},
	}),
	output: (_, { mailingListId, email }) => succeeded({ mailingListId, email }),
	counts: { noun: 'contacts', done: 'updated' },
});

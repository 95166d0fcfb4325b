import type { IDataObject } from 'n8n-workflow';
import { batched } from '../../../engine/operation';
import { get as GET, post } from '../../../engine/request';
import { CONTACT_STATUS, withStatusName } from '../../../fields/statuses';
import { distinct, lookUp, partFor } from './many';

/** The address stands above its entries; one of the two calls repeats it in each. */
function entry(answer: IDataObject): IDataObject {
	const { ...rest } = answer;
	delete rest.email;
	return withStatusName(rest, CONTACT_STATUS);
}

/**
 * Bulk Email Service API, "Get general information about a specific email address" and "… for a
 * list of email addresses".
 */
export const get = batched({
	...lookUp,
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get an e-mail address',
		description: 'Get the mailing lists that have an e-mail address, with status and variables',
	},
	request: (inputs) => {
		const emails = distinct(inputs);
		return emails.length === 1
			? GET`/emails/${emails[0]}`
			: { ...post`/emails`, body: { emails }, falseIsData: true };
	},
	outputs: (body, inputs) =>
		inputs.map(({ email }) => {
			const entries = Array.isArray(body) ? body : partFor(body, email);
			return {
				email,
				mailingLists: (Array.isArray(entries) ? (entries as IDataObject[]) : []).map(entry),
			};
		}),
	counts: { noun: 'addresses', done: 'looked up' },
});

import type { IDataObject } from 'n8n-workflow';
import { batched } from '../../../engine/run/operation';
import { elementsOf } from '../../../engine/run/outcome';
import { contactRecord } from '../../fields/records';
import { get as GET, post } from '../../product';
import { distinct, isSingle, lookUp, partFor } from './many';

/** The same fields from either call: only that for one address repeats it. */
function entry(answer: IDataObject): IDataObject {
	const { ...shared } = answer;
	delete shared.email;
	return contactRecord(shared);
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
		return isSingle(inputs) ? GET`/emails/${emails[0]}` : { ...post`/emails`, body: { emails } };
	},
	outputs: (body, inputs) =>
		inputs.map(({ email }) => {
			const entries = isSingle(inputs) ? body : partFor(body, email);
			return { email, mailingLists: (elementsOf(entries) as IDataObject[]).map(entry) };
		}),
	counts: { noun: 'addresses', done: 'looked up' },
});

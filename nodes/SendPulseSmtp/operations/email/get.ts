import type { IDataObject } from 'n8n-workflow';
import { ApiFailure } from '../../../engine/api/failures';
import { isRecord } from '../../../engine/api/record';
import { batched } from '../../../engine/run/operation';
import { elementsOf } from '../../../engine/run/outcome';
import { emailId, readEmailId } from '../../fields/emailId';
import { get as GET, post } from '../../product';
import { simplifyEmail } from './record';

interface Asked {
	id: string;
}

/** SMTP service API, "Get information for a list of emails". */
const MOST_IDS = 500;

const UNKNOWN =
	'There is no e-mail with this ID. Check the ID; it can take a moment until a new e-mail is found.';

const distinct = (asked: Asked[]) => [...new Set(asked.map(({ id }) => id))];

/** The records in an answer for one or many; a client in production has seen them within a field. */
function recordsIn(body: unknown): IDataObject[] {
	const within = isRecord(body) && !('id' in body) ? body : {};
	return elementsOf(within.emails ?? within.data ?? within.result ?? body).filter(isRecord);
}

/** SMTP service API, "Get information about an email" and "… for a list of emails". */
export const get = batched<Asked>({
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get an e-mail',
		description: 'Get what became of an e-mail: the answer of the recipient, opens and clicks',
	},
	fields: [emailId],
	effect: 'read',
	repeatable: true,
	prepare: (item) => ({ id: readEmailId(item) }),
	group: () => ({}),
	element: ({ id }) => id,
	largest: MOST_IDS,
	request: (asked) => {
		const ids = distinct(asked);
		return ids.length === 1
			? GET`/smtp/emails/${ids[0]}`
			: { ...post`/smtp/emails/info`, body: { emails: ids } };
	},
	simplify: simplifyEmail,
	// In whatever order they come. An e-mail to several may have a record for each of them.
	outputs: (body, asked) => {
		const byId = new Map<string, IDataObject[]>();
		for (const record of recordsIn(body)) {
			const id = String(record.id);
			byId.set(id, [...(byId.get(id) ?? []), record]);
		}
		return asked.map(({ id }) => byId.get(id) ?? new ApiFailure('refused', UNKNOWN));
	},
	counts: { noun: 'e-mails', done: 'looked up' },
});

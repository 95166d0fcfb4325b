import { read } from '../../../engine/run/operation';
import { mailingListId } from '../../../fields/mailingListId';
import { summary, summaryRequest, verificationIn } from './summary';

/** Email Verifier API, "Get mailing list verification results". */
export const get = read({
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get the verification of a mailing list',
		description:
			'Get how many addresses of a mailing list are valid, unconfirmed and invalid, and how good the list is',
	},
	fields: [mailingListId],
	prepare: (item) => ({ mailingListId: item.id('mailingListId') }),
	request: ({ mailingListId }) => summaryRequest(mailingListId),
	output: (body) => summary(verificationIn(body)),
});

import { read } from '../../../engine/run/operation';
import { get } from '../../product';

/** SMTP service API, "Get total number of emails". */
export const count = read({
	option: {
		name: 'Count',
		value: 'count',
		action: 'Count the e-mails',
		description: 'Get the number of e-mails that were sent',
	},
	fields: [],
	prepare: () => ({}),
	request: () => get`/smtp/emails/total`,
});

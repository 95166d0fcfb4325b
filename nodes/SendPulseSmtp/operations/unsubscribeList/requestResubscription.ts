import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { isRecord } from '../../../engine/api/record';
import { sameAddress } from '../../../engine/parameters/email';
import { write } from '../../../engine/run/operation';
import { succeeded } from '../../../engine/run/outcome';
import { senderEmail } from '../../../fields/senderEmail';
import { post, smtp } from '../../product';
import { address } from './entries';

/** Values of `lang` (SMTP service API). */
const LANGUAGES = ['en', 'es', 'pt', 'ru', 'tr', 'ua'];

const language: INodeProperties = {
	displayName: 'Language',
	name: 'language',
	type: 'options',
	options: [
		{ name: 'English', value: 'en' },
		{ name: 'Portuguese', value: 'pt' },
		{ name: 'Russian', value: 'ru' },
		{ name: 'Spanish', value: 'es' },
		{ name: 'Turkish', value: 'tr' },
		{ name: 'Ukrainian', value: 'ua' },
	],
	default: 'en',
	description: 'Language of the e-mail',
};

/** SMTP service API, "Resubscribe an email". */
export const requestResubscription = write({
	option: {
		name: 'Request Resubscription',
		value: 'requestResubscription',
		action: 'Ask a person to subscribe again',
		description:
			'Have SendPulse mail a person who is on the unsubscribe list, and ask for consent to get e-mails again. It sends five such e-mails a day.',
	},
	fields: [
		{ ...address, description: 'The address on the unsubscribe list' },
		{ ...senderEmail, required: true },
		language,
	],
	prepare: (item) => ({
		email: item.email('email'),
		sender: item.email('senderEmail'),
		lang: item.choice('language', LANGUAGES),
	}),
	// It mails the person.
	repeatable: false,
	neverAlike: 'ask the same person',
	concerns: ({ email }) => sameAddress(email),
	confirmed: smtp.done,
	request: (body) => ({ ...post`/smtp/resubscribe`, body }),
	output: (answer, { email }) => {
		const { id } = (isRecord(answer) ? answer : {}) as IDataObject;
		return succeeded({ ...(id === undefined ? {} : { id }), email });
	},
	counts: { noun: 'people', done: 'asked' },
});

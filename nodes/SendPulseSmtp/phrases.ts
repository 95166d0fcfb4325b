import { codeText, type Phrases } from '../engine/api/codes';
import { CODES } from './codes';

/** What the SMTP service says under codes that have several meanings (its OpenAPI description). */
export const PHRASES: Phrases = [
	{
		says: /no such emails?\b/i,
		...codeText(
			'There is no e-mail with this ID',
			'Check the ID; it can take a moment until a new e-mail is found',
		),
	},
	{ says: /sender is not valid|argument (from|sender)\b/i, ...CODES[10] },
	{ says: /recipient email is invalid/i, ...CODES[11] },
	{ says: /argument template\b/i, ...CODES[31] },
	{
		says: /account expired/i,
		...codeText('The plan of the account has expired', 'Renew or change the plan in SendPulse'),
	},
	{
		says: /message size limit/i,
		...codeText(
			'The e-mail is too large',
			'Attach fewer or smaller files, or link to them instead',
		),
	},
	{
		says: /currently limited/i,
		...codeText('SendPulse limits what the account may send for now', 'Try again later'),
	},
	{
		says: /quota or bandwidth exceeded/i,
		...codeText(
			"The plan's number of e-mails is used up",
			'Wait for the next period, or change the plan in SendPulse',
		),
	},
	{
		says: /tariff does not allow/i,
		...codeText('The pricing plan does not include this', 'Change the plan in SendPulse'),
	},
	{
		says: /no more than \d+ are allowed per day/i,
		...codeText(
			'SendPulse lets an account ask five people a day whether they want its e-mails again',
			'Try again tomorrow',
		),
	},
	{
		says: /blocked email not found/i,
		...codeText('The address is not on the unsubscribe list', 'Nobody has to be asked'),
	},
];

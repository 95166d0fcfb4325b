import { codeText, type CodeText } from '../engine/api/codes';

const SWITCH_ON =
	'Fill in the form of the SMTP service in SendPulse (SMTP), and wait until it is moderated';

/**
 * Codes of the SMTP service (its OpenAPI description), many of which mean something else in the e-mail
 * service. 400 and 503 come with HTTP status 422, and are no status.
 */
export const CODES: Readonly<Record<number, CodeText>> = {
	10: codeText(
		'The sender is not confirmed, or of a free mail service',
		'Pick a sender from the list, or confirm this one (in the SendPulse node: resource Sender)',
	),
	11: codeText('There is no usable recipient', 'Check the addresses'),
	12: codeText('The subject is missing', 'Enter a subject'),
	13: codeText('The e-mail is empty', 'Enter its content'),
	14: codeText('SendPulse understood none of the addresses', 'Check the addresses'),
	20: codeText(
		'The sender is of a free mail service, which is not allowed',
		'Use an address of your own domain',
	),
	31: codeText('There is no such template', 'Pick the template again, or check its ID'),
	32: codeText('The template is empty', 'Fill it in SendPulse, or pick another one'),
	97: codeText(
		'The sender is of a free mail service, which is not allowed',
		'Use an address of your own domain',
	),
	400: codeText('The SMTP service of the account is not switched on', SWITCH_ON),
	503: codeText('The SMTP service of the account is not switched on', SWITCH_ON),
	550: codeText('There are too many recipients for one e-mail', 'Give one input item for each'),
	731: codeText(
		'A variable of the template has a value that SendPulse does not take',
		'Use texts and numbers as values',
	),
	800: codeText(
		'The account may not send yet, or not from here',
		'Look in SendPulse whether the SMTP service is switched on, and whether the API is limited to certain IP addresses (Settings > API)',
	),
	832: codeText('SendPulse understood none of the IDs', 'Check the IDs'),
	902: codeText('The address is in use already', 'Use another address'),
	904: codeText('The address is blacklisted', 'Use another address'),
	999: codeText('SendPulse did not understand the request', 'Check the values that you entered'),
};

import { codeText, UPGRADE, type CodeText, type Phrases } from '../engine/api/codes';

const PICK_SENDER =
	"Use a sender that is activated in SendPulse (Service Settings > Sender's email addresses)";
const PICK_LIST = 'Pick the mailing list again, or check its ID';
const CHECK_ADDRESS = 'Check the spelling of the address';

/** What is said of arguments, with the code of all of them. */
export const PHRASES: Phrases = [
	{
		says: /segment_id/,
		...codeText(
			'There is no such segment',
			"Open the mailing list's segments in SendPulse, and take the number from the browser's address bar",
		),
	},
];

/** An event is known by its name, where others have an ID. */
export const NO_EVENT = codeText(
	'There is no event of this name',
	'Check its spelling, or make it in SendPulse (Automations > Events)',
);

/**
 * Every documented code of the e-mail service that is not one of all products (REST API introduction,
 * "Error codes"; those that the list lacks come from the vendor's OpenAPI files and support threads).
 */
export const CODES: Readonly<Record<number, CodeText>> = {
	8: codeText('There is no data', 'Check that what you ask for exists'),
	10: codeText("The sender's e-mail address is missing", 'Enter a sender'),
	11: codeText('There are no recipients', 'Enter at least one address'),
	12: codeText('The subject is missing', 'Enter a subject'),
	13: codeText('The message is empty', 'Enter the content of the message'),
	14: codeText('There is no e-mail with this ID', 'Check the ID'),
	17: codeText('The e-mail address is not valid or not known', CHECK_ADDRESS),
	19: codeText('The e-mail address exists already', 'Nothing has to be added'),
	20: codeText(
		'Addresses of free e-mail services are not allowed here',
		'Use an address of your own domain',
	),
	21: codeText(
		'No such address is waiting for activation',
		'Add the sender first, or check the address',
	),
	31: codeText('There is no such template', 'Pick the template again, or check its ID'),
	32: codeText('There is no such template', 'Pick the template again, or check its ID'),
	97: codeText(
		'This kind of e-mail address is not allowed (free e-mail service)',
		'Use an address of your own domain',
	),
	201: codeText('The name of the mailing list is empty', 'Enter a name'),
	203: codeText('A mailing list with this name exists already', 'Choose another name'),
	211: codeText('The mailing list is empty', 'Add contacts first'),
	213: codeText('There is no such mailing list', PICK_LIST),
	290: codeText('There is no such template', 'Pick the template again, or check its ID'),
	299: codeText(
		'The mailing list has no such variable',
		'Check the spelling of the variable (Get Variables lists them)',
	),
	303: codeText(
		'The mailing list has none of these addresses',
		'Check the addresses and the mailing list',
	),
	400: codeText('There is no SMTP user', 'Create an SMTP account in SendPulse'),
	502: codeText(
		"SendPulse can't find the address there",
		'Check the spelling of the address, or add it first',
	),
	503: codeText('SendPulse is busy', 'Try again in a minute'),
	550: codeText('The mailbox is not available', CHECK_ADDRESS),
	573: codeText('A template with this name exists already', 'Choose another name'),
	602: codeText(
		'There is no such campaign; it has probably been sent already',
		'Check the campaign in SendPulse',
	),
	701: codeText("The sender's address or name is missing", 'Enter both'),
	703: codeText('There is no such mailing list', PICK_LIST),
	704: codeText('There is no such sender, or it is not activated', PICK_SENDER),
	707: codeText('The balance of the account is used up', 'Top up the balance in SendPulse'),
	708: codeText('The campaign has more recipients than the pricing plan allows', UPGRADE),
	711: codeText(
		'Push campaigns for this website come too fast',
		'Wait before creating the next one',
	),
	720: codeText('The subject is empty', 'Enter a subject'),
	721: codeText('The message is empty', 'Enter the content of the message'),
	722: codeText('No mailing list was named', 'Pick a mailing list'),
	731: codeText('The content of the message was not accepted', 'Check the HTML of the message'),
	791: codeText('SendPulse allows four campaigns an hour through its API', () => {
		const inAnHour = new Date(Date.now() + 3_600_000).toISOString();
		return `Try again at ${inAnHour.slice(11, 16)} UTC, when the hour is over at the latest`;
	}),
	799: codeText(
		'The date is past or not in the form YYYY-MM-DD hh:mm:ss',
		"Choose a later date; SendPulse reads it in the account's time zone",
	),
	800: codeText('The operation is not allowed', 'Check what the account may do'),
	802: codeText('There is no such campaign', 'Pick the campaign again, or check its ID'),
	832: codeText('There is no such e-mail', 'Check the ID'),
	901: codeText("The sender's name is missing", 'Enter a name'),
	902: codeText('The address is in use already', 'Use another address'),
	903: codeText("The sender's address is missing", 'Enter the address'),
	904: codeText('The address is blacklisted', 'Use another address'),
	905: codeText(
		'The account has as many senders as it may have',
		'Delete a sender, or upgrade the plan',
	),
	906: codeText('The e-mail address is not written correctly', CHECK_ADDRESS),
	999: codeText('The request was not understood', 'Check the values that you entered'),
	1003: codeText('There is no such sender, or it is not activated', PICK_SENDER),
	1004: codeText(
		'The activation code has been sent already',
		'Look into the mailbox, or wait 15 minutes before asking again',
	),
	1005: codeText('The confirmation could not be sent', 'Try again later'),
	1101: codeText('The e-mail address is missing', 'Enter the address'),
	1104: codeText('The activation code is missing', 'Enter the code from the e-mail'),
	2900: codeText(
		"The template was made in SendPulse's layout editor, which the API can't change, or is still being processed",
		'Edit it in SendPulse or create a new one from HTML; if it is new, try again in a minute',
	),
	21356: codeText('SendPulse could not read the data', 'Check the addresses and variables'),
};

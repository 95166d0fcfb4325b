/** What a code of the API means for the user, and what to do. */
export interface CodeText {
	meaning: string;
	remedy: string | (() => string);
}

/** Request limits of all pricing plans, and what to do about them (Service REST API, "General quota limits"). */
export const QUOTAS =
	"It allows 10 a second, and depending on the plan 1,000 to 3,000 a minute and 500,000 to 3,000,000 a day, for the whole account. Wait a minute and run this again; if it goes on, the day's quota may be used up.";

const code = (meaning: string, remedy: CodeText['remedy']): CodeText => ({ meaning, remedy });

const PICK_SENDER =
	"Use a sender that is activated in SendPulse (Service Settings > Sender's email addresses)";
const PICK_LIST = 'Pick the mailing list again, or check its ID';
const CHECK_ADDRESS = 'Check the spelling of the address';
const UPGRADE = 'Upgrade the plan in SendPulse, or use less of it';

/**
 * Every documented code (REST API introduction, "Error codes"; those from 1 on that the list lacks
 * come from the vendor's OpenAPI files and support threads).
 */
export const CODES: Readonly<Record<number, CodeText>> = {
	1: code(
		'The Client ID or Client Secret is wrong',
		'Copy both again from SendPulse (Settings > API)',
	),
	8: code('There is no data', 'Check that what you ask for exists'),
	10: code("The sender's e-mail address is missing", 'Enter a sender'),
	11: code('There are no recipients', 'Enter at least one address'),
	12: code('The subject is missing', 'Enter a subject'),
	13: code('The message is empty', 'Enter the content of the message'),
	14: code('There is no e-mail with this ID', 'Check the ID'),
	17: code('The e-mail address is not valid or not known', CHECK_ADDRESS),
	19: code('The e-mail address exists already', 'Nothing has to be added'),
	20: code(
		'Addresses of free e-mail services are not allowed here',
		'Use an address of your own domain',
	),
	21: code(
		'No such address is waiting for activation',
		'Add the sender first, or check the address',
	),
	31: code('There is no such template', 'Pick the template again, or check its ID'),
	32: code('There is no such template', 'Pick the template again, or check its ID'),
	97: code(
		'This kind of e-mail address is not allowed (free e-mail service)',
		'Use an address of your own domain',
	),
	201: code('The name of the mailing list is empty', 'Enter a name'),
	203: code('A mailing list with this name exists already', 'Choose another name'),
	211: code('The mailing list is empty', 'Add contacts first'),
	213: code('There is no such mailing list', PICK_LIST),
	290: code('There is no such template', 'Pick the template again, or check its ID'),
	299: code(
		'The mailing list has no such variable',
		'Check the spelling of the variable (Get Variables lists them)',
	),
	303: code(
		'The mailing list has none of these addresses',
		'Check the addresses and the mailing list',
	),
	400: code('There is no SMTP user', 'Create an SMTP account in SendPulse'),
	403: code('Access is not allowed', 'Check what the API key or the account may do'),
	422: code('A value was not accepted', 'Correct the value that SendPulse names'),
	502: code(
		"SendPulse can't find the address there",
		'Check the spelling of the address, or add it first',
	),
	503: code('SendPulse is busy', 'Try again in a minute'),
	550: code('The mailbox is not available', CHECK_ADDRESS),
	573: code('A template with this name exists already', 'Choose another name'),
	602: code(
		'There is no such campaign; it has probably been sent already',
		'Check the campaign in SendPulse',
	),
	701: code("The sender's address or name is missing", 'Enter both'),
	703: code('There is no such mailing list', PICK_LIST),
	704: code('There is no such sender', PICK_SENDER),
	707: code('The balance of the account is used up', 'Top up the balance in SendPulse'),
	708: code('The campaign has more recipients than the pricing plan allows', UPGRADE),
	711: code('Push campaigns for this website come too fast', 'Wait before creating the next one'),
	720: code('The subject is empty', 'Enter a subject'),
	721: code('The message is empty', 'Enter the content of the message'),
	722: code('No mailing list was named', 'Pick a mailing list'),
	731: code('The content of the message was not accepted', 'Check the HTML of the message'),
	791: code('SendPulse allows four campaigns an hour through its API', () => {
		const inAnHour = new Date(Date.now() + 3_600_000).toISOString();
		return `Try again at ${inAnHour.slice(11, 16)} UTC, when the hour is over at the latest`;
	}),
	799: code(
		'The date is past or not in the form YYYY-MM-DD hh:mm:ss',
		"Choose a later date; SendPulse reads it in the account's time zone",
	),
	800: code('The operation is not allowed', 'Check what the account may do'),
	802: code('There is no such campaign', 'Pick the campaign again, or check its ID'),
	832: code('There is no such e-mail', 'Check the ID'),
	901: code("The sender's name is missing", 'Enter a name'),
	902: code('The address is in use already', 'Use another address'),
	903: code("The sender's address is missing", 'Enter the address'),
	904: code('The address is blacklisted', 'Use another address'),
	905: code(
		'The account has as many senders as it may have',
		'Delete a sender, or upgrade the plan',
	),
	906: code('The e-mail address is not written correctly', CHECK_ADDRESS),
	999: code('The request was not understood', 'Check the values that you entered'),
	1003: code('There is no such sender, or it is not activated', PICK_SENDER),
	1004: code(
		'The activation code has been sent already',
		'Look into the mailbox, or wait 15 minutes before asking again',
	),
	1005: code('The confirmation could not be sent', 'Try again later'),
	1101: code('The e-mail address is missing', 'Enter the address'),
	1104: code('The activation code is missing', 'Enter the code from the e-mail'),
	2900: code(
		"The template was made in SendPulse's layout editor, which the API can't change, or is still being processed",
		'Edit it in SendPulse or create a new one from HTML; if it is new, try again in a minute',
	),
	21356: code('SendPulse could not read the data', 'Check the addresses and variables'),
	2020202020: code('There were more than 10 requests in a second', 'Wait a moment and try again'),
	3030303030: code('The pricing plan does not include this', UPGRADE),
};

/**
 * What SendPulse says without a code, where its own words leave the user alone (chatbots; seen in logs
 * of their users).
 */
export const PHRASES: ReadonlyArray<CodeText & { says: RegExp }> = [
	{
		says: /errors\.not_active|contact is not active(?! in)/i,
		...code(
			'The contact has unsubscribed, was disabled, has blocked the bot, or (on Facebook Messenger and Instagram) last wrote more than 24 hours ago',
			"Look at the contact's status ('Get' of the resource Contact); nothing reaches the contact before it writes to the bot again",
		),
	},
	{
		says: /blocked by the user/i,
		...code(
			'The contact has blocked the bot',
			'Nothing can be sent before the contact unblocks it; leave the contact out',
		),
	},
	{
		says: /outside (of )?(the )?allowed window/i,
		...code(
			'Facebook Messenger and Instagram let a business write only within 24 hours of the last message of the contact',
			'Wait until the contact writes; on Messenger a Message Tag (under Options) allows some later messages',
		),
	},
	{
		says: /not active in 24 ?hours/i,
		...code(
			'WhatsApp lets a business write freely only within 24 hours of the last message of the contact',
			"Send an approved template instead ('Send Template'), or wait until the contact writes",
		),
	},
];

import { codeText, type CodeText } from '../engine/api/codes';

const PICK_LIST = 'Pick the mailing list again, or check its ID';
const ADD_NUMBERS = 'Add phone numbers first; SendPulse checks new ones for up to a minute';
const PICK_SENDER =
	"Pick a sender name that is active ('Get Many' of the resource Sender Name tells)";
const NO_CAMPAIGN = 'There is no such campaign, or its sending has begun already';
const CHECK_CAMPAIGN = 'Look at the campaign in SendPulse';

/**
 * Codes that fit SMS (REST API introduction, "Error codes"). Its own document names none, and most of its
 * refusals are said in words alone.
 */
export const CODES: Readonly<Record<number, CodeText>> = {
	211: codeText('The mailing list has no phone numbers', ADD_NUMBERS),
	213: codeText('There is no such mailing list', PICK_LIST),
	602: codeText(NO_CAMPAIGN, CHECK_CAMPAIGN),
	701: codeText('The sender name is missing', PICK_SENDER),
	703: codeText('There is no such mailing list', PICK_LIST),
	704: codeText('There is no such sender name, or it is not active', PICK_SENDER),
	707: codeText('The balance of the account is used up', 'Top up the balance in SendPulse'),
	721: codeText('The message is empty', 'Enter a text'),
	722: codeText('No mailing list was named', 'Pick a mailing list'),
	791: codeText(
		'SendPulse allows four campaigns an hour through its API',
		'Try again when the hour is over',
	),
	798: codeText('The mailing list has no phone numbers that are active', ADD_NUMBERS),
	799: codeText(
		'The date is past or not in the form YYYY-MM-DD hh:mm:ss',
		"Choose a later date; SendPulse reads it in the account's time zone",
	),
	802: codeText(NO_CAMPAIGN, CHECK_CAMPAIGN),
	1003: codeText('There is no such sender name, or it is not active', PICK_SENDER),
};

import { codeText, type CodeText } from '../engine/api/codes';

const PICK_LIST = 'Pick the mailing list again, or check its ID';
const ADD_NUMBERS = 'Add phone numbers first; SendPulse checks new ones for up to a minute';
const PICK_SENDER = "Pick a sender that is verified ('Get Many' of the resource Sender Name tells)";

/**
 * Codes that fit Viber campaigns (REST API introduction, "Error codes"). Their own document names none.
 */
export const CODES: Readonly<Record<number, CodeText>> = {
	211: codeText('The mailing list has no phone numbers', ADD_NUMBERS),
	213: codeText('There is no such mailing list', PICK_LIST),
	602: codeText('There is no such campaign', 'Pick the campaign again, or check its ID'),
	703: codeText('There is no such mailing list', PICK_LIST),
	704: codeText('There is no such sender, or it is not verified', PICK_SENDER),
	707: codeText('The balance of the account is used up', 'Top up the balance in SendPulse'),
	721: codeText('The message is empty', 'Enter a text'),
	791: codeText(
		'SendPulse allows four campaigns an hour through its API',
		'Try again when the hour is over',
	),
	798: codeText('The mailing list has no phone numbers that are active', ADD_NUMBERS),
	799: codeText(
		'The date is past or not in the form YYYY-MM-DD hh:mm:ss',
		"Choose a later date; SendPulse reads it in the account's time zone",
	),
	802: codeText('There is no such campaign', 'Pick the campaign again, or check its ID'),
	1003: codeText('There is no such sender, or it is not verified', PICK_SENDER),
};

import { codeText, type CodeText } from '../engine/api/codes';

/** Codes that fit web push (REST API introduction, "Error codes"). Its own document names none. */
export const CODES: Readonly<Record<number, CodeText>> = {
	602: codeText('There is no such campaign', 'Pick the campaign again, or check its ID'),
	707: codeText('The balance of the account is used up', 'Top up the balance in SendPulse'),
	711: codeText(
		'SendPulse takes one push campaign in 15 minutes for a website',
		"Try again later, or add the option 'Wait for Slot'",
	),
	720: codeText('The title is empty', 'Enter a title'),
	721: codeText('The text is empty', 'Enter a text'),
	791: codeText(
		'SendPulse takes no more campaigns through its API for now',
		"Try again later, or add the option 'Wait for Slot'",
	),
	799: codeText(
		'The date is past or not in the form YYYY-MM-DD hh:mm:ss',
		"Choose a later date; SendPulse reads it in the account's time zone",
	),
	802: codeText('There is no such campaign', 'Pick the campaign again, or check its ID'),
};

/** What says that a website, or the account, has had its campaigns for now. */
export const SLOT_TAKEN: readonly number[] = [711, 791];

import { codeText, type CodeText } from '../engine/api/codes';

/**
 * Codes that fit the verifier (REST API introduction, "Error codes"). Its own document names none, and most
 * of its refusals are said in words alone.
 */
export const CODES: Readonly<Record<number, CodeText>> = {
	211: codeText('The mailing list has no addresses', 'Add contacts first'),
	213: codeText('There is no such mailing list', 'Pick the mailing list again, or check its ID'),
	404: codeText(
		'SendPulse knows of no verification, or of no such mailing list',
		"Verify it first ('Verify'), or check its ID",
	),
	798: codeText(
		'The mailing list has no addresses',
		'Add contacts first; SendPulse takes up to a minute to see new ones',
	),
};

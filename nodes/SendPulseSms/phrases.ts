import { codeText, type Phrases } from '../engine/api/codes';
import { CODES } from './codes';

/**
 * What the SMS service says without a code of its own, with status 200 and `result: false` as a rule (seen
 * in code that runs in production, which looks for these words).
 */
export const PHRASES: Phrases = [
	{ says: /balance|not enough money|insufficient/i, ...CODES[707] },
	{ says: /sender.*(not (found|active|valid)|invalid|moderat|reject)/i, ...CODES[704] },
	{
		says: /(address ?book|mailing list|book) (is )?(not found|does not exist)/i,
		...CODES[213],
	},
	{
		says: /phone( number)?s? (is |was )?not found/i,
		...codeText(
			'The mailing list has no such phone number',
			'Check the number and the mailing list',
		),
	},
	{
		says: /address book or phone list must be specified/i,
		...codeText('SendPulse did not understand the phone numbers', 'Check them'),
	},
];

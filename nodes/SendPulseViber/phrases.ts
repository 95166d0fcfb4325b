import { codeText, type Phrases } from '../engine/api/codes';
import { CODES } from './codes';

/** What Viber campaigns say without a code of their own. No document has their words. */
export const PHRASES: Phrases = [
	{ says: /balance|not enough money|insufficient/i, ...CODES[707] },
	{
		says: /template/i,
		...codeText(
			'The text of the system message matches no template that is approved for the sender',
			'Use the very words of the template, or send a promo message',
		),
	},
	{ says: /sender.*(not (found|active|valid|verified)|invalid|pending|reject)/i, ...CODES[704] },
	{ says: /(address ?book|mailing list|book) (is )?(not found|does not exist)/i, ...CODES[213] },
];

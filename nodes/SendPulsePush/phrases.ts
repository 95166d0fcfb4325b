import { codeText, type Phrases } from '../engine/api/codes';

/** What web push says without a code of its own. No document has its words. */
export const PHRASES: Phrases = [
	{
		says: /website.*(not (found|exist)|does not exist|invalid)/i,
		...codeText('There is no such website', 'Pick the website again, or check its ID'),
	},
	{
		says: /(image|icon|picture).*(large|size|exceed|big)/i,
		...codeText('A picture is too large', 'Use pictures well below 200 kB'),
	},
];

import { countOrNull, flag, oneOf, type OptionPart } from '../optionPart.mts';

/** Switches of pop-ups. */
export interface PopupOptions {
	/** Records of a page at the most, however many were asked for; null is no bound. Not documented. */
	popupMostPerPage: number | null;
	/** Whether lists have `pageInfo`. The document says so; nothing shows it. */
	popupPageInfo: boolean;
	/** Where single records of statistics and limits stand: in an array (the document), or for themselves. */
	popupStatistics: 'array' | 'object';
	/** What statistics without anything to count are: an empty array (the document's words), or zeros. */
	popupNothingCounted: 'empty' | 'zeros';
	/** How a deletion is answered: `{ "result": true }` (the document), or 204. Assumption. */
	popupDeleted: 'result' | 'empty';
	/** What 404 looks like: as the 400 of pop-ups, or as that of the e-mail service. Assumption. */
	popupNotFound: 'result' | 'native';
	/** Whether the list of pop-ups has quizzes, which have a list of their own. Assumption. */
	popupQuizzes: 'apart' | 'among';
	/** `2023-08-07T20:14:15.000Z` (examples), or `2023-08-07 20:14:15+00:00` (descriptions). */
	popupDates: 'iso' | 'spaced';
}

export const popupOptions: OptionPart<PopupOptions> = {
	defaults: {
		popupMostPerPage: 100,
		popupPageInfo: true,
		popupStatistics: 'array',
		popupNothingCounted: 'empty',
		popupDeleted: 'result',
		popupNotFound: 'result',
		popupQuizzes: 'apart',
		popupDates: 'iso',
	},
	schema: {
		popupMostPerPage: countOrNull,
		popupPageInfo: flag,
		popupStatistics: oneOf('array', 'object'),
		popupNothingCounted: oneOf('empty', 'zeros'),
		popupDeleted: oneOf('result', 'empty'),
		popupNotFound: oneOf('result', 'native'),
		popupQuizzes: oneOf('apart', 'among'),
		popupDates: oneOf('iso', 'spaced'),
	},
};

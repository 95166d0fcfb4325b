import { flag, oneOf, type OptionPart } from '../optionPart.mts';

/** Switches of Automation 360. */
export interface Automation360Options {
	/**
	 * Whether lists of who came through an element, and of who converted at some place, are there: only clients know
	 * of them.
	 */
	automationRecipients: 'absent' | 'present';
	/** What GET …/total-stats answers: described as an object, and no more. */
	automationTotalStats: 'byElement' | 'list';
	/** Whether a single flow stands in `data`. A client for Go reads it bare. */
	automationFlow: 'bare' | 'inData';
	/** Whether the figures of an element stand in `data`. An older client reads some of them bare. */
	automationFigures: 'inData' | 'bare';
	/** Whether flows have an element of a type that is in no document: the list of types is not public. */
	automationUnknownType: boolean;
}

export const automation360Options: OptionPart<Automation360Options> = {
	defaults: {
		automationRecipients: 'absent',
		automationTotalStats: 'byElement',
		automationFlow: 'bare',
		automationFigures: 'inData',
		automationUnknownType: true,
	},
	schema: {
		automationRecipients: oneOf('absent', 'present'),
		automationTotalStats: oneOf('byElement', 'list'),
		automationFlow: oneOf('bare', 'inData'),
		automationFigures: oneOf('inData', 'bare'),
		automationUnknownType: flag,
	},
};

import { flag, oneOf, wait, type OptionPart } from '../optionPart.mts';

/** Switches of the webhooks that flows send. */
export interface FlowWebhookOptions {
	/**
	 * In what form the key has to come back (knowledge base, Automation 360, "Send webhook", which says that it has to,
	 * and not how): as text and nothing else, as JSON, anywhere in the answer; or it is not asked for.
	 */
	a360Key: 'text' | 'json' | 'contains' | 'none';
	/** Whether each answer has to hold it, or one is enough for good. The page speaks of the first webhook. */
	a360KeyEachTime: boolean;
	/** Milliseconds between webhooks of an element whose key does not come back (the same page: one an hour). */
	a360LimitMs: number;
	/** What becomes of those beyond that: lost, or sent later. Assumption. */
	a360OverLimit: 'drop' | 'queue';
	/** `variables`: a list with one object, a list with an object for each, or an object. The page shows how a list begins. */
	a360Variables: 'list' | 'listOfEach' | 'object';
	/** `execution_date`: text, or PHP's own object, which an older copy of the page shows. */
	a360Date: 'text' | 'php';
}

export const flowWebhookOptions: OptionPart<FlowWebhookOptions> = {
	defaults: {
		a360Key: 'text',
		a360KeyEachTime: true,
		a360LimitMs: 3_600_000,
		a360OverLimit: 'drop',
		a360Variables: 'list',
		a360Date: 'text',
	},
	schema: {
		a360Key: oneOf('text', 'json', 'contains', 'none'),
		a360KeyEachTime: flag,
		a360LimitMs: wait,
		a360OverLimit: oneOf('drop', 'queue'),
		a360Variables: oneOf('list', 'listOfEach', 'object'),
		a360Date: oneOf('text', 'php'),
	},
};

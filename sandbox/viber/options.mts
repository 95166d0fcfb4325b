import { errorForms, type ErrorForm } from '../errorForm.mts';
import { countOrNull, flag, oneOf, type OptionPart } from '../optionPart.mts';

/** Switches of Viber campaigns. Their times are those of the e-mail service (`campaignStep`). */
export interface ViberOptions {
	/** How refusals are worded. Assumption: only 401 and 403 are described. */
	viberErrors: ErrorForm;
	/** Whether a campaign needs `task_name`: the document requires it, the OpenAPI description does not. */
	viberNameRequired: boolean;
	/** Where a sender has its countries: `country` (OpenAPI description), or `countries` (a copy of a real answer). */
	viberSender: 'country' | 'countries';
	/** `recipients` and `address_book` together: one of them (OpenAPI description); a client for Go sends both. */
	viberBoth: 'refuse' | 'list';
	/** Most characters on a button; null is no limit. A comment in a client for Ruby has 19. */
	viberMostButtonText: number | null;
	/** What the blacklist is called inside `data`. Assumption: the OpenAPI description has an object. */
	viberExceptionsKey: 'list' | 'data';
	/** `address_book` of a campaign to numbers: both were seen. */
	viberNoList: 'null' | 'zero';
}

export const viberOptions: OptionPart<ViberOptions> = {
	defaults: {
		viberErrors: 'native',
		viberNameRequired: true,
		viberSender: 'country',
		viberBoth: 'refuse',
		viberMostButtonText: 19,
		viberExceptionsKey: 'list',
		viberNoList: 'null',
	},
	schema: {
		viberErrors: oneOf(...errorForms),
		viberNameRequired: flag,
		viberSender: oneOf('country', 'countries'),
		viberBoth: oneOf('refuse', 'list'),
		viberMostButtonText: countOrNull,
		viberExceptionsKey: oneOf('list', 'data'),
		viberNoList: oneOf('null', 'zero'),
	},
};

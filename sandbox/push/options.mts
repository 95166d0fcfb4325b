import { errorForms, type ErrorForm } from '../errorForm.mts';
import { oneOf, status, type OptionPart } from '../optionPart.mts';

/** Switches of web push. Its times are those of the e-mail service (`campaignStep`). */
export interface PushOptions {
	/** How refusals are worded. Assumption: only 401 and 403 are described. */
	pushErrors: ErrorForm;
	/** HTTP status of code 711, a second campaign for a website in 15 minutes. Assumption: not documented. */
	pushSlotStatus: number;
	/** The clock on which `send_date` is read. Assumption: not documented. */
	pushDateZone: 'account' | 'utc';
	/** Whether `filter` may be JSON in a text, as examples of the clients for PHP and Python have it. */
	pushFilter: 'object' | 'either';
	/** What becomes of fields that the document does not have (`filter_browsers` of the client for PHP). Assumption. */
	pushUnknownFields: 'refuse' | 'ignore';
	/** Whether IDs are numbers, or text as in old copies of the documents. */
	pushIds: 'number' | 'text';
	/** What the 200 kB of a picture are counted of. Assumption. */
	pushPictureSize: 'base64' | 'file';
	/** What becomes of `state: 1` for who has unsubscribed. Assumption. */
	pushRevival: 'refuse' | 'take';
}

export const pushOptions: OptionPart<PushOptions> = {
	defaults: {
		pushErrors: 'native',
		pushSlotStatus: 400,
		pushDateZone: 'account',
		pushFilter: 'object',
		pushUnknownFields: 'refuse',
		pushIds: 'number',
		pushPictureSize: 'base64',
		pushRevival: 'refuse',
	},
	schema: {
		pushErrors: oneOf(...errorForms),
		pushSlotStatus: status,
		pushDateZone: oneOf('account', 'utc'),
		pushFilter: oneOf('object', 'either'),
		pushUnknownFields: oneOf('refuse', 'ignore'),
		pushIds: oneOf('number', 'text'),
		pushPictureSize: oneOf('base64', 'file'),
		pushRevival: oneOf('refuse', 'take'),
	},
};

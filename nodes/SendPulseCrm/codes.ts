import { codeText, type CodeText } from '../engine/api/codes';

/** What the CRM's statuses mean; its document gives no codes. */
export const CODES: Readonly<Record<number, CodeText>> = {
	403: codeText(
		'SendPulse does not allow this',
		"The role of the API's user, or the plan, may not include this part of the CRM",
	),
};

import { errorForms, type ErrorForm } from '../errorForm.mts';
import { countOrNull, oneOf, type OptionPart } from '../optionPart.mts';

/** Switches of the SMS service. Times of its campaigns are those of the e-mail service (`campaignStep`). */
export interface SmsOptions {
	/** How refusals are worded. Only 401 and 403 are described; `result: false` was seen. */
	smsErrors: ErrorForm;
	/** Answers that are an array of one in the OpenAPI description and an object in what was seen. */
	smsWrapped: 'array' | 'object';
	/** First letter of `country_code` among a campaign's numbers: Cyrillic in a copy of a real answer. */
	smsCountryKey: 'cyrillic' | 'latin';
	/** How lists and objects stand in the query of GET /sms/campaigns/cost: the vendor's clients differ. */
	smsCostEncoding: 'brackets' | 'json' | 'repeated' | 'any';
	/** `transliterate`, which older clients send and the OpenAPI description lacks. Assumption. */
	smsTransliterate: 'ignored' | 'honoured' | 'refused';
	/** Most numbers of a request; null is no limit. Assumption: none is documented. */
	smsMostNumbers: number | null;
	/** Campaigns in any hour (code 791, whose words don't say that it is about e-mails); null is no limit. Assumption. */
	smsCampaignsPerHour: number | null;
	/** Whether campaigns that were only emulated can be found afterwards. Assumption. */
	smsEmulated: 'absent' | 'present';
	/** Route of countries that `route` does not name. International ones were reported, at six times the price. */
	smsDefaultRoute: 'international' | 'national';
	/** `date` of a campaign: as the document has it, in the account's zone, or ISO 8601 (OpenAPI description). */
	smsDates: 'plain' | 'iso' | 'both';
	/** Whether the blacklist needs a `description`: the OpenAPI description requires it, the vendor's client for PHP leaves it out. */
	smsBlacklistDescription: 'required' | 'optional';
	/** Counters of DELETE /sms/numbers: `deleted` (OpenAPI description), or `added` and `exists` (a copy of a real answer). */
	smsDeleteCounters: 'deleted' | 'exists';
	/** `company_price` of a campaign: a client reads both. */
	smsPriceType: 'number' | 'text';
}

export const smsOptions: OptionPart<SmsOptions> = {
	defaults: {
		smsErrors: 'native',
		smsWrapped: 'array',
		smsCountryKey: 'cyrillic',
		smsCostEncoding: 'brackets',
		smsTransliterate: 'ignored',
		smsMostNumbers: 500,
		smsCampaignsPerHour: 4,
		smsEmulated: 'absent',
		smsDefaultRoute: 'international',
		smsDates: 'plain',
		smsBlacklistDescription: 'required',
		smsDeleteCounters: 'deleted',
		smsPriceType: 'number',
	},
	schema: {
		smsErrors: oneOf(...errorForms),
		smsWrapped: oneOf('array', 'object'),
		smsCountryKey: oneOf('cyrillic', 'latin'),
		smsCostEncoding: oneOf('brackets', 'json', 'repeated', 'any'),
		smsTransliterate: oneOf('ignored', 'honoured', 'refused'),
		smsMostNumbers: countOrNull,
		smsCampaignsPerHour: countOrNull,
		smsEmulated: oneOf('absent', 'present'),
		smsDefaultRoute: oneOf('international', 'national'),
		smsDates: oneOf('plain', 'iso', 'both'),
		smsBlacklistDescription: oneOf('required', 'optional'),
		smsDeleteCounters: oneOf('deleted', 'exists'),
		smsPriceType: oneOf('number', 'text'),
	},
};

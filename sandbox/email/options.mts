import { count, countOrNull, flag, oneOf, status, wait, type OptionPart } from '../optionPart.mts';

/** Switches of the e-mail service. */
export interface EmailOptions {
	/** A malformed address among those added: left out without a word, or the whole batch refused with 906. Assumption. */
	malformedAddress: 'drop' | 'refuse';
	/** Most addresses one request may add; null is no limit. Assumption: none is documented. */
	maxAddBatch: number | null;
	/** What `emails` gets that is not an array: the described refusal, code 21356, or a failure of the server (both were seen). */
	emailsNotArray: 'argument' | 'badlyFormed' | 'serverError';
	/** Whether `emails` may be JSON in a text: the OpenAPI description has arrays, the vendor's current clients send texts. */
	emailsAsText: boolean;
	/** Whether double opt-in needs `message_lang`: the documents mark it required, the OpenAPI description does not. */
	messageLangRequired: boolean;
	/** Status of an address just added: 0 New, as the table of statuses describes it, or 1 Active. */
	newContactStatus: 0 | 1;

	/** A variable's value of the wrong type, a name that is not allowed: the request refused, or the value left out. Assumption for adding. */
	wrongVariable: 'refuse' | 'drop';
	/** Text such as "42" for a variable of type number. The documents accept only numbers, the OpenAPI description types all values as text. */
	numericText: 'refuse' | 'accept';
	/** Type of a variable that appears with a contact. Assumption. */
	newVariableType: 'inferred' | 'string';
	/** Whether `phone` is the system variable `Phone`, too. Assumption: the documents write `Phone`. */
	phoneVariable: 'exact' | 'anyCase';
	/** Whether adding an address that is in the list changes its phone number. Assumption: values change, of the number no document says so. */
	phoneOfExisting: 'change' | 'keep';
	/** Most variables a list may have; null is no limit. A limit exists, its number is not documented. */
	maxVariables: number | null;
	/** Whether GET …/variables names `email`, as the documents' example does. */
	emailAmongVariables: boolean;

	/** Most records of a page, however many were asked for: documented for mailing lists and contacts (100) alone. */
	listsMostPerPage: number;
	contactsMostPerPage: number;
	campaignsMostPerPage: number;
	templatesMostPerPage: number;
	/** Contacts that …/emails/total misses, or counts too many if negative. Assumption: no document says that it always agrees. */
	totalLag: number;
	/** So many contacts of each list come first and have no address, but a phone number. Assumption. */
	contactsWithoutEmail: number;
	/** `variables` of a contact without any, in lists of contacts: `[]` or `{}`. Assumption. */
	emptyVariables: 'array' | 'object';
	/**
	 * `phone` in lists of contacts, where there is one: the table says text, its example shows none, numbers were seen.
	 * Assumptions: 'filled' has an empty text for who has none, 'empty' one for everybody.
	 */
	phoneInLists: 'text' | 'number' | 'absent' | 'filled' | 'empty';
	/** Booleans in a query: only 0 and 1, or also true and false. Assumption: the documents' example writes 1. */
	queryBooleans: 'digits' | 'words';
	/** `active` and `not_active` together. Assumption. */
	bothFilters: 'none' | 'all';
	/** HTTP status for an address that is not in the list, code 502. Described for changing variables (422), not for reading. */
	missingContactStatus: number;

	/** Milliseconds until addresses of a list count: until then it is sent to as if it were empty (code 798, seen in production). */
	listIndexDelay: number;
	/** Milliseconds until a new telephone number is checked. Up to a minute was seen. */
	smsNumberDelay: number;

	/** Milliseconds between one status of a campaign and the next, and until recipients react. */
	campaignStep: number;
	/** Campaigns in any hour (Bulk Email Service API, Create a campaign; code 791). */
	campaignsPerHour: number;
	/** Whether a draft counts towards them. Assumption. */
	countDrafts: boolean;
	/** Whether a test counts towards them. Assumption. */
	countTests: boolean;
	/** HTTP status of refusals of campaigns with a code of their own (7xx). Assumption: only the codes are documented. */
	campaignErrorStatus: number;
	/** HTTP status of a campaign that is not there (602, 802). Assumption, likewise. */
	campaignNotFoundStatus: number;
	/** A campaign without anybody to send it to: taken, to end with status 12, or refused with 211. Assumption. */
	emptyCampaign: 'accept' | 'refuse';
	/** Whether `list_id` may be numbers joined by commas: the vendor's node for n8n sends that, the OpenAPI description has arrays. */
	listIdsAsText: boolean;
	/** What PATCH needs: all that the documents mark as required, or only what is to change (the OpenAPI description requires nothing). */
	campaignEdit: 'whole' | 'partial';
	/** Whether `order=asc` begins with the highest, as the documents explain it, or with the lowest. */
	campaignOrder: 'documented' | 'usual';
	/** Whether GET /campaigns lists SMS and Viber campaigns, too: it has two fields for that. */
	otherCampaigns: 'listed' | 'absent';
	/** An object of results that has none: PHP writes `[]`. Assumption. */
	emptyObjects: 'array' | 'object';

	/** GET /templates without `owner`: system templates (OpenAPI description), or all (the documents' example). */
	templatesOwner: 'sendpulse' | 'all';
	/** GET of one template without `owner`: only the account's own (OpenAPI description), or any (the documents' example). */
	templateOwner: 'me' | 'any';
	/** Whether one template comes with its HTML. The documents' example has none; base64 was seen. */
	templateBody: 'absent' | 'base64';
	/** `owner` of the account's own templates in answers: "you" in the documents, "me" was seen. */
	ownTemplates: 'you' | 'me';
	/** Whether a new template needs `lang`: the documents mark it required, the OpenAPI description does not. */
	templateLangRequired: boolean;

	/** `is_allowed_for_smtp`: a boolean in the documents, 0 or 1 was seen. */
	smtpFlag: 'boolean' | 'number';
	/** Seconds until another activation code is mailed (Service REST API, code 1004: 15 minutes). */
	activationWait: number;

	/** An address in no list: code 502, and no key among many; or an answer with nothing in it. Assumption. */
	unknownAddress: 'refuse' | 'empty';
	/** Taking an address off the blacklist that is not on it: no word, or code 502. Assumption. */
	unknownBlacklisted: 'ignore' | 'refuse';

	/** Milliseconds until what is done to tags takes effect: the API only puts it in a queue. */
	tagDelay: number;
	/** HTTP status of a failure in the envelope of tags. Assumption: the envelope says it in `success`. */
	tagFailureStatus: number;

	/** Milliseconds between deliveries to a webhook (knowledge base: once a minute). */
	webhookInterval: number;
	/** Waiting events that are delivered at once (the same page: 100). */
	webhookBatch: number;
	/** How often a delivery is tried in all. Assumption: it is repeated, but not known how often. */
	webhookAttempts: number;
	/** Milliseconds until it is tried again. Assumption. */
	webhookRetryDelay: number;
	/** Milliseconds to wait for an answer. Assumption. */
	webhookTimeout: number;
	/** Encoding of deliveries. The knowledge base shows JSON. */
	webhookFormat: 'json' | 'form';
	/** A webhook for the same URL and action: a second row, or the one that is there. Assumption. */
	duplicateWebhooks: 'add' | 'return';
	/** Failures of /v2/email-service: `message` and `error_code`, or `success: false`. Assumption. */
	webhookFailure: 'native' | 'envelope';
	/** Whether a webhook's URL has to begin with https. Assumption; the vendor only advises it. */
	webhooksNeedHttps: boolean;
	/** `task_id` of an unsubscribe that no campaign led to. Assumption. */
	foreignTaskId: 'absent' | 'null' | 'zero';
}

export const emailOptions: OptionPart<EmailOptions> = {
	defaults: {
		malformedAddress: 'drop',
		maxAddBatch: null,
		emailsNotArray: 'argument',
		emailsAsText: true,
		messageLangRequired: true,
		newContactStatus: 0,

		wrongVariable: 'refuse',
		numericText: 'refuse',
		newVariableType: 'inferred',
		phoneVariable: 'exact',
		phoneOfExisting: 'change',
		maxVariables: null,
		emailAmongVariables: true,

		listsMostPerPage: 100,
		contactsMostPerPage: 100,
		campaignsMostPerPage: 100,
		templatesMostPerPage: 100,
		totalLag: 0,
		contactsWithoutEmail: 0,
		emptyVariables: 'array',
		phoneInLists: 'text',
		queryBooleans: 'digits',
		bothFilters: 'none',
		missingContactStatus: 422,

		listIndexDelay: 5_000,
		smsNumberDelay: 5_000,

		campaignStep: 3_000,
		campaignsPerHour: 4,
		countDrafts: true,
		countTests: true,
		campaignErrorStatus: 422,
		campaignNotFoundStatus: 404,
		emptyCampaign: 'accept',
		listIdsAsText: false,
		campaignEdit: 'whole',
		campaignOrder: 'documented',
		otherCampaigns: 'listed',
		emptyObjects: 'array',

		templatesOwner: 'sendpulse',
		templateOwner: 'me',
		templateBody: 'absent',
		ownTemplates: 'you',
		templateLangRequired: true,

		smtpFlag: 'boolean',
		activationWait: 900,

		unknownAddress: 'refuse',
		unknownBlacklisted: 'ignore',

		tagDelay: 2_000,
		tagFailureStatus: 200,

		webhookInterval: 60_000,
		webhookBatch: 100,
		webhookAttempts: 5,
		webhookRetryDelay: 60_000,
		webhookTimeout: 10_000,
		webhookFormat: 'json',
		duplicateWebhooks: 'add',
		webhookFailure: 'native',
		webhooksNeedHttps: false,
		foreignTaskId: 'absent',
	},
	schema: {
		malformedAddress: oneOf('drop', 'refuse'),
		maxAddBatch: countOrNull,
		emailsNotArray: oneOf('argument', 'badlyFormed', 'serverError'),
		emailsAsText: flag,
		messageLangRequired: flag,
		newContactStatus: oneOf(0, 1),
		wrongVariable: oneOf('refuse', 'drop'),
		numericText: oneOf('refuse', 'accept'),
		newVariableType: oneOf('inferred', 'string'),
		phoneVariable: oneOf('exact', 'anyCase'),
		phoneOfExisting: oneOf('change', 'keep'),
		maxVariables: countOrNull,
		emailAmongVariables: flag,
		listsMostPerPage: count,
		contactsMostPerPage: count,
		campaignsMostPerPage: count,
		templatesMostPerPage: count,
		totalLag: { type: 'integer' },
		contactsWithoutEmail: { type: 'integer', minimum: 0 },
		emptyVariables: oneOf('array', 'object'),
		phoneInLists: oneOf('text', 'number', 'absent', 'filled', 'empty'),
		queryBooleans: oneOf('digits', 'words'),
		bothFilters: oneOf('none', 'all'),
		missingContactStatus: status,
		listIndexDelay: wait,
		smsNumberDelay: wait,
		campaignStep: wait,
		campaignsPerHour: { type: 'integer', minimum: 0 },
		countDrafts: flag,
		countTests: flag,
		campaignErrorStatus: status,
		campaignNotFoundStatus: status,
		emptyCampaign: oneOf('accept', 'refuse'),
		listIdsAsText: flag,
		campaignEdit: oneOf('whole', 'partial'),
		campaignOrder: oneOf('documented', 'usual'),
		otherCampaigns: oneOf('listed', 'absent'),
		emptyObjects: oneOf('array', 'object'),
		templatesOwner: oneOf('sendpulse', 'all'),
		templateOwner: oneOf('me', 'any'),
		templateBody: oneOf('absent', 'base64'),
		ownTemplates: oneOf('you', 'me'),
		templateLangRequired: flag,
		smtpFlag: oneOf('boolean', 'number'),
		activationWait: { type: 'integer', minimum: 0 },
		unknownAddress: oneOf('refuse', 'empty'),
		unknownBlacklisted: oneOf('ignore', 'refuse'),
		tagDelay: wait,
		tagFailureStatus: status,
		webhookInterval: wait,
		webhookBatch: count,
		webhookAttempts: count,
		webhookRetryDelay: wait,
		webhookTimeout: count,
		webhookFormat: oneOf('json', 'form'),
		duplicateWebhooks: oneOf('add', 'return'),
		webhookFailure: oneOf('native', 'envelope'),
		webhooksNeedHttps: flag,
		foreignTaskId: oneOf('absent', 'null', 'zero'),
	},
};

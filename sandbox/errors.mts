/** A refusal as the API words it: an HTTP status and a body of `message` and `error_code`. */
export class ApiError extends Error {
	constructor(
		readonly status: number,
		readonly code: number,
		message: string,
		/** What stands in the body beside the two. */
		readonly extra: Readonly<Record<string, unknown>> = {},
		readonly headers: Readonly<Record<string, string>> = {},
	) {
		super(message);
	}

	get body(): Record<string, unknown> {
		return { ...this.extra, message: this.message, error_code: this.code };
	}
}

/** A fault in one argument (OpenAPI bulk-email: status 422, code 422). */
export const invalid = (message: string) => new ApiError(422, 422, message);

// The introduction has the codes and these words for them, no statuses.
const campaignMessages: Readonly<Record<number, string>> = {
	211: 'Addressbook is empty',
	602: "Can't find the campaign. Probably, it has already been sent",
	701: 'Sender email address or name not specified',
	703: "Can't find the mailing list",
	704: "Can't find the sender",
	707: 'Account balance depleted',
	708: 'The number of campaign recipients exceeds your current pricing plan limits',
	720: 'Empty subject field',
	721: 'Email message empty',
	722: 'Mailing list ID not specified',
	791: 'API-campaigns limit exceeded (4 per hour)',
	// In no document; seen in production.
	798: 'Book is empty',
	799: 'Incorrect date format. Use YYYY-MM-DD hh:ii:ss that equals or greater than the current date',
	802: 'Campaign not found',
};

/**
 * The API's refusals by what they mean. Codes are those of "Error codes" in the Service REST API introduction
 * and of the OpenAPI bulk-email description, which also gives the messages and statuses.
 */
export const refusals = {
	unauthorized: () => new ApiError(401, 401, 'Unauthorized!'),
	// The status is what the documents of the neighbouring SMTP service suggest; the body is not documented.
	forbiddenAddress: () => new ApiError(403, 403, 'Forbidden'),
	invalidClient: () => oauth(401, 1, 'invalid_client', 'Client authentication failed.'),
	unsupportedGrant: () => oauth(400, 2, 'unsupported_grant_type', 'Grant type is not supported.'),
	invalidTokenRequest: (argument: string) =>
		oauth(400, 3, 'invalid_request', `Parameter ${argument} is missing.`),
	notFound: () => new ApiError(404, 404, 'Not found'),

	emptyListName: () => new ApiError(422, 201, 'Name is empty'),
	listNameInUse: () => new ApiError(422, 203, 'Name already in use'),
	listEmpty: () => new ApiError(422, 211, 'Addressbook is empty'),
	listNotFound: () => new ApiError(404, 213, 'Book not found'),
	listHasActiveCampaign: () => invalid('The address book has active campaign'),
	noEmails: () => new ApiError(422, 303, 'No emails'),
	noActiveEmails: () => invalid('Active emails not found'),
	tooManyToDelete: () => invalid('Limit is exceeded. Max count: 100'),
	emailNotInList: (status: number) => new ApiError(status, 502, 'Email address not found'),
	emailSyntax: () => new ApiError(422, 906, 'Email address syntax error'),
	phoneInvalid: () => invalid('Phone is not valid'),
	phoneOwnerInvalid: () => new ApiError(422, 17, 'Email is not valid'),
	variableNotFound: () => new ApiError(404, 299, 'Variable not found'),
	variableNameInvalid: () => invalid('Variable name is invalid'),
	variableValueFormat: () => invalid('Variable value wrong format'),
	tooManyVariables: () => invalid('Too many variables'),
	campaign: (status: number, code: number) =>
		new ApiError(status, code, campaignMessages[code] ?? ''),
	noTemplateToEdit: () => new ApiError(404, 31, 'Template not found'),
	templateNotFound: () => new ApiError(404, 290, 'Template not found'),
	templateNameInUse: () => new ApiError(422, 573, 'Template with such name already exist'),
	layoutTemplate: () =>
		new ApiError(422, 2900, 'You cant edit templates from layout template editor'),
	templateInProcessing: () =>
		new ApiError(422, 2900, 'This template in processing. You need to wait'),
	senderDomainForbids: () => invalid('DMARC policy error. Please, use another sender domain.'),
	senderInUse: () => new ApiError(422, 902, 'Email already in use'),
	senderBlacklisted: () => new ApiError(422, 904, 'This email in blacklist'),
	senderUnknown: () => new ApiError(422, 704, 'Sender not found'),
	notAwaitingActivation: () => new ApiError(422, 21, 'No such email address awaiting activation'),
	activationCodeSent: () =>
		new ApiError(422, 1004, 'The activation code has been sent. Wait 15 minutes to retry'),
	noActivationCode: () => new ApiError(422, 1104, 'Activation code not specified'),
	noEmailAddress: () => new ApiError(422, 1101, 'Email address not specified'),
	eventNotFound: () => new ApiError(404, 404, 'Event not found'),
	senderNotFound: () => new ApiError(422, 1003, 'Sender not found'),
	planTooSmall: () =>
		new ApiError(403, 3030303030, 'Access denied! Please change your tariff plan'),
	planEnded: () => invalid('Your tariff plan ended'),
	badlyFormed: () => new ApiError(422, 21356, 'Badly formed data. Check API documentation'),
	serverError: () => new ApiError(500, 500, 'Internal server error'),

	perSecond: (status: number, retryAfter: number | null) =>
		new ApiError(
			status,
			2020202020,
			'More than 10 requests per second',
			{},
			retryAfterHeader(retryAfter),
		),
	quota: (retryAfter: number | null) =>
		new ApiError(429, 429, 'Too many requests', {}, retryAfterHeader(retryAfter)),
	unavailable: (retryAfter: number | null) =>
		new ApiError(503, 503, 'Service unavailable', {}, retryAfterHeader(retryAfter)),
};

export function retryAfterHeader(seconds: number | null): Record<string, string> {
	return seconds === null ? {} : { 'retry-after': String(seconds) };
}

// The token endpoint answers with OAuth's own words and the API's pair in one body.
function oauth(status: number, code: number, error: string, description: string): ApiError {
	return new ApiError(status, code, description, { error, error_description: description });
}

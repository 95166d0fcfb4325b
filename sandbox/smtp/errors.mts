import { ApiError, invalid } from '../errors.mts';

const refusal = (code: number, message: string, status = 422) =>
	new ApiError(status, code, message);

/**
 * Refusals of the SMTP service (its OpenAPI description). Its codes are not those of the e-mail service: 14 has
 * three meanings, 400 and 503 come with HTTP status 422.
 */
export const smtpRefusals = {
	accountExpired: () => refusal(403, 'Account expired', 403),
	// The description lacks it; it was seen in a report about the vendor's client for PHP.
	unauthorizedAction: () => refusal(800, 'Unauthorized action.', 403),
	noSmtpUser: () => refusal(400, 'No such SMTP user, you need to create SMTP account first'),
	noSmtpUserToAsk: () => refusal(503, 'Smtp user not found'),
	tariff: () => invalid('Your tariff does not allow the operation'),

	badlyFormed: () => refusal(999, 'Badly formed incoming data'),
	emailMissing: () => invalid('Argument email missing'),
	fromInvalid: () => invalid('Argument from is invalid'),
	fromEmailMissing: () => refusal(10, 'Argument from.email missing'),
	fromEmailInvalid: () => refusal(10, 'Argument from.email is invalid'),
	toInvalid: () => refusal(11, 'Argument email.to is invalid'),
	recipientInvalid: () => invalid('Recipient email is invalid'),
	subjectMissing: () => refusal(12, 'Argument subject missing'),
	bodyMissing: () => refusal(13, 'Missed email body'),
	// By analogy: the description has no words for HTML that is not base64.
	htmlInvalid: () => invalid('Argument html is invalid'),
	templateInvalid: () => invalid('Argument template is invalid'),
	templateIdMissing: () => refusal(10, 'Argument template.id missing'),
	templateNotFound: () => refusal(31, 'Template not found'),
	templateEmpty: () => refusal(32, 'Template body is empty'),
	variablesFormat: () => refusal(731, 'Variables list passed in wrong format'),
	attachmentsInvalid: () => invalid('Argument attachments_binary is invalid'),
	tooManyRecipients: () => refusal(550, '5.5.3 Too many recipients'),
	tooLarge: () => invalid('Message size limit exceeded'),
	limited: () => invalid('Sending from your account is currently limited. Please try later.'),
	quota: () => invalid('Sending quota or bandwidth exceeded'),
	senderInvalid: () => invalid('Sender is not valid'),

	noSuchEmail: () => refusal(14, 'No such email', 400),
	noSuchEmails: () => refusal(14, 'No such emails', 400),
	idsIncorrect: () => refusal(832, 'Emails param empty or incorrect', 400),
	noAddresses: () => refusal(14, 'Empty emails', 400),

	emailParameterEmpty: () => invalid('Empty email parameter'),
	emailParameterWrong: () => invalid('Wrong email parameter'),
	notUnsubscribed: () => invalid('Blocked email not found'),
	tooManyRequests: () => invalid('No more than 5 are allowed per day'),
};

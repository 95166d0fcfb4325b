import { invalid } from '../errors.mts';

/** Refusals of Viber. Its documents have the rules and no words for them: status, code and words are assumptions. */
export const viberRefusals = {
	senderNotVerified: () => invalid('Sender is not verified'),
	recipientsOrList: () => invalid('Either recipients or address_book must be specified'),
	combination: () => invalid('This combination of text, button and image is not allowed'),
	noTemplate: () => invalid('The message does not match an approved template'),
	smsSender: () => invalid('Argument additional.resend_sms.sms_sender_name is invalid'),
};

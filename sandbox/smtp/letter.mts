import { asArguments, isMissing, isObject, type Arguments } from '../arguments.mts';
import { isBase64 } from '../encoding.mts';
import type { ApiError } from '../errors.mts';
import type { SandboxOptions } from '../options.mts';
import type { SandboxState } from '../state.mts';
import { isEmailAddress } from '../syntax.mts';
import { filledIn, wordsOf } from '../html.mts';
import { smtpRefusals } from './errors.mts';
import type { Address, Attachment, Letter } from './mails.mts';

/**
 * What `email` of POST /smtp/emails asks to be sent (the OpenAPI description of the SMTP service), or its refusal.
 * What has no refusal of its own there is badly formed.
 */
export function letterFrom(
	email: unknown,
	state: SandboxState,
	options: Pick<SandboxOptions, 'smtpNeedsText'>,
): Letter {
	if (isMissing(email)) throw smtpRefusals.emailMissing();
	// As older clients send it: serialized by PHP.
	if (!isObject(email)) throw smtpRefusals.badlyFormed();
	const from = senderIn(email.from);
	if (isMissing(email.subject)) throw smtpRefusals.subjectMissing();
	const subject = text(email.subject);
	if (!Array.isArray(email.to) || email.to.length === 0 || !email.to.every(isObject))
		throw smtpRefusals.toInvalid();
	return {
		from,
		to: email.to.map((one) => addressIn(one)),
		cc: addressesIn(email.cc),
		bcc: addressesIn(email.bcc),
		replyTo:
			email.reply_to === undefined ? null : addressIn(email.reply_to, smtpRefusals.badlyFormed),
		subject,
		...contentIn(email, state, options),
		attachments: [...plainFilesIn(email.attachments), ...filesIn(email.attachments_binary)],
	};
}

function text(value: unknown): string {
	if (typeof value !== 'string') throw smtpRefusals.badlyFormed();
	return value;
}

function senderIn(from: unknown): Address {
	if (isMissing(from)) throw smtpRefusals.fromEmailMissing();
	if (!isObject(from)) throw smtpRefusals.fromInvalid();
	if (isMissing(from.email)) throw smtpRefusals.fromEmailMissing();
	if (!isEmailAddress(from.email)) throw smtpRefusals.fromEmailInvalid();
	if (isMissing(from.name) || typeof from.name !== 'string') throw smtpRefusals.fromInvalid();
	return { email: from.email, name: from.name };
}

function addressesIn(value: unknown): Address[] {
	if (value === undefined) return [];
	if (!Array.isArray(value)) throw smtpRefusals.badlyFormed();
	return value.map((one) => addressIn(one));
}

function addressIn(
	value: unknown,
	refusal: () => ApiError = smtpRefusals.recipientInvalid,
): Address {
	const { email, name }: Arguments = asArguments(value);
	if (!isEmailAddress(email)) throw refusal();
	return { email, name: name === undefined || name === null ? null : text(name) };
}

/** The description has two forms: HTML with text, or a template. */
function contentIn(
	email: Arguments,
	state: SandboxState,
	{ smtpNeedsText }: Pick<SandboxOptions, 'smtpNeedsText'>,
): Pick<Letter, 'html' | 'text'> {
	const { auto_plain_text: makesText = false } = email;
	if (typeof makesText !== 'boolean') throw smtpRefusals.badlyFormed();
	const withText = (html: string, given: string) => ({
		html,
		text: given || (makesText ? wordsOf(html) : null),
	});
	if (email.template !== undefined) return withText(filledTemplate(email.template, state), '');
	const plain = email.text === undefined ? '' : text(email.text);
	const html = email.html === undefined ? '' : htmlIn(email.html);
	if (html === '' && plain === '') throw smtpRefusals.bodyMissing();
	if (html === '') return { html: null, text: plain };
	if (email.text === undefined && smtpNeedsText === 'htmlAndTextKeys')
		throw smtpRefusals.bodyMissing();
	return withText(html, plain);
}

function htmlIn(value: unknown): string {
	if (!isBase64(value)) throw smtpRefusals.htmlInvalid();
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(value, 'base64'));
	} catch {
		throw smtpRefusals.htmlInvalid();
	}
}

function filledTemplate(value: unknown, { templates }: SandboxState): string {
	if (!isObject(value)) throw smtpRefusals.templateInvalid();
	const { id, variables } = value;
	if (isMissing(id)) throw smtpRefusals.templateIdMissing();
	if (typeof id !== 'string' && !Number.isInteger(id)) throw smtpRefusals.templateInvalid();
	// Required even when there are none; PHP's empty array is no object.
	if (!isObject(variables)) throw smtpRefusals.variablesFormat();
	const template = templates.find(id);
	if (!template) throw smtpRefusals.templateNotFound();
	if (template.body.trim() === '') throw smtpRefusals.templateEmpty();
	return filledIn(template.body, variables);
}

/** Files of text: their content as it is. */
function plainFilesIn(value: unknown): Attachment[] {
	if (value === undefined) return [];
	if (!isObject(value)) throw smtpRefusals.badlyFormed();
	return Object.entries(value).map(([name, content]) => ({
		name,
		bytes: Buffer.byteLength(text(content)),
	}));
}

function filesIn(value: unknown): Attachment[] {
	if (value === undefined) return [];
	if (!isObject(value)) throw smtpRefusals.attachmentsInvalid();
	return Object.entries(value).map(([name, content]) => {
		if (!isBase64(content)) throw smtpRefusals.attachmentsInvalid();
		return { name, bytes: Buffer.from(content, 'base64').length };
	});
}

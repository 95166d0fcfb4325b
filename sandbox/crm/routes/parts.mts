/** What contacts and companies can be reached by: their e-mail addresses, numbers and messengers. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { SandboxContext } from '../../context.mts';
import { isEmailAddress } from '../../syntax.mts';
import { refused } from '../errors.mts';
import { messengerRecord } from '../records.mts';
import type { CrmContact, Reachable } from '../store.mts';
import { MESSENGERS } from './contacts.mts';
import {
	among,
	argumentsOf,
	body,
	choiceOf,
	flag,
	listOf,
	named,
	nothing,
	shape,
	take,
	text,
	textTo,
} from './requests.mts';

const phone = textTo(50, 1);
const newEmail = shape({ email: textTo(50, 1), isMain: flag }, 'email');
const messenger = { typeId: choiceOf(...MESSENGERS), login: textTo(255, 1) };

type NewEmail = { email: string; isMain?: boolean };
type NewMessenger = { typeId: number; login: string };

/** Whether to go on where it is there already. @throws CrmError */
function mayAdd(isThere: boolean, field: string, { options }: SandboxContext): boolean {
	if (isThere && options.crmSamePart === 'refused')
		throw refused(field, `The ${field} has already been taken.`);
	return !isThere || options.crmSamePart === 'second';
}

/** @throws CrmError before anything is added */
function addEmails(of: Reachable, emails: readonly NewEmail[], sandbox: SandboxContext) {
	const { crm } = sandbox.state;
	const known = ({ email }: NewEmail) =>
		of.emails.find((one) => one.email.toLowerCase() === email.toLowerCase());
	const wrong = emails.findIndex(({ email }) => !isEmailAddress(email));
	if (wrong >= 0)
		throw refused(
			`emails.${wrong}.email`,
			`The emails.${wrong}.email must be a valid email address.`,
		);
	const fresh = emails.map((one, index) =>
		mayAdd(known(one) !== undefined, `emails.${index}.email`, sandbox),
	);
	return emails.flatMap((one, index) =>
		fresh[index] ? crm.addEmail(of, one.email, one.isMain) : (known(one) ?? []),
	);
}

function addPhone(of: Reachable, phoneText: string, field: string, sandbox: SandboxContext) {
	const known = of.phones.find((one) => one.phone === phoneText);
	const isNew = mayAdd(known !== undefined, field, sandbox);
	return known && !isNew ? known : sandbox.state.crm.addPhone(of, phoneText);
}

function addMessenger(of: Reachable, given: NewMessenger, field: string, sandbox: SandboxContext) {
	const known = of.messengers.find(
		({ typeId, login }) => typeId === given.typeId && login === given.login,
	);
	const isNew = mayAdd(known !== undefined, field, sandbox);
	return known && !isNew ? known : sandbox.state.crm.addMessenger(of, given);
}

/** Where the main one is taken away, another is it. */
function removeFrom<Part extends { readonly id: number; isMain: boolean }>(
	part: Part,
	parts: Part[],
): void {
	take(part, parts);
	if (part.isMain && parts[0]) parts[0].isMain = true;
}

/** Parts of a contact, each with a call of its own. */
export function contactPartRoutes(api: FastifyInstance, sandbox: SandboxContext): void {
	const store = () => sandbox.state.crm;
	const contactOf = (request: FastifyRequest) => named(request, 'contactId', store().contacts);
	const changed = (contact: CrmContact) => store().touchPart(store().contacts, contact);

	api.post(
		'/contacts/:contactId/emails',
		body({ emails: { ...listOf(newEmail), minItems: 1 } }, 'emails'),
		async (request) => {
			const contact = contactOf(request);
			const data = addEmails(contact, argumentsOf(request).emails as NewEmail[], sandbox);
			changed(contact);
			return { data };
		},
	);

	api.put(
		'/contacts/:contactId/emails/:emailId',
		body({ email: textTo(128, 1) }, 'email'),
		async (request) => {
			const contact = contactOf(request);
			const own = named(request, 'emailId', among(contact.emails));
			const { email } = argumentsOf(request);
			if (!isEmailAddress(email))
				throw refused('email', 'The email must be a valid email address.');
			own.email = email;
			changed(contact);
			return { data: own };
		},
	);

	api.delete('/contacts/:contactId/emails/:emailId', async (request, reply) => {
		const contact = contactOf(request);
		removeFrom(named(request, 'emailId', among(contact.emails)), contact.emails);
		changed(contact);
		return nothing(reply, 204);
	});

	api.post('/contacts/:contactId/phones', body({ phone }, 'phone'), async (request) => {
		const contact = contactOf(request);
		const data = addPhone(contact, String(argumentsOf(request).phone), 'phone', sandbox);
		changed(contact);
		return { data };
	});

	api.put('/contacts/:contactId/phones/:phoneId', body({ phone }, 'phone'), async (request) => {
		const contact = contactOf(request);
		const own = named(request, 'phoneId', among(contact.phones));
		own.phone = String(argumentsOf(request).phone);
		changed(contact);
		return { data: own };
	});

	api.delete('/contacts/:contactId/phones/:phoneId', async (request, reply) => {
		const contact = contactOf(request);
		removeFrom(named(request, 'phoneId', among(contact.phones)), contact.phones);
		changed(contact);
		return nothing(reply, 204);
	});

	api.post(
		'/contacts/:contactId/messengers',
		body({ ...messenger, isMainChatbot: flag }, 'typeId', 'login'),
		async (request) => {
			const contact = contactOf(request);
			const given = argumentsOf(request) as NewMessenger;
			const added = addMessenger(contact, given, 'login', sandbox);
			changed(contact);
			return { data: messengerRecord(added) };
		},
	);

	api.delete('/contacts/:contactId/messengers/:messengerId', async (request, reply) => {
		const contact = contactOf(request);
		take(named(request, 'messengerId', among(contact.messengers)), contact.messengers);
		changed(contact);
		return nothing(reply, 204);
	});
}

/** Parts of a company: added many at once. The calls for one of them contradict their own paths in the document. */
export function companyPartRoutes(api: FastifyInstance, sandbox: SandboxContext): void {
	const store = () => sandbox.state.crm;
	const kinds = ['emails', 'phones', 'messengers'] as const;

	api.post(
		'/companies/:companyId/emails/batch',
		body({ emails: { ...listOf(newEmail), minItems: 1 } }, 'emails'),
		async (request) =>
			added(request, (company) =>
				addEmails(company, argumentsOf(request).emails as NewEmail[], sandbox),
			),
	);

	api.post(
		'/companies/:companyId/phones/batch',
		body({ phones: { ...listOf(shape({ phone, isMain: flag }, 'phone')), minItems: 1 } }, 'phones'),
		async (request) =>
			added(request, (company) =>
				(argumentsOf(request).phones as Array<{ phone: string }>).map((one, index) =>
					addPhone(company, one.phone, `phones.${index}.phone`, sandbox),
				),
			),
	);

	api.post(
		'/companies/:companyId/messengers/batch',
		body(
			{
				messengers: {
					...listOf(shape({ ...messenger, botId: text }, 'typeId', 'login')),
					minItems: 1,
				},
			},
			'messengers',
		),
		async (request) =>
			added(request, (company) =>
				(argumentsOf(request).messengers as NewMessenger[])
					.map((one, index) => addMessenger(company, one, `messengers.${index}.login`, sandbox))
					.map(({ id, typeId, login }) => ({ id, typeId, login })),
			),
	);

	for (const kind of kinds)
		api.delete(`/companies/:companyId/${kind}/:partId`, async (request, reply) => {
			const company = named(request, 'companyId', store().companies);
			if (kind === 'messengers')
				take(named(request, 'partId', among(company.messengers)), company.messengers);
			else if (kind === 'emails')
				removeFrom(named(request, 'partId', among(company.emails)), company.emails);
			else removeFrom(named(request, 'partId', among(company.phones)), company.phones);
			store().touchPart(store().companies, company);
			return nothing(reply, 204);
		});

	function added(request: FastifyRequest, add: (company: Reachable) => unknown[]) {
		const company = named(request, 'companyId', store().companies);
		const data = add(company);
		store().touchPart(store().companies, company);
		return { data };
	}
}

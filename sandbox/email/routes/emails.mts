import type { FastifyInstance, FastifyRequest } from 'fastify';
import {
	arrayOf,
	asArguments,
	check,
	isText,
	isType,
	isValid,
	required,
	withEmailsRead,
	type Arguments,
} from '../../arguments.mts';
import { contactStatuses, type Contact } from '../contacts.mts';
import type { SandboxContext } from '../../context.mts';
import { accountDate } from '../../dates.mts';
import { invalid, refusals } from '../../errors.mts';
import type { MailingList } from '../lists.mts';
import { isEmailAddress } from '../../syntax.mts';
import { typedVariables } from './contacts.mts';

interface Membership {
	list: MailingList;
	contact: Contact;
}

/** One address in all lists and campaigns (Bulk Email Service API, Email address). */
export function emailRoutes(api: FastifyInstance, sandbox: SandboxContext): void {
	const { options } = sandbox;

	api.get('/emails/:email', async (request) =>
		membershipsOf(request).map(({ list, contact }) => ({
			book_id: list.id,
			email: contact.email,
			status: contact.status,
			status_explain: contactStatuses[contact.status],
			variables: typedVariables(contact, list),
		})),
	);

	api.get('/emails/:email/details', async (request) =>
		membershipsOf(request).map(({ list, contact }) => ({
			list_name: list.name,
			list_id: list.id,
			add_date: accountDate(contact.addedAt, sandbox.state.account.profile.locale),
			source: contact.source,
		})),
	);

	api.delete('/emails/:email', async (request) => {
		for (const { list, contact } of membershipsOf(request)) {
			list.contacts.remove(contact.email);
			sandbox.state.happenings.tell({
				event: 'delete',
				at: sandbox.clock.now(),
				email: contact.email,
				listId: list.id,
			});
		}
		return { result: true };
	});

	api.get('/emails/:email/campaigns', async (request) => {
		const email = addressOf(request);
		const memberships = listsWith(email);
		const { received, ...statistic } = statisticOf(email);
		if (memberships.length === 0 && !received) refuseUnknown();
		return {
			statistic,
			blacklist: sandbox.state.blacklist.has(email),
			addressbooks: memberships.map(({ list }) => ({
				id: list.id,
				address_book_name: list.name,
			})),
		};
	});

	api.post('/emails', async (request) =>
		byAddress(asArguments(request.body), (email) => {
			const memberships = listsWith(email);
			if (memberships.length === 0 && options.unknownAddress === 'refuse') return undefined;
			return memberships.map(({ list, contact }) => ({
				book_id: list.id,
				status: contact.status,
				variables: typedVariables(contact, list),
			}));
		}),
	);

	// Spelt `adressbooks` here, with `name` where the answer for one address has `address_book_name`.
	api.post('/emails/campaigns', async (request) =>
		byAddress(asArguments(request.body), (email) => {
			const memberships = listsWith(email);
			const { received, ...statistic } = statisticOf(email);
			if (memberships.length === 0 && !received && options.unknownAddress === 'refuse')
				return undefined;
			return {
				...statistic,
				adressbooks: memberships.map(({ list }) => ({ id: list.id, name: list.name })),
				blacklist: sandbox.state.blacklist.has(email),
			};
		}),
	);

	function addressOf(request: FastifyRequest): string {
		const { email } = request.params as { email: string };
		if (!isEmailAddress(email)) throw invalid('Argument email is invalid');
		return email;
	}

	function listsWith(email: string): Membership[] {
		return sandbox.state.lists.all().flatMap((list) => {
			const contact = list.contacts.get(email);
			return contact ? [{ list, contact }] : [];
		});
	}

	function membershipsOf(request: FastifyRequest): Membership[] {
		const memberships = listsWith(addressOf(request));
		if (memberships.length === 0) refuseUnknown();
		return memberships;
	}

	function refuseUnknown(): void {
		if (options.unknownAddress === 'refuse')
			throw refusals.emailNotInList(options.missingContactStatus);
	}

	function statisticOf(email: string) {
		const received = sandbox.state.campaigns
			.all()
			.map((campaign) => campaign.recipient(email))
			.filter((recipient) => recipient !== undefined);
		return {
			received: received.length > 0,
			sent: received.filter(({ sentAt }) => sentAt !== null).length,
			open: received.reduce((total, { opens }) => total + opens, 0),
			link: received.reduce((total, { clicks }) => total + clicks, 0),
		};
	}

	function byAddress(came: Arguments, describe: (email: string) => unknown) {
		const args = withEmailsRead(came, options.emailsAsText);
		check(args, [
			required('emails'),
			isType('emails', 'array'),
			isValid('emails', arrayOf(isText)),
		]);
		const found = (args.emails as string[]).flatMap((email) => {
			const description = describe(email);
			return description === undefined ? [] : [[email, description] as const];
		});
		return found.length === 0 && options.emptyObjects === 'array' ? [] : Object.fromEntries(found);
	}
}

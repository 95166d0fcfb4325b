import type { FastifyReply } from 'fastify';
import { check, isValid, required, type Arguments } from '../../arguments.mts';
import type { SandboxContext } from '../../context.mts';
import { accountDate } from '../../dates.mts';
import type { MailingList } from '../../email/lists.mts';
import { refusals } from '../../errors.mts';
import type { ListCheck } from '../store.mts';
import { addressTexts, AddressStatus, ListStatus, listTexts } from '../verdicts.mts';

/** The list that `id` of the body names. */
export function listIn(args: Arguments, { state }: SandboxContext): MailingList {
	check(args, [required('id'), isValid('id', Number.isSafeInteger)]);
	return found(Number(args.id), state);
}

/** The list that `id` of the query names, where all is text. */
export function listInQuery(query: Arguments, { state }: SandboxContext): MailingList {
	check(query, [required('id'), isValid('id', (id) => /^\d{1,15}$/.test(String(id)))]);
	return found(Number(query.id), state);
}

function found(id: number, { lists }: SandboxContext['state']): MailingList {
	const list = lists.get(id);
	if (!list) throw refusals.listNotFound();
	return list;
}

/** Answers for a list of which nothing is known. */
export function neverVerified(reply: FastifyReply, { options }: SandboxContext): FastifyReply {
	if (options.verifierNever === 'notFound') throw refusals.notFound();
	return reply
		.type('application/json; charset=utf-8')
		.send(options.verifierNever === 'false' ? 'false' : '{"result":false}');
}

/** A verification as GET …/check-list has it (fixtures of a client for Go). */
export function summaryOf(check: ListCheck, { state, options }: SandboxContext) {
	const { verifier, lists, account } = state;
	const status = verifier.statusOf(check);
	const isRunning = status === ListStatus.checking;
	const counts = Object.values(AddressStatus).map((one) => [
		String(one),
		check.addresses.filter((address) => address.status === one).length,
	]);
	return {
		id: check.listId,
		address_book_name: lists.get(check.listId)?.name ?? '',
		all_emails_quantity: check.addresses.length,
		status,
		check_date: accountDate(
			check.addresses.at(isRunning ? 0 : -1)?.checkedAt ?? check.startedAt,
			account.profile.locale,
		),
		data: isRunning ? {} : Object.fromEntries(counts),
		is_updated: Number(verifier.isUpdated(check)),
		status_text: listTexts[options.verifierStatusLanguage][status],
	};
}

/** Likewise with a page of its addresses, as GET …/check has it. */
export function resultOf(
	check: ListCheck,
	{ start, count }: { start: number; count: number },
	sandbox: SandboxContext,
) {
	const { state, options } = sandbox;
	const addresses = state.verifier.isRunning(check) ? [] : check.addresses;
	return {
		...summaryOf(check, sandbox),
		email_addresses: addresses.slice(start, start + count).map((address) => ({
			id: address.id,
			email_address: address.email,
			check_date: accountDate(address.checkedAt, state.account.profile.locale),
			status: address.status,
			status_text: addressTexts[options.verifierStatusLanguage][address.status],
		})),
		email_addresses_total: addresses.length,
	};
}

import type { FastifyInstance, FastifyRequest } from 'fastify';
import { asArguments, arrayOf, check, isText, pageOf } from '../../arguments.mts';
import type { SandboxContext } from '../../context.mts';
import { accountTime } from '../../dates.mts';
import { invalid } from '../../errors.mts';
import { smtpRefusals } from '../errors.mts';
import { letterFrom } from '../letter.mts';
import { sizeOf, type SmtpMail } from '../mails.mts';
import { recordOf } from '../records.mts';
import { addressesOf } from '../relay.mts';
import { maySend } from '../senders.mts';
import { pageRules, requireService, requireTariff } from './requests.mts';

const HOUR = 3_600_000;
const MOST_IDS = 500;

/** E-mails: sending them, and what became of them (SMTP Service API, OpenAPI description of the SMTP service). */
export function emailRoutes(api: FastifyInstance, sandbox: SandboxContext): void {
	const { options, clock } = sandbox;

	api.post('/smtp/emails', async (request) => {
		const { state } = sandbox;
		const { service, mails } = state.smtp;
		if (options.planEnded) throw smtpRefusals.accountExpired();
		if (service === 'barred') throw smtpRefusals.unauthorizedAction();
		requireService(sandbox);
		const letter = letterFrom(asArguments(request.body).email, state, options);
		const now = clock.now();
		if (addressesOf(letter).length > options.smtpMostRecipients)
			throw smtpRefusals.tooManyRecipients();
		if (sizeOf(letter) > options.smtpMostBytes) throw smtpRefusals.tooLarge();
		if (!maySend(state, letter.from.email)) throw smtpRefusals.senderInvalid();
		if (service === 'limited') throw smtpRefusals.limited();
		if (mails.countAfter(now - HOUR) >= options.smtpPerHour) throw smtpRefusals.quota();
		return { result: true, id: state.relay.send(letter, now) };
	});

	api.get(
		'/smtp/emails',
		{ config: { query: ['limit', 'offset', 'from', 'to', 'sender', 'recipient', 'country'] } },
		async (request) => {
			requireTariff(options);
			const query = asArguments(request.query);
			check(query, pageRules);
			const { limit, offset } = pageOf(query, options.smtpMostPerPage);
			const [from, to] = [boundary(query.from, 'from'), boundary(query.to, 'to')];
			const { sender, recipient } = query;
			return found()
				.filter(({ sentAt }) => sentAt >= from && sentAt <= to)
				.filter((mail) => isSame(sender, mail.from.email))
				.filter(({ recipients }) => isSame(recipient, recipients[0]?.email))
				.reverse()
				.slice(offset, offset + limit)
				.map((mail) => written(mail, request, false));
		},
	);

	api.get('/smtp/emails/total', { config: { query: [] } }, async () => {
		requireService(sandbox);
		requireTariff(options);
		return { total: found().length };
	});

	api.get('/smtp/emails/:id', { config: { query: ['country'] } }, async (request) => {
		const { id } = request.params as { id: string };
		const mail = sandbox.state.smtp.mails.get(id);
		if (!mail || !isFound(mail)) throw smtpRefusals.noSuchEmail();
		return written(mail, request, true);
	});

	api.post('/smtp/emails/info', async (request) => {
		const { emails } = asArguments(request.body);
		if (!isIdList(emails)) throw smtpRefusals.idsIncorrect();
		const known = [...new Set(emails)]
			.map((id) => sandbox.state.smtp.mails.get(id))
			.filter((mail) => mail !== undefined)
			.filter(isFound);
		if (known.length === 0) throw smtpRefusals.noSuchEmails();
		// Ids are as good as random: put in their order, e-mails are in none.
		if (options.smtpInfoOrder === 'shuffled') known.sort((a, b) => (a.id < b.id ? -1 : 1));
		return known.map((mail) => written(mail, request, false));
	});

	const isFound = ({ sentAt }: SmtpMail) => sentAt + options.smtpInfoDelay <= clock.now();

	/** Oldest first. */
	const found = () =>
		sandbox.state.smtp.mails
			.all()
			.filter(isFound)
			.sort((a, b) => a.sentAt - b.sentAt);

	function written(mail: SmtpMail, request: FastifyRequest, isAlone: boolean) {
		const withCountry = asArguments(request.query).country !== 'off';
		const zone = sandbox.state.account.profile.locale;
		return recordOf(mail, { isAlone, withCountry, zone }, options);
	}

	/** The instant that a filter means. Assumption: a day alone is all of it. */
	function boundary(value: unknown, name: 'from' | 'to'): number {
		if (value === undefined || value === '') return name === 'from' ? -Infinity : Infinity;
		const { locale } = sandbox.state.account.profile;
		const { smtpListDates } = options;
		const day = accountTime(
			`${String(value)} ${name === 'from' ? '00:00:00' : '23:59:59'}`,
			locale,
		);
		const moment = accountTime(value, locale);
		const time =
			smtpListDates === 'days' ? day : smtpListDates === 'moments' ? moment : (day ?? moment);
		if (time === null) throw invalid(`Argument ${name} is invalid`);
		return name === 'from' ? time : time + 999;
	}
}

const isSame = (wanted: unknown, address: string | undefined) =>
	wanted === undefined || wanted === '' || String(wanted).toLowerCase() === address?.toLowerCase();

const isIdList = (value: unknown): value is string[] =>
	Array.isArray(value) && value.length > 0 && value.length <= MOST_IDS && arrayOf(isText)(value);

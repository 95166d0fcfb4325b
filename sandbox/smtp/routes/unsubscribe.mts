import type { FastifyInstance } from 'fastify';
import {
	asArguments,
	check,
	isEmail,
	isMissing,
	isOneOf,
	isType,
	LANGUAGES,
	pageOf,
	required,
	withEmailsRead,
} from '../../arguments.mts';
import type { SandboxContext } from '../../context.mts';
import { accountDate } from '../../dates.mts';
import { isDate } from '../../email/variables.mts';
import { invalid } from '../../errors.mts';
import { isEmailAddress } from '../../syntax.mts';
import { smtpRefusals } from '../errors.mts';
import { requestToReturn } from '../requestToReturn.mts';
import { maySend } from '../senders.mts';
import { pageRules, requireTariff } from './requests.mts';

const DAY = 86_400_000;
const MOST_REQUESTS = 5;

/** The unsubscribe list (SMTP Service API, OpenAPI description of the SMTP service). */
export function unsubscribeRoutes(api: FastifyInstance, sandbox: SandboxContext): void {
	const { options, clock } = sandbox;
	const list = () => sandbox.state.smtp.unsubscribed;

	api.post('/smtp/unsubscribe', async (request) => {
		const came = elementsIn(request.body).map(asArguments);
		const understood = came.filter(({ email }) => isEmailAddress(email));
		if (understood.length === 0) throw smtpRefusals.noAddresses();
		for (const { email, comment } of understood) {
			const note = isMissing(comment) ? {} : { comment: String(comment) };
			list().add(String(email), clock.now(), { byUser: true, ...note });
		}
		return { result: true };
	});

	api.delete('/smtp/unsubscribe', async (request) => {
		const understood = elementsIn(request.body).filter(isEmailAddress);
		if (understood.length === 0) throw smtpRefusals.noAddresses();
		for (const email of understood) list().remove(email);
		return { result: true };
	});

	api.get(
		'/smtp/unsubscribe',
		{ config: { query: ['date', 'limit', 'offset'] } },
		async (request) => {
			requireTariff(options);
			const query = asArguments(request.query);
			check(query, pageRules);
			const { date } = query;
			if (!isMissing(date) && !isDate(String(date))) throw invalid('Argument date is invalid');
			const { limit, offset } = pageOf(query, options.smtpMostPerPage);
			const zone = sandbox.state.account.profile.locale;
			return list()
				.all()
				.map((entry) => ({ ...entry, date: accountDate(entry.at, zone) }))
				.filter((entry) => isMissing(date) || entry.date.startsWith(String(date)))
				.slice(offset, offset + limit)
				.map((entry) => ({
					email: entry.email,
					unsubscribe_by_link: Number(entry.byLink),
					unsubscribe_by_user: Number(entry.byUser),
					spam_complaint: Number(entry.complained),
					date: entry.date,
				}));
		},
	);

	api.get('/smtp/unsubscribe/search', { config: { query: ['email'] } }, async (request) => {
		const { email } = asArguments(request.query);
		if (isMissing(email)) throw smtpRefusals.emailParameterEmpty();
		if (!isEmailAddress(email)) throw smtpRefusals.emailParameterWrong();
		return { result: list().has(email) };
	});

	api.post('/smtp/resubscribe', async (request) => {
		const { state } = sandbox;
		const args = asArguments(request.body);
		check(args, [
			required('email'),
			isEmail('email'),
			required('sender'),
			isType('lang', 'string'),
			isOneOf('lang', LANGUAGES),
		]);
		if (state.smtp.service === 'absent') throw smtpRefusals.noSmtpUserToAsk();
		const { email, sender, lang = 'en' } = args as Record<string, string>;
		if (!maySend(state, String(sender))) throw smtpRefusals.senderInvalid();
		if (!list().has(String(email))) throw smtpRefusals.notUnsubscribed();
		const now = clock.now();
		const today = state.smtp.mails
			.all()
			.filter(({ asksToReturn, sentAt }) => asksToReturn && sentAt > now - DAY);
		if (today.length >= MOST_REQUESTS) throw smtpRefusals.tooManyRequests();
		const letter = requestToReturn(String(email), String(sender), lang);
		return { result: true, id: state.relay.askToReturn(letter, now) };
	});

	/** What the body lists, in the form that is taken. */
	function elementsIn(body: unknown): unknown[] {
		const { smtpUnsubscribeBody: form, emailsAsText } = options;
		if (Array.isArray(body)) return form === 'object' ? [] : body;
		if (form === 'array') return [];
		const { emails } = withEmailsRead(asArguments(body), emailsAsText);
		return Array.isArray(emails) ? emails : [];
	}
}

import type { FastifyInstance } from 'fastify';
import { asArguments, check, pageOf } from '../../arguments.mts';
import type { SandboxContext } from '../../context.mts';
import { accountDate } from '../../dates.mts';
import { latestBounces } from '../bounces.mts';
import { pageRules } from './requests.mts';

/** Bounces of the last 24 hours, whatever `date` says (SMTP Service API). */
export function bounceRoutes(api: FastifyInstance, sandbox: SandboxContext): void {
	const { options, clock } = sandbox;
	const latest = () => latestBounces(sandbox.state.smtp.mails, clock.now());

	api.get(
		'/smtp/bounces/day',
		{ config: { query: ['date', 'limit', 'offset'] } },
		async (request) => {
			const query = asArguments(request.query);
			check(query, pageRules);
			const { limit, offset } = pageOf(query, options.smtpMostPerPage);
			const zone = sandbox.state.account.profile.locale;
			const all = latest();
			const page = all.slice(offset, offset + limit);
			return {
				total: all.length,
				emails: page.map(({ mail, email, answer }) => ({
					email_to: email,
					sender: mail.from.email,
					send_date: accountDate(mail.sentAt, zone),
					subject: mail.subject,
					smtp_answer_code: answer.code,
					smtp_answer_subcode: answer.subcode,
					smtp_answer_data: answer.data,
				})),
				request_limit: options.smtpMostPerPage,
				found: page.length,
			};
		},
	);

	api.get('/smtp/bounces/day/total', async () => ({ total: latest().length }));
}

import type { FastifyInstance } from 'fastify';
import type { SandboxContext } from '../../context.mts';
import { invalid } from '../../errors.mts';
import { isEmailAddress } from '../../syntax.mts';
import type { SenderDomain } from '../domains.mts';
import { smtpSenders } from '../senders.mts';

const SPF = 'v=spf1 include:mxsspf.sendpulse.com +a +mx -all';

/** From whom and from where e-mails come (SMTP Service API). */
export function senderRoutes(api: FastifyInstance, sandbox: SandboxContext): void {
	api.get('/smtp/ips', async () => sandbox.state.smtp.ips);

	api.get('/smtp/senders', async () => smtpSenders(sandbox.state));

	// Two envelopes deep.
	api.get('/v2/email-service/smtp/sender_domains', async () => {
		const { smtp, account } = sandbox.state;
		const data = smtp.domains.all().map((domain) => recordOf(domain, account.profile.id));
		return { data: { result: true, data } };
	});

	api.post('/v2/email-service/smtp/sender_domains/:domain', async (request) => {
		const { domain } = request.params as { domain: string };
		// Assumption: no document has the refusal's words.
		if (!isEmailAddress(`postmaster@${domain}`)) throw invalid('Argument domain is invalid');
		sandbox.state.smtp.domains.add(domain);
		return { data: { result: true } };
	});
}

function recordOf({ id, name, isVerified, isDefault }: SenderDomain, userId: number) {
	return {
		id,
		user_id: userId,
		service_type: 3,
		service_value: name,
		status: isVerified ? 1 : 0,
		expire_date: null,
		auto_free_prolong: 0,
		currency: '',
		is_default: isDefault,
		ssl_type: isVerified ? 1 : 0,
		ssl_expired: null,
		ssl_generated: null,
		checks: {
			check_dkim: isVerified,
			check_spf: isVerified,
			check_dmarc: isVerified,
			all_checks: isVerified,
			spf_txt_needed: SPF,
		},
	};
}

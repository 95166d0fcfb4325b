import type { FastifyInstance } from 'fastify';
import { asArguments } from '../../arguments.mts';
import type { SandboxContext } from '../../context.mts';
import { finish, refuse } from '../../page/forms.mts';
import type { Deed } from '../relay.mts';
import { services, type Service } from '../store.mts';

const deeds: readonly Deed[] = ['open', 'click', 'unsubscribe', 'complain'];

/** E-mails as their recipients see them, what recipients do, and what SendPulse's staff decides. */
export function smtpControlRoutes(server: FastifyInstance, sandbox: SandboxContext): void {
	server.get('/sandbox/smtp', async () => {
		const { service, mails } = sandbox.state.smtp;
		return { service, mails: mails.all() };
	});

	// As a program for mails shows it: in a page of its own, where nothing runs and nothing is fetched.
	server.get('/sandbox/smtp/mails/:id', async (request, reply) => {
		const mail = sandbox.state.smtp.mails.get((request.params as { id: string }).id);
		if (!mail?.html) return refuse(reply, 404, 'no such page');
		return reply
			.type('text/html; charset=utf-8')
			.header('content-security-policy', MAIL_POLICY)
			.header('referrer-policy', 'no-referrer')
			.send(mail.html);
	});

	server.post('/sandbox/smtp/act', async (request, reply) => {
		const args = asArguments(request.body);
		const mail = sandbox.state.smtp.mails.get(String(args.mail));
		if (!mail) return refuse(reply, 404, 'no such mail');
		const recipient = mail.recipients.find(
			({ email }) => args.recipient === undefined || email === args.recipient,
		);
		if (!recipient) return refuse(reply, 404, 'no such recipient');
		const deed = deeds.find((one) => one === args.act);
		if (!deed) return refuse(reply, 422, `act is none of ${deeds.join(', ')}`);
		sandbox.state.relay.act(mail, recipient, deed, sandbox.clock.now());
		return finish(request, reply, `/?view=smtp&mail=${mail.id}`);
	});

	server.post('/sandbox/smtp/service', async (request, reply) => {
		const { service } = asArguments(request.body);
		if (!services.includes(service as Service))
			return refuse(reply, 422, `service is none of ${services.join(', ')}`);
		sandbox.state.smtp.service = service as Service;
		return finish(request, reply, '/?view=smtp-senders');
	});
}

const MAIL_POLICY =
	"sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

import type { FastifyInstance } from 'fastify';
import { asArguments } from '../../arguments.mts';
import type { SandboxContext } from '../../context.mts';
import { finish, refuse } from '../../page/forms.mts';
import { showMail } from '../../page/mail.mts';
import { isEmailAddress, isWebAddress } from '../../syntax.mts';
import { deeds, type Deed } from '../relay.mts';
import { services, type Service } from '../store.mts';
import { isSmtpEvent } from '../webhookEvents.mts';

const deedNames = Object.keys(deeds) as Deed[];

/** E-mails as their recipients see them, what recipients do, and what SendPulse's staff decides. */
export function smtpControlRoutes(server: FastifyInstance, sandbox: SandboxContext): void {
	server.get('/sandbox/smtp', async () => {
		const { service, mails } = sandbox.state.smtp;
		return { service, mails: mails.all() };
	});

	server.get('/sandbox/smtp/mails/:id', async (request, reply) => {
		const mail = sandbox.state.smtp.mails.get((request.params as { id: string }).id);
		if (!mail?.html) return refuse(reply, 404, 'no such page');
		return showMail(reply, mail.html);
	});

	server.post('/sandbox/smtp/act', async (request, reply) => {
		const args = asArguments(request.body);
		const mail = sandbox.state.smtp.mails.get(String(args.mail));
		if (!mail) return refuse(reply, 404, 'no such mail');
		const recipient = mail.recipients.find(
			({ email }) => args.recipient === undefined || email === args.recipient,
		);
		if (!recipient) return refuse(reply, 404, 'no such recipient');
		const deed = deedNames.find((one) => one === args.act);
		if (!deed) return refuse(reply, 422, `act is none of ${deedNames.join(', ')}`);
		sandbox.state.relay.act(mail, recipient, deed, sandbox.clock.now());
		return finish(request, reply, `/?view=smtp&mail=${mail.id}`);
	});

	// An event of an e-mail to that address: the newest one that there is, or one that is made up for it.
	server.post('/sandbox/smtp/happen', async (request, reply) => {
		const { event, email, subject } = asArguments(request.body);
		const deed = deedNames.find((one) => deeds[one] === event);
		if (!deed) return refuse(reply, 422, `event is none of ${Object.values(deeds).join(', ')}`);
		if (!isEmailAddress(email)) return refuse(reply, 422, 'email is no address');
		const { relay } = sandbox.state;
		const title = typeof subject === 'string' && subject !== '' ? subject : undefined;
		const [mail, recipient] = relay.mailTo(email, title, sandbox.clock.now());
		relay.act(mail, recipient, deed, sandbox.clock.now());
		return finish(request, reply, `/?view=smtp&mail=${mail.id}`);
	});

	server.get('/sandbox/smtp/deliveries', async () => sandbox.state.smtp.webhooks.deliveries);

	// Sends what waits, and again what was not taken.
	server.post('/sandbox/smtp/deliver', async (request, reply) => {
		sandbox.agenda.catchUp();
		await sandbox.smtpCourier.deliver();
		return finish(request, reply, '/?view=smtp-webhooks');
	});

	server.post('/sandbox/smtp/webhooks', async (request, reply) => {
		const { url, events: came } = asArguments(request.body);
		const events = [came ?? []].flat().map(String);
		if (!isWebAddress(url)) return refuse(reply, 422, 'url is no address');
		if (events.length === 0) return refuse(reply, 422, 'no event is chosen');
		const unknown = events.find((event) => !isSmtpEvent(event));
		if (unknown !== undefined) return refuse(reply, 422, `there is no event ${unknown}`);
		sandbox.state.smtp.webhooks.set(url, events.filter(isSmtpEvent));
		return finish(request, reply, '/?view=smtp-webhooks');
	});

	server.post('/sandbox/smtp/webhooks/remove', async (request, reply) => {
		sandbox.state.smtp.webhooks.remove(String(asArguments(request.body).url));
		return finish(request, reply, '/?view=smtp-webhooks');
	});

	server.post('/sandbox/smtp/service', async (request, reply) => {
		const { service } = asArguments(request.body);
		if (!services.includes(service as Service))
			return refuse(reply, 422, `service is none of ${services.join(', ')}`);
		sandbox.state.smtp.service = service as Service;
		return finish(request, reply, '/?view=smtp-senders');
	});
}

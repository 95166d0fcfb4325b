import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import {
	asArguments,
	check,
	isEmail,
	isText,
	isValid,
	passes,
	required,
} from '../../arguments.mts';
import type { SandboxContext } from '../../context.mts';
import { invalid, refusals } from '../../errors.mts';
import { forbidsSenders, type Sender } from '../senders.mts';

/** Senders (Bulk Email Service API, Senders; complaints from the OpenAPI description of the SMTP service, which shares them). */
export function senderRoutes(api: FastifyInstance, sandbox: SandboxContext): void {
	const { options, clock } = sandbox;

	api.get('/senders', async () =>
		sandbox.state.senders.all().map(({ email, name, activated }) => ({
			email,
			name,
			status: activated ? 'Active' : 'Not active',
			is_allowed_for_smtp: options.smtpFlag === 'number' ? 1 : true,
		})),
	);

	api.post('/senders', async (request) => {
		const { senders, blacklist } = sandbox.state;
		const args = asArguments(request.body);
		check(args, [
			required('email'),
			isEmail('email'),
			passes('email', (email) => !forbidsSenders(String(email)), refusals.senderDomainForbids()),
			required('name'),
			isValid('name', isText),
			passes('email', (email) => !senders.get(String(email)), refusals.senderInUse()),
			passes('email', (email) => !blacklist.has(String(email)), refusals.senderBlacklisted()),
		]);
		mailCode(senders.add({ email: String(args.email), name: String(args.name), activated: false }));
		return { result: true };
	});

	api.delete('/senders', async (request) => {
		const { email } = asArguments(request.body);
		check({ email }, [required('email', refusals.noEmailAddress()), isEmail('email')]);
		if (!sandbox.state.senders.remove(String(email))) throw refusals.senderUnknown();
		return { result: true };
	});

	api.get('/senders/:email/code', async (request) => {
		const sender = inactiveSender(request);
		const mailedAt = sender.code?.mailedAt ?? -Infinity;
		if (clock.now() - mailedAt < options.activationWait * 1_000)
			throw refusals.activationCodeSent();
		mailCode(sender);
		return { result: true, email: sender.email };
	});

	api.post('/senders/:email/code', async (request) => {
		const sender = inactiveSender(request);
		const { code } = asArguments(request.body);
		check({ code }, [required('code', refusals.noActivationCode()), isValid('code', isText)]);
		if (code !== sender.code?.text) throw invalid('Argument code is invalid');
		sender.activated = true;
		return { result: true, email: sender.email };
	});

	function inactiveSender(request: FastifyRequest): Sender {
		const sender = sandbox.state.senders.get((request.params as { email: string }).email);
		if (!sender || sender.activated) throw refusals.notAwaitingActivation();
		return sender;
	}

	function mailCode(sender: Sender): void {
		const { outbox } = sandbox.state;
		const at = clock.now();
		const text = createHash('md5').update(`${sender.email} ${outbox.length}`).digest('hex');
		sender.code = { text, mailedAt: at };
		outbox.push({ kind: 'activation', at, to: sender.email, code: text });
	}
}

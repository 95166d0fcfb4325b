import type { FastifyInstance, FastifyRequest } from 'fastify';
import {
	asArguments,
	check,
	isMissing,
	isType,
	isValid,
	passes,
	withoutEmpty,
	type Arguments,
} from '../../arguments.mts';
import type { AutomationEvent } from '../automations.mts';
import type { SandboxContext } from '../../context.mts';
import { invalid, refusals } from '../../errors.mts';
import { isEmailAddress, phoneDigits } from '../../syntax.mts';

/**
 * Events that start flows (How to send events to the SendPulse): by name with a token, by hash and user id
 * without one.
 */
export function eventRoutes(api: FastifyInstance, sandbox: SandboxContext): void {
	api.post('/events/name/:name', async (request) => {
		const { name } = request.params as { name: string };
		return receive(request, sandbox.state.automations.get(name), true);
	});

	api.post('/events/id/:hash/:userId', async (request) => {
		const { hash, userId } = request.params as { hash: string; userId: string };
		const { automations, account } = sandbox.state;
		const isOwn = userId === String(account.profile.id);
		return receive(request, isOwn ? automations.getByHash(hash) : undefined, false);
	});

	function receive(
		request: FastifyRequest,
		event: AutomationEvent | undefined,
		withToken: boolean,
	) {
		if (!event) throw refusals.eventNotFound();
		const args = withoutEmpty(asArguments(request.body), ['automation_id']);
		check(args, [
			({ email, phone }) =>
				isMissing(email) && isMissing(phone) ? invalid('Argument email missing') : undefined,
			isType('email', 'string'),
			isType('phone', 'string'),
			// The document's own example has a space before the address.
			isValid('email', (email) => email === '' || isEmailAddress(String(email).trim())),
			isValid('phone', (phone) => phone === '' || phoneDigits(String(phone).trim()) !== null),
			passes(
				'automation_id',
				(id) => Number.isInteger(id) || (isForm(request) && /^\d+$/.test(String(id))),
				invalid('Argument automation_id must be integer'),
			),
		]);
		const { email, phone, automation_id: automationId, ...variables }: Arguments = args;
		sandbox.state.automations.receive({
			at: sandbox.clock.now(),
			name: event.name,
			withToken,
			email: isMissing(email) ? null : String(email).trim(),
			phone: isMissing(phone) ? null : phoneDigits(String(phone).trim()),
			automationId: automationId === undefined ? null : Number(automationId),
			variables,
		});
		return { result: true };
	}
}

// A form knows no numbers.
const isForm = (request: FastifyRequest) =>
	request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true;

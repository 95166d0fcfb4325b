import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import {
	asArguments,
	check,
	isText,
	isType,
	isValid,
	required,
	type Rule,
} from '../../arguments.mts';
import type { SandboxContext } from '../../context.mts';
import { ApiError, refusals } from '../../errors.mts';
import { eventNames, type EventName } from '../happenings.mts';
import type { Webhook } from '../webhooks.mts';

const PATH = '/v2/email-service/webhook';

/**
 * Webhooks (Bulk Email Service API, Webhooks): one row for each action. The documents call the bodies forms and
 * show JSON; both are taken.
 */
export function webhookRoutes(api: FastifyInstance, sandbox: SandboxContext): void {
	const { options } = sandbox;
	api.get(PATH, async () => answer(sandbox.state.webhooks.all().map(row)));

	// The rows come in another order than the actions: match them by `action`.
	api.post(PATH, async (request, reply) =>
		guard(reply, () => {
			const args = asArguments(request.body);
			check(args, [...urlRules(), ...actionRules]);
			const url = String(args.url);
			const actions = [...new Set([args.actions].flat() as EventName[])];
			const { webhooks } = sandbox.state;
			const rows = actions.map(
				(action) =>
					(options.duplicateWebhooks === 'return' ? webhooks.find(url, action) : undefined) ??
					webhooks.add(url, action),
			);
			return rows.reverse().map(row);
		}),
	);

	api.get(`${PATH}/:id`, async (request, reply) => guard(reply, () => row(webhookOf(request))));

	api.put(`${PATH}/:id`, async (request, reply) =>
		guard(reply, () => {
			const webhook = webhookOf(request);
			const args = asArguments(request.body);
			check(args, urlRules());
			webhook.url = String(args.url);
			return [true];
		}),
	);

	api.delete(`${PATH}/:id`, async (request, reply) =>
		guard(reply, () => {
			sandbox.state.webhooks.remove(webhookOf(request).id);
			return [true];
		}),
	);

	function webhookOf(request: FastifyRequest): Webhook {
		const { id } = request.params as { id: string };
		const webhook = /^\d{1,15}$/.test(id) ? sandbox.state.webhooks.get(Number(id)) : undefined;
		if (!webhook) throw refusals.notFound();
		return webhook;
	}

	const row = ({ id, url, action }: Webhook) => ({
		id,
		user_id: sandbox.state.account.profile.id,
		url,
		action,
	});

	const urlRules = (): Rule[] => [
		required('url'),
		isType('url', 'string'),
		isValid('url', (url) => isWebAddress(String(url), options.webhooksNeedHttps)),
	];

	/** Answers, and words failures as the switch has it. */
	function guard(reply: FastifyReply, act: () => unknown) {
		try {
			return answer(act());
		} catch (error) {
			if (!(error instanceof ApiError) || options.webhookFailure === 'native') throw error;
			reply.code(error.status);
			return { success: false, message: error.message, error_code: error.code };
		}
	}
}

const answer = (data: unknown) => ({ success: true, data });

const actionRules: readonly Rule[] = [
	required('actions'),
	isValid('actions', (actions) => isText(actions) || Array.isArray(actions)),
	isValid('actions', (actions) =>
		[actions].flat().every((action) => eventNames.includes(action as EventName)),
	),
];

function isWebAddress(text: string, needsHttps: boolean): boolean {
	if (!URL.canParse(text)) return false;
	const { protocol } = new URL(text);
	return protocol === 'https:' || (protocol === 'http:' && !needsHttps);
}

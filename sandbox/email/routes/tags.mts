import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import {
	arrayOf,
	asArguments,
	check,
	isEmail,
	isText,
	isType,
	isValid,
	required,
	type Arguments,
	type Rule,
} from '../../arguments.mts';
import type { SandboxContext } from '../../context.mts';
import { ApiError, invalid } from '../../errors.mts';
import { requireTagPlan } from '../../plans.mts';
import { phoneDigits } from '../../syntax.mts';

const VERSION = '2.7.3';

/**
 * Tags (OpenAPI bulk-email, Tags). What changes them is only put in a queue: the answer says so, the change comes
 * later, and one that names what is not there never does. Failures come in the same envelope.
 */
export function tagRoutes(api: FastifyInstance, sandbox: SandboxContext): void {
	const { options, clock } = sandbox;

	api.get('/tags', async () => {
		requireTagPlan(options);
		const { tags, account } = sandbox.state;
		return { tags: tags.all(), user_id: account.profile.id, version: VERSION };
	});

	api.post('/tags', async (request, reply) =>
		queue(request, reply, tagRules, ({ name, color }) => {
			sandbox.state.tags.add(String(name), String(color));
		}),
	);

	api.put('/tags/:id', async (request, reply) =>
		queue(request, reply, [hasId(request), ...tagRules], ({ name, color }) => {
			const tag = sandbox.state.tags.get(idOf(request));
			if (tag) Object.assign(tag, { name: String(name), color: String(color) });
		}),
	);

	api.delete('/tags/:id', async (request, reply) =>
		queue(request, reply, [hasId(request)], () => {
			const id = idOf(request);
			sandbox.state.tags.remove(id);
			for (const list of sandbox.state.lists.all()) {
				for (const { email } of list.contacts.values()) list.contacts.untag(email, [id]);
			}
		}),
	);

	for (const action of ['pin', 'unpin'] as const) {
		const change = (isMeant: (contact: { email: string; phone: string }) => boolean) => {
			return ({ tags }: Arguments) => {
				const known = (tags as number[]).filter((id) => sandbox.state.tags.get(id));
				for (const { contacts } of sandbox.state.lists.all()) {
					for (const contact of [...contacts.values()].filter(isMeant)) {
						if (action === 'pin') contacts.tag(contact.email, known);
						else contacts.untag(contact.email, known);
					}
				}
			};
		};

		api.post(`/tags/${action}/email`, async (request, reply) =>
			queue(
				request,
				reply,
				[required('email'), isEmail('email'), ...assignmentRules],
				(args: Arguments) => {
					const wanted = String(args.email).toLowerCase();
					change(({ email }) => email.toLowerCase() === wanted)(args);
				},
			),
		);

		api.post(`/tags/${action}/phone`, async (request, reply) =>
			queue(
				request,
				reply,
				[
					required('phone'),
					isType('phone', 'string'),
					isValid('phone', (phone) => phoneDigits(phone) !== null),
					...assignmentRules,
				],
				(args: Arguments) => {
					const wanted = phoneDigits(args.phone);
					change(({ phone }) => phone === wanted)(args);
				},
			),
		);
	}

	function queue(
		request: FastifyRequest,
		reply: FastifyReply,
		rules: readonly Rule[],
		apply: (args: Arguments) => void,
	) {
		requireTagPlan(options);
		const args = asArguments(request.body);
		const { agenda, tags } = sandbox.state;
		try {
			check(args, rules);
		} catch (error) {
			if (!(error instanceof ApiError)) throw error;
			reply.code(options.tagFailureStatus);
			return {
				...envelope(false, null),
				code: 'validation_error',
				description: error.message,
				http_code: error.status,
			};
		}
		agenda.at(clock.now() + options.tagDelay, () => apply(args));
		return {
			code: 'request_sended_to_queue',
			description: 'Request sended to queue',
			http_code: 200,
			...envelope(true, queueId(tags.nextInQueue())),
		};
	}

	const envelope = (success: boolean, id: string | null) => ({
		failure: !success,
		queue_id: id,
		success,
		user_id: sandbox.state.account.profile.id,
		version: VERSION,
	});
}

const idOf = (request: FastifyRequest) => Number((request.params as { id: string }).id);

const hasId =
	(request: FastifyRequest): Rule =>
	() =>
		Number.isSafeInteger(idOf(request)) ? undefined : invalid('Argument id must be integer');

const tagRules: readonly Rule[] = [
	required('name'),
	isType('name', 'string'),
	required('color'),
	isValid('color', (color) => isText(color) && /^#[0-9a-f]{6}$/i.test(String(color))),
];

const assignmentRules: readonly Rule[] = [
	required('tags'),
	isType('tags', 'array'),
	isValid('tags', arrayOf(Number.isInteger)),
];

// Shaped like a UUID, and the same for the same request of a run.
function queueId(number: number): string {
	const digest = createHash('md5').update(`queue ${number}`).digest('hex');
	return digest.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

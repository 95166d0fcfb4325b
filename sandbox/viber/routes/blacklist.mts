import type { FastifyInstance } from 'fastify';
import {
	arrayOf,
	asArguments,
	check,
	isText,
	isValid,
	pageOf,
	pageRules,
	required,
} from '../../arguments.mts';
import type { SandboxContext } from '../../context.mts';
import { accountDate } from '../../dates.mts';
import { isNumber } from '../../sms/countries.mts';

const MOST_PER_PAGE = 100;

/**
 * Numbers that no campaign goes to. The OpenAPI description of Viber has objects for the answers, and nothing of
 * what is in them: that is an assumption.
 */
export function blacklistRoutes(api: FastifyInstance, sandbox: SandboxContext): void {
	const { options, clock } = sandbox;
	const path = '/v2/viber-service/phone-exception';
	const phonesRules = [
		required('phones'),
		isValid('phones', Array.isArray),
		isValid(
			'phones',
			arrayOf((phone) => typeof phone === 'string' && isNumber(phone)),
		),
	];

	api.get(path, { config: { query: ['limit', 'offset'] } }, async (request) => {
		const query = asArguments(request.query);
		check(query, pageRules);
		const { limit, offset } = pageOf(query, MOST_PER_PAGE);
		const { viber, account } = sandbox.state;
		const all = [...viber.blacklist.values()];
		const rows = all.slice(offset, offset + limit).map(({ phone, description, at }) => ({
			phone: Number(phone),
			description,
			created_at: accountDate(at, account.profile.locale),
		}));
		return { data: { total: all.length, [options.viberExceptionsKey]: rows } };
	});

	api.post(path, async (request) => {
		const args = asArguments(request.body);
		check(args, [...phonesRules, isValid('description', isText)]);
		const { blacklist } = sandbox.state.viber;
		const description = String(args.description ?? '');
		for (const phone of args.phones as string[])
			if (!blacklist.has(phone)) blacklist.set(phone, { phone, description, at: clock.now() });
		return { data: { result: true } };
	});

	api.delete(path, async (request) => {
		const args = asArguments(request.body);
		check(args, phonesRules);
		for (const phone of args.phones as string[]) sandbox.state.viber.blacklist.delete(phone);
		return { data: { result: true } };
	});
}

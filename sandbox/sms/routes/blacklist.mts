import type { FastifyInstance } from 'fastify';
import { asArguments, check, isText, isValid, required } from '../../arguments.mts';
import type { SandboxContext } from '../../context.mts';
import { accountDate } from '../../dates.mts';
import { isNumber } from '../countries.mts';
import { phonesRules, wrapped } from './requests.mts';

/** Numbers that no message goes to (OpenAPI description of the SMS service). */
export function blacklistRoutes(api: FastifyInstance, sandbox: SandboxContext): void {
	const { options, clock } = sandbox;

	api.post('/sms/black_list', async (request) => {
		const args = asArguments(request.body);
		check(args, [
			...phonesRules(options),
			...(options.smsBlacklistDescription === 'required' ? [required('description')] : []),
			isValid('description', isText),
		]);
		const { blacklist } = sandbox.state.sms;
		const counters = { added: 0, exists: 0 };
		for (const phone of (args.phones as string[]).filter(isNumber)) {
			if (blacklist.has(phone)) counters.exists += 1;
			else {
				const description = String(args.description ?? '');
				blacklist.set(phone, { phone, description, at: clock.now() });
				counters.added += 1;
			}
		}
		return wrapped({ result: true, counters }, options);
	});

	api.delete('/sms/black_list', async (request) => {
		const args = asArguments(request.body);
		check(args, phonesRules(options));
		const { blacklist } = sandbox.state.sms;
		const removed = (args.phones as string[]).filter((phone) => blacklist.delete(phone)).length;
		return wrapped({ result: true, counters: { removed } }, options);
	});

	api.get('/sms/black_list', { config: { query: [] } }, async () => {
		const { sms, account } = sandbox.state;
		const data = [...sms.blacklist.values()].map(({ phone, description, at }) => ({
			phone: Number(phone),
			description,
			add_date: accountDate(at, account.profile.locale),
		}));
		return { result: true, data };
	});
}

import type { FastifyInstance } from 'fastify';
import type { SandboxContext } from '../../context.mts';
import { countryOfCode } from '../countries.mts';
import { senderStatuses } from '../store.mts';

/** Names of senders. They can't be made through the API. */
export function senderRoutes(api: FastifyInstance, sandbox: SandboxContext): void {
	api.get('/sms/senders', { config: { query: [] } }, async () =>
		sandbox.state.sms.senders.map(({ id, name, countryCode, status }) => ({
			id,
			sender: name,
			country: countryOfCode(countryCode)?.name ?? countryCode,
			country_code: countryCode,
			status,
			status_explain: senderStatuses[status],
		})),
	);
}

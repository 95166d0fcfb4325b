import type { FastifyInstance } from 'fastify';
import type { SandboxContext } from '../../context.mts';
import { refusals } from '../../errors.mts';
import type { ViberSender } from '../store.mts';

/** Names of senders. They can't be made through the API. */
export function senderRoutes(api: FastifyInstance, sandbox: SandboxContext): void {
	api.get('/viber/senders', { config: { query: [] } }, async () =>
		sandbox.state.viber.senders.map(recordOf),
	);

	api.get('/viber/senders/:id', { config: { query: [] } }, async (request) => {
		const { id } = request.params as { id: string };
		const sender = sandbox.state.viber.senders.find((one) => String(one.id) === id);
		if (!sender) throw refusals.notFound();
		return recordOf(sender);
	});

	const recordOf = ({ id, status, name, countries, adminComment }: ViberSender) => ({
		id,
		status,
		name,
		service_type: 'Online shop',
		web_site: 'https://shop.example',
		description: 'News and orders',
		...(sandbox.options.viberSender === 'country'
			? { country: countries[0] ?? '' }
			: { countries }),
		traffic_type: 'promo',
		admin_comment: adminComment,
		owner: 'you',
	});
}

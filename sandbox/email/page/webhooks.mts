import type { SandboxContext } from '../../context.mts';
import { accountDate } from '../../dates.mts';
import { outcomeOf } from '../../page/outcome.mts';
import { code, tableSection } from '../../page/table.mts';

const SHOWN = 50;

export function webhooksSections({ state, courier }: SandboxContext): string[] {
	const zone = state.account.profile.locale;
	const { deliveries } = state.webhooks;
	return [
		tableSection({
			id: 'webhooks',
			title: 'Webhooks',
			columns: [{ name: 'URL', kind: 'path' }, { name: 'ID' }, { name: 'Action' }],
			rows: state.webhooks.all().map(({ id, url, action }) => [code(url), code(id), code(action)]),
		}),
		tableSection({
			id: 'deliveries',
			title: 'Deliveries',
			note: `${deliveries.length} in all, ${courier.pending} events wait`,
			empty: 'Nothing has been delivered yet.',
			columns: [
				{ name: 'URL', kind: 'path' },
				{ name: 'Time', kind: 'date' },
				{ name: 'Action' },
				{ name: 'Events', kind: 'number' },
				{ name: 'Attempt', kind: 'number' },
				{ name: 'Outcome', kind: 'names' },
			],
			rows: deliveries
				.slice(-SHOWN)
				.reverse()
				.map((delivery) => [
					code(delivery.url),
					accountDate(delivery.at, zone),
					code(delivery.action),
					delivery.events.length,
					delivery.attempt,
					outcomeOf(delivery),
				]),
		}),
	];
}

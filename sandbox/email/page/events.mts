import type { SandboxContext } from '../../context.mts';
import { accountDate } from '../../dates.mts';
import { code, tableSection } from '../../page/table.mts';

const SHOWN = 50;

export function eventsSections({ state }: SandboxContext): string[] {
	const { profile } = state.account;
	const { received } = state.automations;
	return [
		tableSection({
			id: 'events',
			title: 'Events received',
			note: received.length,
			empty: 'None has come in yet.',
			columns: [
				{ name: 'Event', kind: 'names' },
				{ name: 'Time', kind: 'date' },
				{ name: 'E-mail' },
				{ name: 'Phone' },
				{ name: 'Flow' },
				{ name: 'Sent', kind: 'names' },
				{ name: 'Variables', kind: 'path' },
			],
			rows: received
				.slice(-SHOWN)
				.reverse()
				.map((event) => [
					event.name,
					accountDate(event.at, profile.locale),
					event.email ?? '',
					event.phone ?? '',
					event.automationId ?? '',
					event.withToken ? 'with a token' : 'without a token',
					code(JSON.stringify(event.variables)),
				]),
		}),
		tableSection({
			id: 'known-events',
			title: 'Events that exist',
			columns: [
				{ name: 'Name' },
				{ name: 'With a token', kind: 'path' },
				{ name: 'Without a token', kind: 'path' },
			],
			rows: state.automations
				.all()
				.map(({ name, hash }) => [
					name,
					code(`/events/name/${encodeURIComponent(name)}`),
					code(`/events/id/${hash}/${profile.id}`),
				]),
		}),
	];
}

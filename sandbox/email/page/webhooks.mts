import type { SandboxContext } from '../../context.mts';
import { accountDate } from '../../dates.mts';
import { outcomeOf } from '../../page/outcome.mts';
import { code, tableSection } from '../../page/table.mts';
import { template } from '../../page/template.mts';
import { eventNames } from '../happenings.mts';

const SHOWN = 50;

const renderHappen = template<{ events: readonly string[] }>(`
<section aria-labelledby="happen">
<div class="title"><h2 id="happen">Let something happen</h2><span class="soft">in the first mailing list or the newest campaign</span></div>
<form method="post" action="/sandbox/email/happen">
<label class="grow">E-mail (somebody, if left empty)<input type="text" name="email" id="happen-email" autocomplete="off"></label>
<% for (const event of it.events) { %><button name="event" value="<%= event %>"><%= event %></button>
<% } %></form>
<form method="post" action="/sandbox/webhooks/deliver"><button>Deliver now</button></form>
</section>
`);

export function webhooksSections({ state, courier }: SandboxContext): string[] {
	const zone = state.account.profile.locale;
	const { deliveries } = state.webhooks;
	return [
		renderHappen({ events: eventNames }),
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

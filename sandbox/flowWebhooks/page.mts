import type { SandboxContext } from '../context.mts';
import { accountDate } from '../dates.mts';
import { outcomeOf } from '../page/outcome.mts';
import { code, tableSection, type Cell } from '../page/table.mts';
import { template } from '../page/template.mts';
import type { FlowDelivery, SendWebhook } from './store.mts';

const SHOWN = 100;

const renderElements = template<{ elements: SendWebhook[]; flows: number[] }>(`
<section aria-labelledby="flow-webhooks">
<div class="title"><h2 id="flow-webhooks">Elements that send a webhook</h2><span class="soft">as in SendPulse in the editor of a flow</span></div>
<% for (const element of it.elements) { %>
<form method="post" action="/sandbox/flow-webhooks/reach" aria-label="A contact at <%= element.name %>">
<input type="hidden" name="id" value="<%= element.id %>">
<span><strong><%= element.name %></strong> <span class="soft">in flow <bdi><%= element.flowName %></bdi>, <%= element.flowId %></span><br><code><%= element.url %></code><br><span class="soft">Key for removing the limit:</span> <code><%= element.key %></code></span>
<label class="grow">E-mail<input type="text" name="email" id="flow-email-<%= element.id %>" value="anna.lindstrom@mail.example" autocomplete="off"></label>
<label class="grow">Phone<input type="text" name="phone" id="flow-phone-<%= element.id %>" autocomplete="off"></label>
<button>A contact comes here</button>
<button formaction="/sandbox/flow-webhooks/remove">Remove</button>
</form>
<% } %>
<form method="post" action="/sandbox/flow-webhooks">
<label>Flow<input type="text" name="flow" id="flow-id" inputmode="numeric" pattern="[0-9]+" value="<%= it.flows[0] %>" required></label>
<label>Name<input type="text" name="name" id="flow-webhook-name" pattern="[A-Za-z0-9]+" value="GoalReached" required></label>
<label class="grow">URL<input type="url" name="url" id="flow-webhook-url" required placeholder="http://127.0.0.1:5678/webhook/…"></label>
<button>Add element</button>
</form>
</section>
`);

function outcome(delivery: FlowDelivery): Cell {
	switch (delivery.outcome) {
		case 'limited':
			return { text: 'not sent: one an hour without the key', tone: 'bad' };
		case 'queued':
			return { text: 'waits: one an hour without the key', tone: 'soft' };
		default:
			return outcomeOf({ ...delivery, outcome: delivery.outcome });
	}
}

export function flowWebhooksSections({ state }: SandboxContext): string[] {
	const { deliveries } = state.flowWebhooks;
	return [
		renderElements({
			elements: state.flowWebhooks.all(),
			flows: state.flows.all().map(({ id }) => id),
		}),
		tableSection({
			id: 'flow-deliveries',
			title: 'Deliveries',
			note: `${deliveries.length} in all`,
			empty: 'Nothing has been sent yet.',
			columns: [
				{ name: 'URL', kind: 'path' },
				{ name: 'Time', kind: 'date' },
				{ name: 'Name' },
				{ name: 'Outcome', kind: 'names' },
				{ name: 'Key', kind: 'names' },
			],
			rows: deliveries
				.slice(-SHOWN)
				.reverse()
				.map((delivery) => [
					code(delivery.element.url),
					accountDate(delivery.at, state.account.profile.locale),
					code(delivery.element.name),
					outcome(delivery),
					delivery.confirmed ? { text: 'came back', tone: 'good' } : '',
				]),
		}),
	];
}

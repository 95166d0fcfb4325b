import type { SandboxContext } from '../context.mts';
import { planEnd } from '../plans.mts';

/** How much there is of everything. */
export function emailFigures({ state, courier }: SandboxContext): Record<string, unknown> {
	const lists = state.lists.all();
	return {
		lists: lists.map(({ id, name, contacts, variables }) => ({
			id,
			name,
			contacts: contacts.size,
			active: contacts.total('active'),
			variables: variables.size,
		})),
		contacts: lists.reduce((total, { contacts }) => total + contacts.size, 0),
		campaigns: state.campaigns.all().length,
		senders: state.senders.all().length,
		templates: state.templates.all().length,
		tags: state.tags.all().length,
		blacklist: state.blacklist.all().length,
		webhooks: state.webhooks.all().length,
		webhookEventsWaiting: courier.pending,
		webhookDeliveries: state.webhooks.deliveries.length,
		events: state.automations.received.length,
		outbox: state.outbox.length,
		confirmationMails: state.confirmationMails.length,
	};
}

/** What is paid for, as GET /user/balance/detail has it. */
export function emailPlan(sandbox: SandboxContext): Record<string, unknown> {
	const { account, lists } = sandbox.state;
	const addresses = new Set(
		lists
			.all()
			.flatMap(({ contacts }) => [...contacts.values()].map(({ email }) => email.toLowerCase())),
	);
	return {
		email: {
			tariff_name: 'Pay as you go 10 000',
			finished_time: planEnd(sandbox),
			emails_left: account.funds.emailsLeft,
			maximum_subscribers: account.funds.maximumSubscribers,
			current_subscribers: addresses.size,
		},
	};
}

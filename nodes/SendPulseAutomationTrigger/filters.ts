import { automationIdOf, nameOf, type FlowWebhook } from './event';

/** What the user wants to hear of; empty lists let everything through. */
export interface Wanted {
	names: readonly string[];
	automationIds: readonly string[];
}

/** Only what is known to be other than chosen is dropped. */
const fits = (chosen: readonly string[], value: string | undefined) =>
	chosen.length === 0 || value === undefined || chosen.includes(value);

/** The webhooks that the user wants. */
export function wantedWebhooks(
	webhooks: FlowWebhook[],
	{ names, automationIds }: Wanted,
): FlowWebhook[] {
	const plain = names.map((name) => name.toLowerCase());
	return webhooks.filter(
		(webhook) =>
			fits(plain, nameOf(webhook)?.toLowerCase()) &&
			fits(automationIds, automationIdOf(webhook)?.toString()),
	);
}

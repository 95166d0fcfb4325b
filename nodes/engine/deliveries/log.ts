import type { IWebhookFunctions } from 'n8n-workflow';

/** One line for each node in so long: what calls wrongly calls often. */
const QUIET_MS = 3_600_000;
/** Lines that are known to have been said. */
const LINES = 1_000;

const lastSaid = new Map<string, number>();

/** The trigger node among all of this process. */
export const nodeOf = (context: IWebhookFunctions) =>
	`${context.getWorkflow().id} ${context.getNode().id}`;

/**
 * Whether a line is to be said now.
 *
 * @param subject what it is about; of another subject the same node may say something at the same time
 */
export function isDue(context: IWebhookFunctions, subject = ''): boolean {
	const line = `${nodeOf(context)} ${subject}`;
	const now = Date.now();
	const last = lastSaid.get(line);
	// A clock that was put back is no reason to say nothing.
	if (last !== undefined && now >= last && now - last < QUIET_MS) return false;
	lastSaid.delete(line);
	lastSaid.set(line, now);
	if (lastSaid.size > LINES) lastSaid.delete(lastSaid.keys().next().value as string);
	return true;
}

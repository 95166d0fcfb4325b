import { createHash } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import type { DeliveredEvent } from './deliveries';

/** Events remembered: twenty full deliveries. */
export const REMEMBERED = 2_000;

/** Equal for events that agree in all of their fields, in whatever order these come. */
function identity(event: DeliveredEvent): string {
	const fields = Object.keys(event)
		.sort()
		.map((name) => [name, event[name]]);
	return createHash('sha256').update(JSON.stringify(fields)).digest('base64').slice(0, 16);
}

/**
 * The events that were not seen before, in this delivery or an earlier one: SendPulse delivers again
 * after a bad answer.
 *
 * @param memory the node's static data, which n8n stores; holds the newest 2,000 fingerprints
 */
export function withoutRepeats(events: DeliveredEvent[], memory: IDataObject): DeliveredEvent[] {
	const stored = Array.isArray(memory.seen) ? (memory.seen as unknown[]) : [];
	const seen = new Set(stored.filter((entry): entry is string => typeof entry === 'string'));
	const fresh = events.filter((event) => {
		const fingerprint = identity(event);
		if (seen.has(fingerprint)) return false;
		seen.add(fingerprint);
		return true;
	});
	if (fresh.length > 0) memory.seen = [...seen].slice(-REMEMBERED);
	return fresh;
}

import { createHash } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';

/** Events remembered for each node: twenty full deliveries. */
export const REMEMBERED = 2_000;
/** Characters of a fingerprint (48 bits). All of them together are one text: n8n loads it for each delivery. */
const LENGTH = 8;
/** Nodes whose newest events this process keeps at hand. */
const NODES = 100;

/**
 * Fingerprints of what this process has answered, by node. n8n loads the stored memory when a delivery
 * arrives and saves it whole when it is answered: of deliveries that arrive together, as SendPulse sends
 * them (one for each kind of event, every minute), only the last one's would stay.
 */
const answered = new Map<string, readonly string[]>();

/** Equal for events that agree in all of their fields, in whatever order these come. */
function fingerprint(event: IDataObject): string {
	const fields = Object.keys(event)
		.sort()
		.map((name) => [name, event[name]]);
	return createHash('sha256').update(JSON.stringify(fields)).digest('base64').slice(0, LENGTH);
}

const newest = (fingerprints: Iterable<string>) => [...fingerprints].slice(-REMEMBERED);

const storedIn = ({ seen }: IDataObject): string[] =>
	typeof seen === 'string' && seen.length <= REMEMBERED * LENGTH
		? (seen.match(new RegExp(`.{${LENGTH}}`, 'gs')) ?? [])
		: [];

export interface Unrepeated<Event> {
	events: Event[];
	/** To be called when SendPulse has got its good answer: from then on these events are known. */
	wereAnswered(): void;
}

/**
 * The events that did not come before, in this delivery or an earlier one: SendPulse delivers again
 * after a bad answer.
 *
 * @param node names the trigger node among all of this process
 * @param memory the node's static data, which n8n stores; holds the newest 2,000 fingerprints
 */
export function withoutRepeats<Event extends IDataObject>(
	events: Event[],
	node: string,
	memory: IDataObject,
): Unrepeated<Event> {
	const seen = new Set([...storedIn(memory), ...(answered.get(node) ?? [])]);
	const fresh: string[] = [];
	const kept = events.filter((event) => {
		const print = fingerprint(event);
		if (seen.has(print)) return false;
		seen.add(print);
		fresh.push(print);
		return true;
	});
	if (fresh.length > 0) memory.seen = newest(seen).join('');
	return {
		events: kept,
		wereAnswered() {
			const known = [...(answered.get(node) ?? []), ...fresh];
			// Moved to the end: who is not heard of for longest is forgotten first.
			answered.delete(node);
			answered.set(node, newest(known));
			if (answered.size > NODES) answered.delete(answered.keys().next().value as string);
		},
	};
}

import { ALL } from '../engine/deliveries/allEvents';
import { textIn } from '../engine/deliveries/values';
import { documentedName, nameOf, type SmtpEvent } from './events';
import { recipientOf } from './simplify';

/** What the user wants to hear of; empty filters let everything through. */
export interface Wanted {
	events: readonly string[];
	senders: readonly string[];
	recipientDomains: readonly string[];
	subjectContains: string;
}

/** `ann@example.com` of `Ann <ann@example.com>`. */
const bare = (address: string) => (/<([^<>]{1,320})>$/.exec(address)?.[1] ?? address).toLowerCase();

const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1);

/** Only what is known to be other than chosen is dropped: bounces name neither sender nor subject. */
const fits = (value: string | null, isChosen: (value: string) => boolean) =>
	value === null || isChosen(value.slice(0, LONGEST));

/** A subject (RFC 5322 wants lines of less), or an address. */
const LONGEST = 2_000;

/** The events that the user wants. */
export function wantedEvents(events: SmtpEvent[], wanted: Wanted): SmtpEvent[] {
	const names = new Set(wanted.events.map(documentedName));
	const senders = new Set(wanted.senders.map(bare));
	const domains = new Set(wanted.recipientDomains.map((domain) => domainOf(bare(domain))));
	const words = wanted.subjectContains.toLowerCase();
	return events.filter(
		(event) =>
			(names.has(ALL) || names.has(nameOf(event))) &&
			fits(textIn(event.sender), (sender) => senders.size === 0 || senders.has(bare(sender))) &&
			fits(recipientOf(event), (to) => domains.size === 0 || domains.has(domainOf(bare(to)))) &&
			fits(textIn(event.subject), (subject) => subject.toLowerCase().includes(words)),
	);
}

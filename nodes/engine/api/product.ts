import type { CodeText } from './codes';
import type { Envelope } from './envelope';
import type { Pager } from './pager';

/** What SendPulse said when it refused, wherever in its answer that stood. */
export interface Refusal {
	/** HTTP status; undefined where no answer came. */
	status?: number;
	code?: number;
	words: string;
	/** Is it SendPulse's own answer, by its form, and not that of a proxy or a page that is not there? */
	own: boolean;
}

/**
 * One of SendPulse's products. All of them share host, credential, token and pace; how one differs from the
 * others is said here and nowhere else.
 */
export interface Product {
	/** For people: "CRM". */
	name: string;
	/** Where its paths begin, below the Base URL; empty where they have nothing in common. */
	base: string;
	/** What stands around a result. */
	envelope: Envelope;
	/** What its refusals mean. */
	refusals: {
		/** Words for people, where SendPulse's own leave them alone. */
		textFor(refusal: Refusal): CodeText | undefined;
		/** Can single elements of a request be at fault, so that the rest may be sent without them? */
		elementAtFault(refusal: Refusal): boolean;
		/** Does it only say that what is to be removed is not there (any more)? */
		gone(refusal: Refusal): boolean;
	};
	/** How its lists come in pages. */
	pager: Pager;
	/** Most elements in one request, unless an operation knows better. */
	largestBatch: number;
}

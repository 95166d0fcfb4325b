import type { CodeText, Refusal } from './codes';
import type { Mark } from './confirmed';
import type { Envelope } from './envelope';
import type { Pager } from './pager';

/**
 * One of SendPulse's products. All of them share host, credential, token and pace; how one differs from the
 * others is said here and nowhere else.
 */
export interface Product {
	/** For people: "CRM". */
	name: string;
	/** Where its paths begin, below the Base URL; empty where they have nothing in common. */
	base: string;
	/** How it says that something was done, where it says nothing else; an operation may know another mark. */
	done: Mark;
	/** What stands around a result. */
	envelope: Envelope;
	/** What its refusals mean. */
	refusals: {
		/**
		 * Words for people, where SendPulse's own leave them alone.
		 *
		 * @param path of the request: the IDs in it may be what nobody knows
		 */
		textFor(refusal: Refusal, path: string): CodeText | undefined;
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

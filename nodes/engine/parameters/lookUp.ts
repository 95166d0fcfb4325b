import type { Client } from '../api/client';
import type { ItemParameters, Values } from './parameters';

/** Something that fits what was typed. */
export interface Match {
	id: number | string;
	/** To tell it from others in an error. */
	name?: string;
}

/** One way to name something other than by its ID. */
interface By {
	/** For people: "the e-mail address". */
	called: string;
	/**
	 * What was typed, in one form for all that means the same.
	 *
	 * @throws InputProblem
	 */
	read(values: Values, name: string): string;
	/** Whatever has exactly that, told by a request that changes nothing. */
	find(client: Client, value: string): Promise<Match[]>;
}

/** How a locator finds what people don't know the ID of. */
export interface LookUp {
	/** In the singular and plural: "contact", "contacts". */
	noun: string;
	plural: string;
	/** What it is looked for in, where that differs from item to item: a course. */
	within?: number | string;
	/** By the locator's modes; in all others it holds an ID. */
	by: Readonly<Record<string, By>>;
	/** The operation that makes what is not there yet, for people: "Create of the resource Tag". */
	makes?: string;
	/** How a bare value is meant that comes from an expression or an AI agent; undefined for an ID. */
	modeOf?(text: string): string | undefined;
	/**
	 * The ID that was picked or typed. Default: a whole number.
	 *
	 * @throws InputProblem
	 */
	id?(values: Values, name: string): number | string;
}

/** So many IDs are named in an error, at most. */
const MOST_NAMED = 5;

/**
 * The ID in a locator, looked up where it names something otherwise: once for equal values in a run. It
 * has to fit exactly one.
 *
 * @param values where the locator is, if not among the parameters themselves
 * @throws InputProblem for what fits nothing, or several things
 */
export async function found(
	item: ItemParameters,
	name: string,
	lookUp: LookUp,
	values: Values = item,
): Promise<number | string> {
	const chosen = values.mode(name) || lookUp.modeOf?.(values.optionalText(name)) || '';
	// A mode is a text from outside: nothing that every object has.
	const by = Object.keys(lookUp.by).includes(chosen) ? lookUp.by[chosen] : undefined;
	if (!by) return lookUp.id?.(values, name) ?? values.id(name);
	const value = by.read(values, name);
	const key = JSON.stringify([lookUp.noun, lookUp.within, chosen, value]);
	const matches = await item.lookUp(key, async (client) => await by.find(client, value));
	if (matches.length === 1) return matches[0].id;
	if (matches.length === 0) {
		return values.fail(
			name,
			`finds nothing: no ${lookUp.noun} has ${by.called} '${value}'. Check it, ${lookUp.makes ? `create the ${lookUp.noun} before this node (${lookUp.makes}), ` : ''}or leave this item out`,
		);
	}
	const which = matches.slice(0, MOST_NAMED).map(({ id, name: label }) => {
		return label ? `${id} (${label})` : String(id);
	});
	const more = matches.length > MOST_NAMED ? ', …' : '';
	return values.fail(
		name,
		`is not clear: ${matches.length} ${lookUp.plural} have ${by.called} '${value}'. Give the ID of one of them: ${which.join(', ')}${more}`,
	);
}

import { alike } from '../../../fields/variableNames';

/** What no name of a variable has: those are letters, digits, _ and -. */
const MARK = ' (variable)';

/**
 * The header of a variable in an exported file: its name, or that with a mark where a column of the contact itself is
 * called so.
 *
 * @param own those of the contact itself
 */
export const headerOf = (variable: string, own: readonly string[]): string =>
	own.some((name) => alike(name) === alike(variable)) ? variable + MARK : variable;

/** The variable that a marked header names; undefined for a header without a mark. */
export const markedVariable = (header: string): string | undefined =>
	header.endsWith(MARK) ? header.slice(0, -MARK.length) : undefined;

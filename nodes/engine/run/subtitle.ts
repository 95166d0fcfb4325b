import type { INodePropertyOptions } from 'n8n-workflow';

/** What stands below an action node on the canvas, in words: "get many: mailing list". */
export const ACTION_SUBTITLE =
	'={{ ($parameter["operation"] + ": " + $parameter["resource"]).replace(/[A-Z]/g, (letter) => " " + letter.toLowerCase()) }}';

/**
 * What stands below a trigger: the names of the chosen events. An expression in their place may give one text
 * instead of a list, and a value that is none of the options.
 *
 * @param parameter that holds them
 */
export function eventsSubtitle(options: INodePropertyOptions[], parameter = 'events'): string {
	const names = JSON.stringify(
		Object.fromEntries(options.map(({ value, name }) => [String(value), name])),
	);
	return `={{ [$parameter["${parameter}"]].flat().map((event) => (${names})[event] || event).join(", ") }}`;
}

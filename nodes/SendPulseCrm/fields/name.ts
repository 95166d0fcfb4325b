import type { INodeProperties } from 'n8n-workflow';
import type { Values } from '../../engine/parameters/parameters';

/** The name of what the operation is about: "pipeline". */
export const nameOf = (what: string, example: string): INodeProperties => ({
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	placeholder: `e.g. ${example}`,
	description: `What the ${what} is called`,
});

/** @throws InputProblem for none, and for one that is longer than SendPulse takes */
export function readName(values: Values, most = 255, name = 'name'): string {
	const text = values.text(name);
	if (text.length <= most) return text;
	return values.fail(name, `is longer than SendPulse takes: ${text.length} characters of ${most}`);
}

/** @throws InputProblem where an update has nothing in it */
export function somethingToChange(item: Values, ...given: object[]): void {
	if (given.some((part) => Object.keys(part).length > 0)) return;
	item.fail('options', 'has nothing to change. Add what is to be different');
}

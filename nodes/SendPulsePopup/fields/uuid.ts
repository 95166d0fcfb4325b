import { shown, type Values } from '../../engine/parameters/parameters';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** @throws InputProblem for what is no ID of a project or a pop-up: the API answers 400 */
export function readUuid(values: Values, name: string): string {
	const text = values.text(name);
	if (UUID.test(text)) return text;
	return values.fail(
		name,
		`has to be an ID like 7803a6ea-4b32-44d7-a245-5cda4e4f2034, not ${shown(text)}`,
	);
}

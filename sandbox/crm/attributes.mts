import { refused } from './errors.mts';
import type { CrmOptions } from './options.mts';
import { AttributeType, CrmStatus, type AttributeValues, type CrmAttribute } from './store.mts';

/** "The maximum number of characters is 5500" (OpenAPI, values of attributes). */
const LONGEST = 5_500;

/**
 * The value that a request gives an attribute, whatever its type a text; of several choices, a text with commas or
 * a list, by a switch.
 *
 * @throws CrmError
 */
export function valueIn(
	{ name, type, options: choices }: CrmAttribute,
	value: unknown,
	{ crmMultiSelect }: CrmOptions,
	field = 'value',
): string | string[] {
	const isMany = type === AttributeType.multiSelect;
	const isList = isMany && crmMultiSelect === 'list';
	if (isList !== Array.isArray(value) || (!isList && typeof value !== 'string'))
		throw refused(field, `The ${field} must be ${isList ? 'an array' : 'a string'}.`);
	const texts = isMany
		? (isList ? (value as unknown[]) : String(value).split(',')).map((one) => String(one).trim())
		: [String(value)];
	if (texts.join(',').length > LONGEST)
		throw refused(field, `The ${field} may not be greater than ${LONGEST} characters.`);
	if (isMany || type === AttributeType.select) {
		const unknown = texts.find((text) => !choices.map(String).includes(text));
		if (unknown !== undefined) throw refused(field, `The selected ${field} is invalid.`);
	}
	const [text = ''] = texts;
	if (type === AttributeType.number && (text.trim() === '' || !Number.isFinite(Number(text))))
		throw refused(field, `The ${name} must be a number.`);
	if (type === AttributeType.date && !/^\d{4}-\d\d-\d\d$/.test(text))
		throw refused(field, `The ${name} is not a valid date.`);
	return isMany ? texts : text;
}

/** What mandatory attributes lack a value, if a switch says that they need one. @throws CrmError */
export function checkMandatory(
	definitions: readonly CrmAttribute[],
	values: AttributeValues,
	{ crmMandatory }: CrmOptions,
): void {
	if (!crmMandatory) return;
	const missing = definitions.find(({ id, mandatory }) => mandatory && !values.has(id));
	if (missing) throw refused('attributes', `The ${missing.name} field is required.`);
}

/** A value as records have it. */
export const shownValue = (
	value: string | string[] | undefined,
	{ crmMultiSelect }: CrmOptions,
): string | string[] | null =>
	Array.isArray(value) && crmMultiSelect === 'text' ? value.join(',') : (value ?? null);

/** Attributes of a record, with those that have no value or without them, by a switch. */
export function attributesShown(
	definitions: readonly CrmAttribute[],
	values: AttributeValues,
	options: CrmOptions,
): Array<{ definition: CrmAttribute; value: string | string[] | null }> {
	return definitions
		.filter(({ status }) => status === CrmStatus.active)
		.filter(({ id }) => values.has(id) || options.crmUnsetAttributes === 'listed')
		.map((definition) => ({
			definition,
			value: shownValue(values.get(definition.id), options),
		}));
}

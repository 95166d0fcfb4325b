import type {
	FieldType,
	IDataObject,
	ILoadOptionsFunctions,
	INodeProperties,
	ResourceMapperField,
	ResourceMapperFields,
} from 'n8n-workflow';
import { InputProblem } from '../../engine/api/inputProblem';
import type { ApiRequest } from '../../engine/api/request';
import type { ItemParameters } from '../../engine/parameters/parameters';
import { openForPerson } from '../../engine/run/pickLists';
import { alike, named } from '../../fields/variableNames';
import { get } from '../product';
import {
	asAttributeValue,
	definitionsIn,
	WORDS,
	type AttributeType,
	type Definition,
} from './attributeValues';

/** Whose attributes they are. */
export interface AttributeOwner {
	/** "contacts", "the pipeline": what has, or lacks, an attribute. */
	called: string;
	request: ApiRequest;
}

/** CRM API, "Get contact attributes", "Get pipeline attributes", "Get board attributes". */
export const contactAttributes: AttributeOwner = {
	called: 'contacts',
	request: get`/contacts/attributes`,
};
export const companyAttributes: AttributeOwner = {
	called: 'companies',
	request: get`/companies/attributes`,
};
export const pipelineAttributes = (pipelineId: number): AttributeOwner => ({
	called: 'the pipeline',
	request: get`/pipelines/${pipelineId}/attributes`,
});
export const boardAttributes = (boardId: number): AttributeOwner => ({
	called: 'the board',
	request: get`/boards/${boardId}/attributes`,
});

/**
 * The parameter `attributes`: the account's own attributes as fields of their types.
 *
 * @param method the method of the node that reads them for the editor
 * @param dependsOn parameters with each change of which the editor reads them anew
 */
export const attributesField = (method: string, dependsOn: string[]): INodeProperties => ({
	displayName: 'Attributes',
	name: 'attributes',
	type: 'resourceMapper',
	noDataExpression: true,
	default: { mappingMode: 'defineBelow', value: null },
	description:
		"Values of your account's own attributes. Mapped automatically, input fields are taken whose names are alike but for upper case, spaces, _ and -.",
	typeOptions: {
		loadOptionsDependsOn: dependsOn,
		resourceMapper: {
			resourceMapperMethod: method,
			mode: 'map',
			fieldWords: { singular: 'attribute', plural: 'attributes' },
			addAllFields: true,
			multiKeyMatch: false,
			supportAutoMap: true,
			valuesLabel: 'Attributes',
			// The method says why there are none.
			hideNoDataError: true,
			refreshStaleSchemaOnOpen: true,
		},
	},
});

const MAPPER_TYPES: Record<AttributeType, FieldType> = {
	text: 'string',
	number: 'number',
	date: 'dateTime',
	link: 'string',
	select: 'options',
	// n8n has no field for several choices.
	multiSelect: 'string',
};

/** The fields of the resource mapper; `whyNone` stands there in place of none. */
export async function attributeFields(
	context: ILoadOptionsFunctions,
	owner: AttributeOwner,
	whyNone: string,
): Promise<ResourceMapperFields> {
	const all = await openForPerson(context, async (client) =>
		definitionsIn(await client.send(owner.request)),
	);
	const fields = all.filter(({ active }) => active).map(asField);
	return fields.length > 0 ? { fields } : { fields, emptyFieldsNotice: whyNone };
}

const asField = (definition: Definition): ResourceMapperField => ({
	id: String(definition.id),
	displayName: labelOf(definition),
	required: false,
	defaultMatch: false,
	canBeUsedToMatch: false,
	display: true,
	type: MAPPER_TYPES[definition.type],
	...(definition.type === 'select'
		? { options: definition.choices.map((choice) => ({ name: choice, value: choice })) }
		: {}),
});

/** n8n cuts long labels off: what matters most has to come first. */
function labelOf({ name, type, choices, mandatory }: Definition): string {
	if (mandatory) return `${name} (required in SendPulse)`;
	return `${name} (${type === 'multiSelect' ? `some of ${named(choices)}` : WORDS[type]})`;
}

/** A value for an attribute; '' empties it. */
export interface AttributeValue {
	definition: Definition;
	value: string;
}

interface Mapping {
	mappingMode?: string;
	value?: IDataObject | null;
	schema?: ResourceMapperField[];
}

function mappingOf(item: ItemParameters): Mapping {
	const raw = item.raw('attributes');
	return (typeof raw === 'object' && raw !== null ? raw : {}) as Mapping;
}

const isAutomatic = ({ mappingMode }: Mapping) => mappingMode === 'autoMapInputData';

/**
 * What an item says of attributes, in whichever form: fields of the mapper, those of the input item, or a whole
 * object from an expression or an AI agent, which is the mapping itself.
 */
function entriesOf(item: ItemParameters, clearing: boolean): Array<[string, unknown]> {
	const mapping = mappingOf(item);
	const given = isAutomatic(mapping)
		? item.input.json
		: mapping.mappingMode
			? mapping.value
			: item.object('attributes');
	return Object.entries(given ?? {}).filter(
		([, value]) => value !== undefined && value !== null && (clearing || value !== ''),
	);
}

/** Whether an item says anything of attributes; mapped automatically it may. */
export const hasAttributes = (item: ItemParameters, { clearing = false } = {}): boolean =>
	entriesOf(item, clearing).length > 0;

/**
 * The values of an item for the owner's attributes, checked by their types. Definitions are those of the time of
 * the run, read once; of an item without values they are not asked for.
 *
 * Attributes are named by their ID or by name. null and undefined are left out, '' too unless `clearing`.
 *
 * @throws InputProblem naming the attribute
 */
export async function readAttributes(
	item: ItemParameters,
	owner: AttributeOwner,
	{ clearing = false } = {},
): Promise<AttributeValue[]> {
	const entries = entriesOf(item, clearing);
	if (entries.length === 0) return [];
	const mapping = mappingOf(item);
	const automatic = isAutomatic(mapping);
	const all = await definitionsOf(item, owner);
	const removed = new Set((mapping.schema ?? []).filter(isRemoved).map(({ id }) => id));
	const values = new Map<number, AttributeValue>();
	for (const [key, value] of entries) {
		const definition = automatic ? byName(all, key) : meant(all, key, owner);
		if (!definition || (automatic && removed.has(String(definition.id)))) continue;
		values.set(definition.id, { definition, value: asValue(item, definition, value) });
	}
	return [...values.values()].filter(({ value }) => clearing || value !== '');
}

const isRemoved = ({ removed }: ResourceMapperField) => removed === true;

const definitionsOf = async (item: ItemParameters, { request }: AttributeOwner) =>
	await item.lookUp(`attributes ${request.path}`, async (client) =>
		definitionsIn(await client.send(request)),
	);

/** @throws InputProblem where the name may mean several */
function byName(all: Definition[], name: string): Definition | undefined {
	const exact = all.filter((one) => one.active && one.name === name);
	const found = exact.length > 0 ? exact : all.filter((one) => one.active && isAlike(one, name));
	if (found.length <= 1) return found[0];
	throw new InputProblem(
		`'${name}' may be each of several attributes: ${found.map(({ id }) => id).join(', ')}. Name it by its ID.`,
	);
}

const isAlike = ({ name }: Definition, other: string) => alike(name) === alike(other);

/** @throws InputProblem for an attribute that is not there */
function meant(all: Definition[], key: string, { called }: AttributeOwner): Definition {
	const found = all.find(({ id }) => String(id) === key.trim()) ?? byName(all, key);
	if (found) return found;
	const names = all.filter(({ active }) => active).map(({ name }) => name);
	const has = names.length > 0 ? ` There are: ${named(names)}.` : '';
	throw new InputProblem(
		`SendPulse has no attribute '${key.slice(0, 60)}' for ${called}.${has} Refresh the attributes (⋮ beside Attributes) and map them anew.`,
	);
}

const asValue = (item: ItemParameters, definition: Definition, value: unknown) =>
	asAttributeValue(definition, value, item.timeZone, (what) => {
		throw new InputProblem(`The attribute '${definition.name}' ${what}.`);
	});

import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { isRecord } from '../../engine/api/record';
import type { ApiRequest } from '../../engine/api/request';
import type { ItemParameters } from '../../engine/parameters/parameters';
import { asRecords, elementsOf } from '../../engine/run/outcome';
import { get } from '../automation360/product';

/** What an element of a flow is, in the words of its editor. */
export const ELEMENT_TYPES = [
	'action',
	'condition',
	'email',
	'filter',
	'goal',
	'messenger',
	'push',
	'sms',
	'start',
] as const;

export type ElementType = (typeof ELEMENT_TYPES)[number];

const isElementType = (text: string): text is ElementType =>
	ELEMENT_TYPES.some((type) => type === text);

/** Where the API has words of its own: `af_type` of an element, and `flow_type` of a filter. */
const OWN_WORDS: Partial<Record<ElementType, string>> = {
	start: 'maintrigger',
	condition: 'trigger',
};

/** How the API writes the type in records and filters. */
export const apiTypeOf = (type: ElementType): string => OWN_WORDS[type] ?? type;

/** The type of an element as the API writes it, in words; undefined for one that no document names. */
export const elementTypeOf = (apiType: unknown): ElementType | undefined =>
	ELEMENT_TYPES.find((type) => apiTypeOf(type) === apiType);

export const TYPE_OPTIONS = [
	{ name: 'Action', value: 'action' },
	{ name: 'Condition', value: 'condition' },
	{ name: 'Email', value: 'email' },
	{ name: 'Filter', value: 'filter' },
	{ name: 'Goal', value: 'goal' },
	{ name: 'Messenger', value: 'messenger' },
	{ name: 'Push', value: 'push' },
	{ name: 'SMS', value: 'sms' },
	{ name: 'Start', value: 'start' },
];

const elementId: INodeProperties = {
	displayName: 'Element',
	name: 'elementId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The element of the flow',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select an element...',
			typeOptions: { searchListMethod: 'searchAutomationElements', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 467511',
			hint: 'Get Elements gives the ID of each element',
			validation: [
				{
					type: 'regex',
					properties: { regex: '^\\s*[0-9]+\\s*$', errorMessage: 'The ID is a whole number' },
				},
			],
		},
	],
};

const elementType: INodeProperties = {
	displayName: 'Element Type',
	name: 'elementType',
	type: 'options',
	options: [
		...TYPE_OPTIONS,
		{
			name: 'Find Out',
			value: 'auto',
			description: 'Looks the element up in its flow, once for all input items',
		},
	].sort((one, other) => one.name.localeCompare(other.name, 'en')),
	default: 'auto',
	description:
		'What the element is. SendPulse keeps the figures of each type at a place of its own.',
};

/** An element of a flow; behind the automation. */
export const elementFields: INodeProperties[] = [elementId, elementType];

export interface Element {
	automationId: number;
	elementId: number;
	elementType: ElementType;
}

/** GET /a360/autoresponders/{ID}: the flow with its elements. */
export const flowRequest = (automationId: number): ApiRequest =>
	get`/autoresponders/${automationId}`;

/**
 * The elements of a flow.
 *
 * @throws TypeError for an answer that has none
 */
export function elementsIn(flow: unknown): IDataObject[] {
	if (!isRecord(flow) || typeof flow.flows !== 'object' || flow.flows === null) {
		throw new TypeError('The flow has no elements');
	}
	return asRecords(elementsOf(flow.flows));
}

/**
 * An element, and what it is: as it was chosen, or as its flow says, which is asked for once a run.
 *
 * @throws InputProblem for one that the flow has not, and of a type that nobody knows
 */
export async function readElement(item: ItemParameters): Promise<Element> {
	const automationId = item.id('automationId');
	const elementId = item.id('elementId');
	const chosen = item.choice('elementType', ['auto', ...ELEMENT_TYPES]);
	if (isElementType(chosen)) return { automationId, elementId, elementType: chosen };
	const flow = await item.lookUp(
		`automation ${automationId}`,
		async (client) => await client.send(flowRequest(automationId)),
	);
	const elements = isRecord(flow) ? asRecords(elementsOf(flow.flows)) : [];
	const element = elements.find(({ id }) => Number(id) === elementId);
	if (!element) {
		return item.fail('elementId', `is not in this automation: ${elementId}. Pick it again`);
	}
	const known = elementTypeOf(element.af_type);
	if (known) return { automationId, elementId, elementType: known };
	return item.fail(
		'elementType',
		`can't be found out: SendPulse calls it '${String(element.af_type)}', which is in no document. Choose one`,
	);
}

import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import {
	batchSizeField,
	limitField,
	previewField,
	returnAllField,
	simplifyField,
	sorted,
	timeoutField,
	withOptions,
} from './commonFields';
import type { Product } from '../api/product';
import type { Operation } from './operation';

/** A resource of a node: its texts and its operations. */
export interface Resource {
	option: INodePropertyOptions;
	/** Shown first when the user picks the resource. */
	defaultOperation: string;
	operations: readonly Operation[];
	/** Is it what most come for? Then it stands before the others: n8n's page of a node has no search. */
	leads?: true;
}

/** Adds fields behind the required ones, before the collection if there is one. */
function beforeCollection(fields: readonly INodeProperties[], added: INodeProperties[]) {
	const firstCollection = fields.findIndex(({ type }) => type === 'collection');
	const at = firstCollection === -1 ? fields.length : firstCollection;
	return [...fields.slice(0, at), ...added, ...fields.slice(at)];
}

/** Does it change something in SendPulse? */
export function changes(operation: Operation): boolean {
	switch (operation.kind) {
		case 'read':
		case 'listing':
			return false;
		case 'write':
		case 'steps':
			return true;
		case 'batched':
		case 'composite':
			return operation.effect === 'write';
		case 'settling':
			return operation.submit !== undefined;
	}
}

/** Has it the option Preview Only? Not where a parameter of its own decides. */
export const hasPreview = (operation: Operation) =>
	changes(operation) && !(operation.kind === 'composite' && operation.previews);

/** Most elements that one request of an operation may have. */
export const largestBatchOf = (operation: Operation, product: Product) =>
	('largest' in operation && operation.largest) || product.largestBatch;

/** An operation's parameters: its own, and those that follow from its kind. */
export function fieldsOf(operation: Operation, product: Product): INodeProperties[] {
	const { kind, fields } = operation;
	const options = [
		...(kind === 'settling' ? [timeoutField(operation.timeout)] : []),
		...(kind === 'batched' && changes(operation)
			? [batchSizeField(largestBatchOf(operation, product))]
			: []),
		...(hasPreview(operation) ? [previewField] : []),
	];
	const filled = beforeCollection(fields, [
		...(kind === 'listing' ? [returnAllField, limitField] : []),
		...(operation.simplify ? [simplifyField] : []),
	]);
	return options.length > 0 ? withOptions(filled, options) : filled;
}

/** All that a node can do: what n8n shows, and what runs. */
export class Catalogue {
	/** The node's parameters, with display rules. */
	readonly properties: INodeProperties[];

	constructor(
		readonly product: Product,
		readonly resources: readonly Resource[],
	) {
		this.properties = [
			resourceField(resources),
			...resources.flatMap((resource) => resourceProperties(resource, product)),
		];
	}

	/** A resource's name as the user sees it. */
	nameOf(resource: string): string {
		return this.resources.find(({ option }) => option.value === resource)?.option.name ?? resource;
	}

	find(resource: string, operation: string): Operation | undefined {
		return this.resources
			.find(({ option }) => option.value === resource)
			?.operations.find(({ option }) => option.value === operation);
	}
}

function resourceField(resources: readonly Resource[]): INodeProperties {
	const first = resources[0].option.value;
	return {
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: [
			...resources.filter(({ leads }) => leads).map(({ option }) => option),
			...sorted(resources.filter(({ leads }) => !leads).map(({ option }) => option)),
		],
		default: first,
	};
}

function resourceProperties(
	{ option, defaultOperation, operations }: Resource,
	product: Product,
): INodeProperties[] {
	const resource = [option.value];
	return [
		{
			displayName: 'Operation',
			name: 'operation',
			type: 'options',
			noDataExpression: true,
			displayOptions: { show: { resource } },
			options: sorted(operations.map((operation) => operation.option)),
			default: defaultOperation,
		},
		...operations.flatMap((operation) =>
			fieldsOf(operation, product).map((field) =>
				shownFor(option.value, operation.option.value, field),
			),
		),
	];
}

/**
 * The field, of this operation alone. That condition comes first: n8n looks no further than one that
 * an expression decides, and would ask for fields of every other operation.
 */
function shownFor(
	resource: INodePropertyOptions['value'],
	operation: INodePropertyOptions['value'],
	field: INodeProperties,
): INodeProperties {
	const { displayOptions } = field;
	const show = { resource: [resource], operation: [operation], ...displayOptions?.show };
	return { ...field, displayOptions: { ...displayOptions, show } };
}

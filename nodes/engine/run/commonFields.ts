import type { INodeProperties } from 'n8n-workflow';

/** Parameters that follow from what kind an operation is; the catalogue adds them. */
export const returnAllField: INodeProperties = {
	displayName: 'Return All',
	name: 'returnAll',
	type: 'boolean',
	default: false,
	description: 'Whether to return all results or only up to a given limit',
};

export const limitField: INodeProperties = {
	displayName: 'Limit',
	name: 'limit',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 50,
	description: 'Max number of results to return',
	displayOptions: { show: { returnAll: [false] } },
};

export const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

export const previewField: INodeProperties = {
	displayName: 'Preview Only',
	name: 'preview',
	type: 'boolean',
	// Whoever adds it wants nothing sent: were it off at first, a run would send.
	default: true,
	description:
		'Whether to send nothing and return the requests as they would leave, to check them first',
};

export const batchSizeField = (largest: number): INodeProperties => ({
	displayName: 'Batch Size',
	name: 'batchSize',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: largest },
	default: largest,
	description: `How many input items share one request to SendPulse, ${largest} at the most`,
});

export function timeoutField(seconds: {
	default: number;
	least: number;
	most: number;
}): INodeProperties {
	const { least, most, default: initial } = seconds;
	return {
		displayName: 'Timeout',
		name: 'timeout',
		type: 'number',
		typeOptions: { minValue: least, maxValue: most },
		default: initial,
		description: `How many seconds to wait until SendPulse is done, ${most} at the most. What is not finished by then is no error: its item says so.`,
	};
}

export const optionsField: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [],
};

type Entry = NonNullable<INodeProperties['options']>[number];

const label = (entry: Entry) => ('displayName' in entry ? entry.displayName : entry.name);

/** In the order that n8n wants of names. */
export const sorted = <T extends Entry>(entries: readonly T[]) =>
	[...entries].sort((one, other) => label(one).localeCompare(label(other), 'en'));

/** Adds entries to the collection `options`, or the collection itself. */
export function withOptions(
	fields: readonly INodeProperties[],
	entries: readonly INodeProperties[],
): INodeProperties[] {
	const own = fields.find(({ name }) => name === 'options') ?? optionsField;
	const options = { ...own, options: sorted([...((own.options ?? []) as Entry[]), ...entries]) };
	return [...fields.filter(({ name }) => name !== 'options'), options as INodeProperties];
}

import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { isRecord } from '../../../engine/api/record';
import type { ApiRequest } from '../../../engine/api/request';
import { read } from '../../../engine/run/operation';
import { withIds } from '../../../fields/withIds';
import { get } from '../../automation360/product';
import { automationId } from '../../fields/automationId';
import {
	apiTypeOf,
	ELEMENT_TYPES,
	TYPE_OPTIONS,
	type ElementType,
} from '../../fields/automationElement';

const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	options: [
		{
			displayName: 'Element Type',
			name: 'elementType',
			type: 'options',
			options: TYPE_OPTIONS,
			default: 'email',
			description: 'Only elements of this type',
		},
		{
			displayName: 'Include Deleted',
			name: 'includeDeleted',
			type: 'boolean',
			default: false,
			description: 'Whether elements that were deleted from the flow are among them',
		},
	],
};

/**
 * The figures of each element. No document shows the answer: a list of them, or an object with each under the
 * element's ID. An object of figures alone is one record.
 *
 * @throws TypeError for what is neither
 */
function figuresIn(body: unknown): IDataObject[] {
	if (Array.isArray(body) && body.every(isRecord)) {
		return body.map((record) => withIds(record, { elementId: record.flow_id ?? record.id }));
	}
	if (!isRecord(body)) throw new TypeError('There are no statistics');
	const entries = Object.entries(body);
	if (!entries.every(([, figures]) => isRecord(figures))) return [body as IDataObject];
	return entries.map(([key, figures]) => withIds(figures as IDataObject, { elementId: key }));
}

/** OpenAPI, A360: GET /a360/autoresponders/{ID}/total-stats. */
export const getStatistics = read({
	option: {
		name: 'Get Statistics',
		value: 'getStatistics',
		action: 'Get the statistics of an automation',
		description: 'Get the figures of all elements of a flow',
	},
	fields: [automationId, filters],
	prepare: (item) => {
		const { filters } = item;
		const query: NonNullable<ApiRequest['query']> = {};
		if (filters.has('elementType')) {
			const type = filters.choice('elementType', ELEMENT_TYPES) as ElementType;
			query.flow_type = apiTypeOf(type);
		}
		// The description has it as text, and no value of it.
		if (filters.flag('includeDeleted')) query.deleted = 'true';
		return { automationId: item.id('automationId'), query };
	},
	request: ({ automationId, query }) => ({
		...get`/autoresponders/${automationId}/total-stats`,
		query,
	}),
	output: (body, { automationId }) =>
		figuresIn(body).map((figures) => withIds(figures, { automationId })),
});

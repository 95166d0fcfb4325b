import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../../engine/api/record';
import { read } from '../../../engine/run/operation';
import { withIds } from '../../../fields/withIds';
import { get } from '../../automation360/product';
import { automationId } from '../../fields/automationId';
import { elementFields, readElement, type ElementType } from '../../fields/automationElement';

/** Under which name the API keeps the figures of a type, where not under its own. */
const KINDS: Partial<Record<ElementType, string>> = { start: 'main-trigger', condition: 'trigger' };

/** OpenAPI, A360: GET /a360/stats/{kind}/{ID}/group-stat, for each kind of element. */
export const getElementStatistics = read({
	option: {
		name: 'Get Element Statistics',
		value: 'getElementStatistics',
		action: 'Get the statistics of an element',
		description:
			'Get the figures of one element of a flow, such as how often its e-mail was opened',
	},
	fields: [automationId, ...elementFields],
	prepare: readElement,
	request: ({ elementType, elementId }) =>
		get`/stats/${KINDS[elementType] ?? elementType}/${elementId}/group-stat`,
	output: (body, { automationId, elementId, elementType }) => {
		if (!isRecord(body)) throw new TypeError('There are no statistics');
		return withIds({ ...(body as IDataObject), elementType }, { automationId, elementId });
	},
});

import { read } from '../../../engine/run/operation';
import { automationId } from '../../fields/automationId';
import { elementsIn, elementTypeOf, flowRequest } from '../../fields/automationElement';
import { withIds } from '../../../fields/withIds';

/** OpenAPI, A360: GET /a360/autoresponders/{ID}, of which each element is an item. */
export const getElements = read({
	option: {
		name: 'Get Elements',
		value: 'getElements',
		action: 'Get the elements of an automation',
		description:
			'Get the elements of a flow: its start, messages, filters, conditions, goals, actions',
	},
	fields: [automationId],
	prepare: (item) => ({ automationId: item.id('automationId') }),
	request: ({ automationId }) => flowRequest(automationId),
	output: (body, { automationId }) =>
		elementsIn(body).map((element) => {
			const elementType = elementTypeOf(element.af_type);
			const typed = elementType ? { ...element, elementType } : element;
			return withIds(typed, { automationId, elementId: element.id });
		}),
});

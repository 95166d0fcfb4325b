import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { ApiRequest } from '../../../engine/api/request';
import { listing } from '../../../engine/run/operation';
import { withIds } from '../../../fields/withIds';
import { automation360, get } from '../../automation360/product';
import { automationId } from '../../fields/automationId';
import { elementFields, readElement, type ElementType } from '../../fields/automationElement';

const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	options: [
		{
			displayName: 'Sort By',
			name: 'sortBy',
			type: 'string',
			default: '',
			placeholder: 'e.g. sent_date',
			description:
				'Field of the records to sort by, under its name in the output. No document says which of them SendPulse takes.',
		},
		{
			displayName: 'Sort Direction',
			name: 'sortDirection',
			type: 'options',
			options: [
				{ name: 'Ascending', value: 'asc' },
				{ name: 'Descending', value: 'desc' },
			],
			default: 'asc',
			description: 'In which order',
		},
	],
};

/** Under which name the API keeps who came through an element; messengers have no such list. */
const KINDS: Readonly<Record<ElementType, string | undefined>> = {
	start: 'main-trigger',
	email: 'email',
	push: 'push',
	sms: 'sms',
	messenger: undefined,
	filter: 'flow-operator',
	condition: 'flow-operator',
	goal: 'flow-operator',
	action: 'flow-operator',
};

/** The address stands beside it, in letters. */
const withoutEncoded = (record: IDataObject): IDataObject =>
	Object.fromEntries(Object.entries(record).filter(([key]) => key !== 'email_b64'));

/** GET /a360/stats/{kind}/{ID}/addresses: in no description, but in a client for Go with its fixtures. */
export const getRecipients = listing({
	option: {
		name: 'Get Recipients',
		value: 'getRecipients',
		action: 'Get the recipients of an element',
		description:
			'Get everybody who came through an element of a flow, and what they did with its message',
	},
	fields: [automationId, ...elementFields, filters],
	prepare: async (item) => {
		const { filters } = item;
		const query: NonNullable<ApiRequest['query']> = {};
		if (filters.has('sortBy')) query.sortField = filters.text('sortBy');
		if (filters.has('sortDirection')) {
			query.sortDirection = filters.choice('sortDirection', ['asc', 'desc']);
		}
		const element = await readElement(item);
		const kind = KINDS[element.elementType];
		if (!kind) {
			return item.fail(
				'elementId',
				'is a message in a messenger, for which SendPulse has no list of recipients. Get Element Statistics has its figures',
			);
		}
		return { ...element, kind, query };
	},
	request: ({ kind, elementId, query }) => ({
		...get`/stats/${kind}/${elementId}/addresses`,
		query,
	}),
	paged: automation360.pager,
	// The same person may come through twice. Where no record has an ID, the time tells: no document says whether
	// the ID of an event is that of one occurrence.
	identify: ({ id, event_id: event, email, phone, execution_date: time }) =>
		(id ?? event ?? time ?? undefined) === undefined
			? undefined
			: [id, event, email, phone, time].map(String).join(' '),
	output: (record, { automationId, elementId }) =>
		withIds(withoutEncoded(record), { automationId, elementId }),
});

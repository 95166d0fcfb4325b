import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { isRecord } from '../../../engine/api/record';
import type { ApiRequest } from '../../../engine/api/request';
import type { Values } from '../../../engine/parameters/parameters';
import { listing } from '../../../engine/run/operation';
import { asRecords, elementsOf } from '../../../engine/run/outcome';
import { withIds } from '../../../fields/withIds';
import { automation360, get } from '../../automation360/product';
import { automationId } from '../../fields/automationId';

const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	options: [
		{
			displayName: 'Conversion Type',
			name: 'conversionType',
			type: 'options',
			options: [
				{ name: 'All', value: 'all' },
				{ name: 'Goal', value: 'goal', description: 'At a goal of the flow' },
				{ name: 'Start', value: 'start', description: 'At the start of the flow' },
			],
			default: 'all',
			description: 'Only conversions at this place',
		},
		{
			displayName: 'Goal ID',
			name: 'goalId',
			type: 'number',
			default: 0,
			description:
				'Only conversions at this goal, with Conversion Type Goal. Get Conversions has the IDs.',
		},
	],
};

interface Converted {
	automationId: number;
	type: string;
	goalId?: number;
}

/** @throws InputProblem for a goal beside conversions that are at none */
function readFilters(filters: Values): Omit<Converted, 'automationId'> {
	const type = filters.has('conversionType')
		? filters.choice('conversionType', ['all', 'start', 'goal'])
		: 'all';
	if (!filters.has('goalId')) return { type };
	const goalId = filters.id('goalId');
	if (type !== 'goal') {
		return filters.fail(
			'goalId',
			"is for conversions at a goal. Set 'Conversion Type' to Goal, or remove it",
		);
	}
	return { type, goalId };
}

function request({ automationId, type, goalId }: Converted): ApiRequest {
	if (type === 'start') return get`/autoresponders/${automationId}/conversions/list/maintrigger`;
	if (type === 'all') return get`/autoresponders/${automationId}/conversions/list/all`;
	return goalId === undefined
		? get`/autoresponders/${automationId}/conversions/list/goal`
		: get`/autoresponders/${automationId}/conversions/list/goal/${goalId}`;
}

/** @throws TypeError for an answer that is no list */
function contactsIn(body: unknown): IDataObject[] {
	const items = isRecord(body) ? body.items : body;
	if (typeof items !== 'object' || items === null) throw new TypeError('There are no contacts');
	return asRecords(elementsOf(items));
}

/** GET /a360/autoresponders/{id}/conversions/list/…: in no description, but in a client for Go of 2025. */
export const getConvertedContacts = listing<Converted>({
	option: {
		name: 'Get Converted Contacts',
		value: 'getConvertedContacts',
		action: 'Get the converted contacts of an automation',
		description: 'Get everybody who converted in a flow, where and when',
	},
	fields: [automationId, filters],
	prepare: (item) => ({ automationId: item.id('automationId'), ...readFilters(item.filters) }),
	request,
	paged: automation360.pager,
	identify: ({ id }) => id,
	records: contactsIn,
	output: (record, { automationId }) => withIds(record, { automationId }),
});

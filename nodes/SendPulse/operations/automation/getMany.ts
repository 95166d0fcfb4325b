import type { INodeProperties } from 'n8n-workflow';
import { listing } from '../../../engine/run/operation';
import { shown, type Values } from '../../../engine/parameters/parameters';
import { automation360, get } from '../../automation360/product';
import {
	automationRecord,
	simplifyAutomation,
	STATUS_NUMBERS,
} from '../../fields/automationRecord';

const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	options: [
		{
			displayName: 'Statuses',
			name: 'statuses',
			type: 'multiOptions',
			options: [
				{ name: 'Active', value: 'active' },
				{ name: 'Draft', value: 'draft' },
				{ name: 'Stopped', value: 'stopped' },
			],
			default: [],
			description:
				'Only automations in one of these states. SendPulse can not be asked for these alone: its list is read until there are as many as Limit says.',
		},
	],
};

/** @throws InputProblem for what is no status */
function readStatuses(filters: Values): number[] | undefined {
	if (!filters.has('statuses')) return undefined;
	const known = Object.keys(STATUS_NUMBERS);
	return filters.list('statuses').map((status) => {
		if (known.includes(status)) return STATUS_NUMBERS[status];
		return filters.fail(
			'statuses',
			`has to hold some of ${known.join(', ')}, not ${shown(status)}`,
		);
	});
}

/** OpenAPI, A360: GET /a360/autoresponders/list. */
export const getMany = listing({
	option: {
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many automations',
		description: 'Get many flows of Automation 360',
	},
	fields: [filters],
	prepare: (item) => ({ statuses: readStatuses(item.filters) }),
	request: () => get`/autoresponders/list`,
	paged: automation360.pager,
	identify: ({ id }) => id,
	belongs: ({ status }, { statuses }) => statuses?.includes(Number(status)) ?? true,
	output: automationRecord,
	simplify: simplifyAutomation,
});

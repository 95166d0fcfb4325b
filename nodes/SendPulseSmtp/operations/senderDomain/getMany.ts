import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../../engine/api/record';
import { listing } from '../../../engine/run/operation';
import { elementsOf } from '../../../engine/run/outcome';
import { withStatusName, type Names } from '../../../fields/statusName';
import { get } from './domains';

/** SMTP service API, "Get a list of domains". */
const STATUS: Names = { 0: 'inactive', 1: 'active' };

/** SMTP service API, "Get a list of domains", all at once. */
export const getMany = listing({
	option: {
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many sender domains',
		description: 'Get many domains to send from, with what is still to do in their DNS',
	},
	fields: [],
	prepare: () => ({}),
	request: () => get``,
	paged: false,
	identify: ({ id }) => id,
	records: (body) => elementsOf(isRecord(body) ? body.data : body) as IDataObject[],
	output: (record) => withStatusName(record, STATUS),
	simplify: ({ id, service_value, status, statusName, is_default, checks }) => ({
		id,
		service_value,
		status,
		statusName,
		is_default,
		checks,
	}),
});

import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { listing } from '../../../engine/run/operation';
import { timeIn } from '../../../engine/deliveries/values';
import { momentHint, readInstant } from '../../../fields/moment';
import { folderPath, readPath, written } from '../../fields/paths';
import { post } from '../../fileManager/product';

const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	options: [
		{
			displayName: 'From Date',
			name: 'dateFrom',
			type: 'dateTime',
			default: '',
			hint: momentHint,
			description: 'Only files that were changed from then on. A day counts from its beginning.',
		},
		{
			displayName: 'Order',
			name: 'order',
			type: 'options',
			options: [
				{ name: 'Newest First', value: 'newest' },
				{ name: 'Oldest First', value: 'oldest' },
			],
			default: 'newest',
			description: 'In which order, by the time of their last change',
		},
		{
			displayName: 'To Date',
			name: 'dateTo',
			type: 'dateTime',
			default: '',
			hint: momentHint,
			description: 'Only files that were changed up to then. A day counts to its end.',
		},
	],
};

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;

/** A minute as this endpoint wants it, in UTC. It knows no seconds: which of them are meant is told here. */
const utcMinute = (time: number) => new Date(time).toISOString().slice(0, 16).replace('T', ' ');

/** OpenAPI, FileManager: POST /file/filter, all at once. */
export const getMany = listing({
	option: {
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many files',
		description: 'Get many files of a folder, the newest first',
	},
	fields: [folderPath, filters],
	prepare: async (item) => {
		const { filters } = item;
		const order = filters.has('order') ? filters.choice('order', ['newest', 'oldest']) : 'newest';
		const path = written(readPath(item, 'folderPath'));
		const body: IDataObject = { path, sort: order === 'oldest' ? 'asc' : 'desc' };
		const from = filters.has('dateFrom')
			? await readInstant(item, filters, 'dateFrom', 'beginning')
			: undefined;
		const to = filters.has('dateTo')
			? await readInstant(item, filters, 'dateTo', 'end')
			: undefined;
		if (from !== undefined) body.fromDate = utcMinute(from);
		if (to !== undefined) {
			body.toDate = utcMinute(Math.ceil(to / MINUTE_MS) * MINUTE_MS);
		}
		if (from !== undefined && to !== undefined && from > to) {
			filters.fail('dateTo', `is before 'From Date' (${utcMinute(from)}, UTC)`);
		}
		return { body, from, to };
	},
	request: ({ body }) => ({ ...post`/file/filter`, body }),
	paged: false,
	identify: ({ path }) => path,
	belongs: ({ lastModified }, { from = -Infinity, to = Infinity }) => {
		const time = Date.parse(timeIn(lastModified) ?? '');
		return !(time < from || time >= to + SECOND_MS);
	},
});

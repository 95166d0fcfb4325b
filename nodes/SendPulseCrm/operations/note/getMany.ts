import { listing } from '../../../engine/run/operation';
import { rowsOf } from '../../../fields/crmContact';
import { recordIn } from '../../fields/contactRecord';
import { recordsIn } from '../../fields/records';
import { get } from '../../product';
import { noteOfFields, noteRecord, readOwner } from './noteOf';

/**
 * CRM API, "Get deal comments"; the notes of contacts and tasks stand in their records alone ("Get contact",
 * "Get task").
 */
export const getMany = listing({
	option: {
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many notes',
		description: 'Get many notes of a contact, a deal or a task',
	},
	fields: noteOfFields(),
	prepare: async (item) => await readOwner(item),
	request: ({ path, id }) => (path === 'deals' ? get`/deals/${id}/comments` : get`/${path}/${id}`),
	paged: false,
	identify: ({ id }) => id,
	// A deal's are a list; what is one record has them in it.
	records: (body) => (Array.isArray(body) ? recordsIn(body) : rowsOf(recordIn(body), 'comments')),
	output: noteRecord,
});

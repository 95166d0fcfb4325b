import { listing } from '../../../engine/run/operation';
import { recordsIn } from '../../fields/records';
import { get } from '../../product';
import { attributeOfFields, attributeRecord, readAttributeOf } from './attributeOf';

/** CRM API, "Get contact attributes", and those of companies, pipelines and boards: all of them at once. */
export const getMany = listing({
	option: {
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many attributes',
		description: 'Get many attributes of contacts, companies, deals or tasks, with their choices',
	},
	fields: attributeOfFields,
	prepare: readAttributeOf,
	request: (owner) =>
		'id' in owner ? get`/${owner.of}/${owner.id}/attributes` : get`/${owner.of}/attributes`,
	paged: false,
	identify: ({ id }) => id,
	records: recordsIn,
	output: attributeRecord,
});

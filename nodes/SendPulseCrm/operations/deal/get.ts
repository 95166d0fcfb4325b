import { optionsField } from '../../../engine/run/commonFields';
import { read } from '../../../engine/run/operation';
import { recordIn } from '../../fields/contactRecord';
import { dealId, readDealId } from '../../fields/dealId';
import { get as GET } from '../../product';
import { withContacts } from './contacts';
import { dealOutputOptions, readNaming } from './names';
import { simplifyDeal } from './record';

/** CRM API, "Get deal by ID". */
export const get = read({
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get a deal',
		description: 'Get a deal by its ID or by the number of an order',
	},
	fields: [dealId, { ...optionsField, options: dealOutputOptions }],
	prepare: async (item) => ({
		includesContacts: item.options.flag('includeContacts'),
		named: await readNaming(item),
		dealId: await readDealId(item),
	}),
	request: ({ dealId: id }) => GET`/deals/${id}`,
	output: (body, { named }) => named(recordIn(body)),
	complete: async (deal, input, ask) => await withContacts(deal, input, ask),
	simplify: simplifyDeal,
});

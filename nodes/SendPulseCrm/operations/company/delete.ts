import { write } from '../../../engine/run/operation';
import { deleted } from '../../../engine/run/outcome';
import { companyId, readCompanyId } from '../../fields/companyId';
import { crm, del } from '../../product';

/** CRM API, "Delete company". */
export const remove = write({
	option: {
		name: 'Delete',
		value: 'delete',
		action: 'Delete a company',
		description: 'Delete a company for good; its contacts stay',
	},
	fields: [companyId],
	prepare: async (item) => ({ companyId: await readCompanyId(item) }),
	repeatable: true,
	concerns: ({ companyId: id }) => String(id),
	confirmed: crm.done,
	alreadyDone: (failure) => crm.refusals.gone(failure),
	request: ({ companyId: id }) => del`/companies/${id}`,
	output: (_, { companyId: id }) => deleted({ companyId: id }),
	counts: { noun: 'companies', done: 'deleted' },
});

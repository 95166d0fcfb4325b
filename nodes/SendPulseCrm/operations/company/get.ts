import { read } from '../../../engine/run/operation';
import { companyId, readCompanyId } from '../../fields/companyId';
import { simplifyCompany } from '../../fields/companyRecord';
import { recordIn } from '../../fields/contactRecord';
import { companyCalls } from '../../fields/companySteps';

/** CRM API, "Get company". */
export const get = read({
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get a company',
		description: 'Get a company by ID or by name',
	},
	fields: [companyId],
	prepare: async (item) => ({ companyId: await readCompanyId(item) }),
	request: ({ companyId: id }) => companyCalls.read(id),
	output: recordIn,
	simplify: simplifyCompany,
});

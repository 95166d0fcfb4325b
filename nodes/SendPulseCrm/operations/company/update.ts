import type { INodeProperties } from 'n8n-workflow';
import { sorted } from '../../../engine/run/commonFields';
import { steps } from '../../../engine/run/operation';
import { emails, phones } from '../../fields/addresses';
import {
	companyListMode,
	companyName,
	companyOptions,
	readCompanyData,
} from '../../fields/companyFields';
import { companyId, readCompanyId } from '../../fields/companyId';
import { simplifyCompany } from '../../fields/companyRecord';
import { companyCalls, updatingCompany, type CompanyData } from '../../fields/companySteps';
import { firstLook, type RecordFound } from '../../fields/parts';

const updateFields: INodeProperties = {
	displayName: 'Update Fields',
	name: 'options',
	type: 'collection',
	placeholder: 'Add field',
	default: {},
	options: sorted([...companyOptions, companyListMode, companyName, emails, phones]),
};

interface Wanted extends CompanyData {
	companyId: number;
}

/** CRM API, "Update company", and the calls for its parts; what does not differ is not sent. */
export const update = steps<Wanted, RecordFound>({
	option: {
		name: 'Update',
		value: 'update',
		action: 'Update a company',
		description: 'Change a company: only what differs is sent',
	},
	fields: [companyId, updateFields],
	prepare: async (item) => {
		const data = await readCompanyData(item, item.options, ['listMode']);
		const { addresses, mode, keepExisting, ...own } = data;
		void mode;
		void keepExisting;
		const nothing = Object.values(own).every((value) => value === undefined);
		if (nothing && Object.keys(addresses).length === 0) {
			item.fail('options', 'has nothing to change. Add a field');
		}
		return { ...data, companyId: await readCompanyId(item) };
	},
	concerns: ({ companyId: id }) => String(id),
	repeatable: true,
	steps: (data) => [firstLook<RecordFound>(companyCalls, data.companyId), ...updatingCompany(data)],
	placeholders: {},
	output: ({ final, record }) => final ?? record!,
	simplify: simplifyCompany,
	counts: { noun: 'companies', done: 'updated' },
});

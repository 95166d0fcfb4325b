import type { INodeProperties } from 'n8n-workflow';
import type { ItemParameters } from '../../../engine/parameters/parameters';
import { withOptions } from '../../../engine/run/commonFields';
import { steps } from '../../../engine/run/operation';
import { emails, phones } from '../../fields/addresses';
import { address, companyName, companyOptions, readCompanyData } from '../../fields/companyFields';
import { simplifyCompany } from '../../fields/companyRecord';
import { creatingCompany, type CompanyData } from '../../fields/companySteps';
import type { RecordFound } from '../../fields/parts';

/** Parameters of whatever makes a company. */
export const newCompanyFields: INodeProperties[] = withOptions(
	[{ ...companyName, required: true }, emails, phones],
	[address, ...companyOptions],
);

/**
 * @param more what the operation has beside what a new company has
 * @throws InputProblem also for a volume that is in no currency
 */
export async function readNewCompany(
	item: ItemParameters,
	more: ReadonlyArray<'keepExisting' | 'listMode'>,
): Promise<CompanyData> {
	const data = await readCompanyData(item, item, ['address', ...more], { mayLack: true });
	if (data.companyName === undefined) item.fail('name', 'is empty. Fill it in');
	if (data.annualBusinessVolume !== undefined && data.currency === undefined) {
		item.options.fail('annualBusinessVolume', "needs the option 'Currency'");
	}
	return data;
}

/** CRM API, "Create company", and the calls for its parts. */
export const create = steps<CompanyData, RecordFound>({
	option: {
		name: 'Create',
		value: 'create',
		action: 'Create a company',
		description:
			'Make a company with its e-mails and phones. Create or Update finds those that exist.',
	},
	fields: newCompanyFields,
	prepare: async (item) => await readNewCompany(item, []),
	concerns: () => [],
	steps: (data) => creatingCompany(data),
	placeholders: { id: '{the new company}' },
	output: ({ final, record }) => final ?? record!,
	simplify: simplifyCompany,
	counts: { noun: 'companies', done: 'created' },
});

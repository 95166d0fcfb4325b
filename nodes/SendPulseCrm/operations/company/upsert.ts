import type { INodeProperties } from 'n8n-workflow';
import type { ItemParameters } from '../../../engine/parameters/parameters';
import { withOptions } from '../../../engine/run/commonFields';
import { steps } from '../../../engine/run/operation';
import { beyondMatches, forEither, keysIn } from '../../fields/addresses';
import { companyListMode } from '../../fields/companyFields';
import { companies } from '../../fields/companyId';
import { simplifyCompany } from '../../fields/companyRecord';
import { creatingCompany, updatingCompany, type CompanyData } from '../../fields/companySteps';
import { keepExisting } from '../../fields/contactFields';
import { foundOrMade, Sought } from '../../fields/foundOrMade';
import { ifSeveral, matchByField, readIfSeveral, readMatchBy } from '../../fields/matching';
import type { RecordFound } from '../../fields/parts';
import { newCompanyFields, readNewCompany } from './create';

/** In the order in which they are tried. */
const MATCH_BY = ['name', 'email', 'phone'] as const;

interface Wanted {
	sought: Sought;
	make: CompanyData;
	change: CompanyData;
}

const matchBy: INodeProperties = matchByField(
	[
		{ name: 'Email', value: 'email' },
		{ name: 'Name', value: 'name' },
		{ name: 'Phone', value: 'phone' },
	],
	'name',
	'What tells whether the company exists, tried in this order: name (the whole of it), e-mail, phone',
);

async function readWanted(item: ItemParameters): Promise<Wanted> {
	const data = await readNewCompany(item, ['keepExisting', 'listMode']);
	const name = data.companyName!;
	const by: readonly string[] = readMatchBy(item, MATCH_BY);
	const keys = [{ by: 'name', value: name }, ...keysIn(data.addresses)];
	const matches = keys.filter((key) => by.includes(key.by));
	if (matches.length === 0) {
		item.fail(
			'matchBy',
			'has nothing to find the company by: there is no such address or number for this item. Fill it in, or leave this item out',
		);
	}
	const sought = await Sought.of(item, companies, {
		matches,
		keys: data.mode === 'remove' ? matches : keys,
		traces: by.includes('name') ? [] : [{ by: 'begunWith', value: name }],
		ifSeveral: readIfSeveral(item.options),
	});
	return { sought, ...forEither(data, sought) };
}

/** Finds the company, and makes or changes it. */
export const upsert = steps<Wanted, RecordFound>({
	option: {
		name: 'Create or Update',
		value: 'upsert',
		action: 'Create or update a company',
		description: 'Create a new record, or update the current one if it already exists (upsert)',
	},
	fields: withOptions(
		[matchBy, ...newCompanyFields],
		[beyondMatches(companyListMode), ifSeveral, keepExisting],
	),
	prepare: readWanted,
	concerns: ({ sought }) => sought.concerns,
	claims: ({ id }) => (typeof id === 'number' ? String(id) : undefined),
	repeatable: true,
	steps: ({ sought, make, change }) =>
		foundOrMade(companies, sought, {
			change: updatingCompany(change),
			make: (creation) => creatingCompany(make, creation),
		}),
	placeholders: { id: '{the new company}' },
	output: ({ final, record, created }) => ({ ...(final ?? record!), created: created === true }),
	simplify: simplifyCompany,
	counts: { noun: 'companies', done: 'created or updated' },
});

import { optionsField, sorted } from '../../../engine/run/commonFields';
import { steps } from '../../../engine/run/operation';
import { recordIn } from '../../fields/contactRecord';
import { givesRecord, idOf } from '../../fields/records';
import { post } from '../../product';
import { dealFields, dealOptions, newDeal, readWanted, type Wanted } from './dealFields';
import { setExpiration, type DealFound } from './dealSteps';
import { simplifyDeal } from './record';

/** CRM API, "Create a new deal" and "Update or create deal expiration". */
export const create = steps<Wanted, DealFound>({
	option: {
		name: 'Create',
		value: 'create',
		action: 'Create a deal',
		description: 'Create a deal in a stage of a pipeline, with its contact and its attributes',
	},
	fields: [...dealFields, { ...optionsField, options: sorted(dealOptions) }],
	prepare: readWanted,
	concerns: () => [],
	placeholders: { dealId: '{the new deal}' },
	repeatable: false,
	steps: (wanted) => [
		{
			effect: 'write',
			about: 'the deal',
			repeatable: false,
			confirmed: givesRecord,
			whereToLook: "with 'Get Many' of the resource Deal",
			request: () => ({ ...post`/deals`, body: newDeal(wanted) }),
			learn: (body) => {
				const deal = recordIn(body);
				return { deal, dealId: idOf(deal) };
			},
			done: ({ dealId }) => `Deal ${dealId} exists`,
		},
		...setExpiration<DealFound>(wanted.expiration),
	],
	output: ({ deal }) => deal,
	simplify: simplifyDeal,
	counts: { noun: 'deals', done: 'created' },
});

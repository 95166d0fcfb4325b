import type { IDataObject } from 'n8n-workflow';
import { optionsField, sorted } from '../../../engine/run/commonFields';
import { steps, type Step } from '../../../engine/run/operation';
import type { ItemParameters } from '../../../engine/parameters/parameters';
import { recordIn } from '../../fields/contactRecord';
import { dealsOf } from '../../fields/dealId';
import { Sought } from '../../fields/foundOrMade';
import { ifSeveral, readIfSeveral, type Key } from '../../fields/matching';
import { givesRecord, idOf } from '../../fields/records';
import { crm, post } from '../../product';
import { dealFields, dealOptions, newDeal, readWanted, type Wanted } from './dealFields';
import {
	change,
	linkContacts,
	look,
	lookAgain,
	setAttributes,
	setExpiration,
	type DealFound,
} from './dealSteps';
import { simplifyDeal, type DealChanges } from './record';

interface Upserted extends Wanted {
	sought: Sought;
	/** Whether it is found by its name, which then stays as it is written. */
	isByName: boolean;
	moveExisting: boolean;
}

interface Found extends DealFound {
	created: boolean;
	contactIds?: number[];
}

function keyOf(item: ItemParameters, { fields }: Wanted): Key {
	if (item.choice('matchBy', ['sourceId', 'name']) === 'sourceId') {
		const sourceId =
			fields.sourceId ??
			item.fail('matchBy', "needs a Source ID to match by. Add the option 'Source ID'");
		return { by: 'sourceId', value: String(sourceId) };
	}
	const name = fields.name ?? item.fail('name', 'is empty, and the deal is matched by it');
	return { by: 'name', value: String(name) };
}

const isElsewhere = ({ deal }: Found, { pipelineId }: Upserted) =>
	Number(deal.pipelineId) !== pipelineId;

const find = ({ sought }: Upserted): Step<Found> => ({
	effect: 'find',
	about: 'the deal',
	find: async (_, sends) => {
		const id = await sought.find(sends);
		return id === undefined ? {} : { dealId: id };
	},
});

const create = (input: Upserted): Step<Found> => ({
	effect: 'write',
	about: 'the deal',
	repeatable: false,
	confirmed: givesRecord,
	whereToLook: "with 'Get Many' of the resource Deal",
	request: ({ deal }) => (deal ? undefined : { ...post`/deals`, body: newDeal(input) }),
	learn: (body) => made(recordIn(body), input),
	done: ({ dealId }) => `Deal ${dealId} exists`,
	recovered: async (_, client) => {
		const deal = await input.sought.recovered(client);
		return deal && made(deal, input);
	},
});

function made(deal: IDataObject, { sought }: Upserted): Partial<Found> {
	sought.note(idOf(deal));
	return { deal, dealId: idOf(deal), created: true };
}

/** What is done with a deal that there is. */
function bringUpToDate(input: Upserted): Array<Step<Found>> {
	const { pipelineId, stageId, contactIds, attributes, moveExisting } = input;
	const { name, ...others } = input.fields;
	const fields: DealChanges = input.isByName ? others : { ...others, name };
	const changes = (found: Found): DealChanges => ({
		...fields,
		...(moveExisting && !isElsewhere(found, input) ? { stepId: stageId } : {}),
	});
	const moves = ({ deal }: Found) => moveExisting && Number(deal.stepId) !== stageId;
	return [
		{
			effect: 'write',
			about: 'the move',
			repeatable: true,
			confirmed: crm.done,
			request: (found) =>
				moveExisting && isElsewhere(found, input)
					? {
							...post`/deals/${found.dealId}/change-pipeline`,
							body: { pipelineId, stepId: stageId },
						}
					: undefined,
			learn: () => ({ isOutdated: true }),
			done: ({ dealId }) => `Deal ${dealId} was moved`,
		},
		lookAgain<Found>(),
		...setAttributes<Found>(pipelineId, attributes),
		...linkContacts<Found>(contactIds),
		change<Found>(changes, (found) => (moves(found) ? 'top' : 'kept')),
	];
}

/** CRM API, "Get deals list", then as Create or as Update. */
export const upsert = steps<Upserted, Found>({
	option: {
		name: 'Create or Update',
		value: 'upsert',
		action: 'Create or update a deal',
		description: 'Create a new record, or update the current one if it already exists (upsert)',
	},
	fields: [
		{
			displayName: 'Match By',
			name: 'matchBy',
			type: 'options',
			options: [
				{
					name: 'Name',
					value: 'name',
					description:
						'The whole name, within the chosen pipeline, whoever the contact is: let the name hold what tells deals apart, such as the customer',
				},
				{
					name: 'Source ID (Under Options)',
					value: 'sourceId',
					description:
						'The number of another system, like that of an order: add the option Source ID',
				},
			],
			default: 'sourceId',
			description: 'What tells whether the deal is there already',
		},
		...dealFields,
		{
			...optionsField,
			options: sorted([
				...dealOptions,
				ifSeveral,
				{
					displayName: 'Move Existing',
					name: 'moveExisting',
					type: 'boolean',
					default: false,
					description:
						'Whether a deal that is there already goes to the chosen stage, too. Else it stays where your team has put it.',
				},
			]),
		},
	],
	prepare: async (item) => {
		const { options } = item;
		const wanted = await readWanted(item);
		const key = keyOf(item, wanted);
		return {
			...wanted,
			sought: await Sought.of(item, dealsOf(wanted.pipelineId), {
				matches: [key],
				keys: [key],
				ifSeveral: readIfSeveral(options),
			}),
			isByName: key.by === 'name',
			moveExisting: options.flag('moveExisting'),
		};
	},
	concerns: ({ sought }) => sought.concerns,
	claims: ({ dealId }) => (typeof dealId === 'number' ? String(dealId) : undefined),
	placeholders: { dealId: '{the new deal}' },
	// It looks first, and the deal has what it is found by from its first request on.
	repeatable: true,
	steps: (input) => [
		find(input),
		look<Found>(({ dealId }) => dealId),
		create(input),
		{
			effect: 'further',
			steps: ({ deal, created }) => {
				if (!deal || created) return [];
				input.sought.note(idOf(deal));
				return bringUpToDate(input);
			},
		},
		...setExpiration<Found>(input.expiration),
		lookAgain<Found>(),
	],
	output: ({ deal, created = false }) => ({ ...deal, created }),
	simplify: simplifyDeal,
	counts: { noun: 'deals', done: 'created or updated' },
});

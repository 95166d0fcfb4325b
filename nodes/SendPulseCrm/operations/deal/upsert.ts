import type { IDataObject } from 'n8n-workflow';
import type { Client } from '../../../engine/api/client';
import { InputProblem } from '../../../engine/api/inputProblem';
import { optionsField, sorted } from '../../../engine/run/commonFields';
import { steps, type Step } from '../../../engine/run/operation';
import type { ItemParameters } from '../../../engine/parameters/parameters';
import { recordIn } from '../../fields/contactRecord';
import {
	condition,
	dealsAlike,
	dealsBySourceId,
	isDeleted,
	withSourceId,
} from '../../fields/dealId';
import { alike } from '../../fields/names';
import { givesRecord, idOf, recordsIn } from '../../fields/records';
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

type IfSeveral = 'oldest' | 'newest' | 'error';

interface Upserted extends Wanted {
	/** What tells the deal from others; equal for items that are about one deal. */
	key: string;
	called: string;
	/** Whether that is its name, which then stays as it is written. */
	isByName: boolean;
	/** Deals of an answer that are the one that is meant. */
	matching: Match;
	ifSeveral: IfSeveral;
	moveExisting: boolean;
	/** Those that were made in this run, by their key: a search may take a moment to show them. */
	made: Map<string, number>;
}

interface Match {
	request(): ReturnType<typeof dealsAlike>;
	among(body: unknown): IDataObject[];
}

interface Found extends DealFound {
	created: boolean;
	contactIds?: number[];
}

function matchOf(item: ItemParameters, { pipelineId, fields }: Wanted) {
	if (item.choice('matchBy', ['sourceId', 'name']) === 'sourceId') {
		const sourceId = Number(
			fields.sourceId ??
				item.fail('matchBy', "needs a Source ID to match by. Add the option 'Source ID'"),
		);
		return {
			key: `sourceId ${sourceId}`,
			called: `the source ID ${sourceId}`,
			isByName: false,
			matching: {
				request: () => dealsBySourceId(sourceId),
				among: (body: unknown) => withSourceId(body, sourceId),
			},
		};
	}
	const name = String(fields.name ?? item.fail('name', 'is empty, and the deal is matched by it'));
	return {
		key: `name ${pipelineId} ${name.toLowerCase()}`,
		called: `the name '${name}'`,
		isByName: true,
		matching: {
			request: () =>
				dealsAlike({
					pipelineIds: [pipelineId],
					filter: [condition('name', 'eq', name)],
				}),
			among: (body: unknown) =>
				recordsIn(body).filter(
					(deal) =>
						alike(deal.name, name) && Number(deal.pipelineId) === pipelineId && !isDeleted(deal),
				),
		},
	};
}

/**
 * The one of several that is meant: those that rise with time are told apart by their IDs.
 *
 * @throws InputProblem where that is not to be decided here
 */
function chosen(deals: IDataObject[], { ifSeveral, called }: Upserted): number | undefined {
	const ids = deals.map(idOf).sort((one, other) => one - other);
	if (ids.length > 1 && ifSeveral === 'error') {
		throw new InputProblem(
			`${ids.length} deals have ${called}: ${ids.join(', ')}. Choose in 'If Several' which of them is meant, or leave one.`,
		);
	}
	return ifSeveral === 'newest' ? ids.at(-1) : ids[0];
}

const isElsewhere = ({ deal }: Found, { pipelineId }: Upserted) =>
	Number(deal.pipelineId) !== pipelineId;

/** Finds the deal; nothing is asked for what this run has made. */
const find = (input: Upserted): Step<Found> => ({
	effect: 'read',
	about: 'the deal',
	request: () => (input.made.has(input.key) ? undefined : input.matching.request()),
	learn: (body) => {
		const id = chosen(input.matching.among(body), input);
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
	recovered: async (_, client: Client) => {
		const answer = await client.send(input.matching.request(), { repeatable: true });
		// Before it was sent there was none.
		const [deal] = input.matching.among(answer);
		return deal && made(deal, input);
	},
});

function made(deal: IDataObject, { made: all, key }: Upserted): Partial<Found> {
	all.set(key, idOf(deal));
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
					description: 'The whole name, within the chosen pipeline',
				},
				{
					name: 'Source ID',
					value: 'sourceId',
					description: 'The number of another system, like that of an order, under Options',
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
				{
					displayName: 'If Several',
					name: 'ifSeveral',
					type: 'options',
					options: [
						{ name: 'Fail', value: 'error', description: 'The item fails, with their IDs' },
						{ name: 'Take the Newest', value: 'newest', description: 'The one made last' },
						{ name: 'Take the Oldest', value: 'oldest', description: 'The one made first' },
					],
					default: 'oldest',
					description: 'Which deal is meant where several fit',
				},
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
		return {
			...wanted,
			...matchOf(item, wanted),
			ifSeveral: options.has('ifSeveral')
				? (options.choice('ifSeveral', ['oldest', 'newest', 'error']) as IfSeveral)
				: 'oldest',
			moveExisting: options.flag('moveExisting'),
			made: await item.lookUp('deals of this run', async () => new Map<string, number>()),
		};
	},
	concerns: ({ key }) => key,
	claims: ({ dealId }) => (typeof dealId === 'number' ? String(dealId) : undefined),
	placeholders: { dealId: '{the new deal}' },
	// It looks first, and the deal has what it is found by from its first request on.
	repeatable: true,
	steps: (input) => [
		find(input),
		look<Found>(({ dealId }) => dealId ?? input.made.get(input.key)),
		create(input),
		{
			effect: 'further',
			steps: ({ deal, created }) => (deal && !created ? bringUpToDate(input) : []),
		},
		...setExpiration<Found>(input.expiration),
		lookAgain<Found>(),
	],
	output: ({ deal, created = false }) => ({ ...deal, created }),
	simplify: simplifyDeal,
	counts: { noun: 'deals', done: 'created or updated' },
});

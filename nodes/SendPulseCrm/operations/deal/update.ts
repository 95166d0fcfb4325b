import type { INodeProperties } from 'n8n-workflow';
import { isRecord } from '../../../engine/api/record';
import { steps } from '../../../engine/run/operation';
import type { ItemParameters } from '../../../engine/parameters/parameters';
import {
	hasAttributes,
	pipelineAttributes,
	readAttributes,
	type AttributeValue,
} from '../../fields/attributes';
import { dealId, readDealId, STATUSES } from '../../fields/dealId';
import { optional } from '../../fields/locator';
import { currency, price } from '../../fields/money';
import { nameOf, somethingToChange } from '../../fields/name';
import { pipelineId, readPipelineId } from '../../fields/pipelineId';
import { responsibleId } from '../../fields/responsibleId';
import { updateFields } from '../../fields/updateFields';
import {
	dealAttributes,
	dueDate,
	dueReminder,
	readDealChanges,
	readExpiration,
	sourceId,
	type Expiration,
} from './dealFields';
import { change, look, lookAgain, setAttributes, setExpiration, type DealFound } from './dealSteps';
import { simplifyDeal, type DealChanges } from './record';

interface Changed {
	dealId: number;
	pipelineId: number;
	changes: DealChanges;
	attributes: AttributeValue[];
	expiration?: Expiration | 'none';
}

/** Whether it is won, lost or still open. */
export const status: INodeProperties = {
	displayName: 'Status',
	name: 'status',
	type: 'options',
	options: [
		{ name: 'Active', value: 'active', description: 'Still open' },
		{ name: 'Successful', value: 'successful', description: 'Won' },
		{ name: 'Unsuccessful', value: 'unsuccessful', description: 'Lost' },
	],
	default: 'successful',
	description: 'Whether the deal is won, lost or still open',
};

export const readStatus = ({ options }: ItemParameters): Pick<DealChanges, 'status'> => {
	if (!options.has('status')) return {};
	const word = options.choice('status', ['active', 'successful', 'unsuccessful']);
	return { status: STATUSES[word as keyof typeof STATUSES] };
};

/**
 * Was the due date added as an option and left empty? Then it is to be taken away. An expression that finds
 * nothing says no such thing. (Of null that was typed n8n makes an empty text.)
 *
 * @throws InputProblem for nothing that is not exactly an empty text, and for a reminder of no date
 */
function isDueDateEmptied(item: ItemParameters): boolean {
	const { options } = item;
	if (!options.added('dueDate') || options.hasValue('dueDate')) return false;
	const given = item.raw('options');
	if (!isRecord(given) || given.dueDate !== '') {
		options.fail('dueDate', 'was added but is empty for this item. Fill it in, or remove it');
	}
	if (options.has('dueReminder')) {
		options.fail('dueReminder', "needs a due date. Fill in 'Due Date' as well");
	}
	return true;
}

/** CRM API, "Update deal", which replaces all of it: it is read first and sent along. */
export const update = steps<Changed, DealFound>({
	option: {
		name: 'Update',
		value: 'update',
		action: 'Update a deal',
		description: 'Change a deal, or win or lose it. What is not given stays as it is.',
	},
	fields: [
		dealId,
		{
			...optional(pipelineId),
			description:
				'The pipeline of the deal, whose attributes it has. Not needed without attributes.',
		},
		dealAttributes,
		updateFields(
			currency,
			{
				...dueDate,
				description: `${dueDate.description} Empty means that it is not due any more.`,
			},
			dueReminder,
			nameOf('deal', 'Boat for Ann'),
			price,
			responsibleId,
			sourceId,
			status,
		),
	],
	prepare: async (item) => {
		const { options } = item;
		const changes = { ...(await readDealChanges(item, options)), ...readStatus(item) };
		const expiration = isDueDateEmptied(item) ? 'none' : await readExpiration(item);
		const of = item.has('pipelineId') ? await readPipelineId(item) : 0;
		const attributes = await attributesOf(item, of);
		somethingToChange(item, changes, attributes, expiration ? { expiration } : {});
		return { dealId: await readDealId(item), pipelineId: of, changes, attributes, expiration };
	},
	concerns: ({ dealId: id }) => String(id),
	placeholders: {},
	repeatable: true,
	steps: ({ dealId: id, pipelineId: of, changes, attributes, expiration }) => [
		look<DealFound>(() => id),
		...setAttributes<DealFound>(of, attributes),
		...setExpiration<DealFound>(expiration),
		change<DealFound>(() => changes),
		lookAgain<DealFound>(),
	],
	output: ({ deal }) => deal,
	simplify: simplifyDeal,
	counts: { noun: 'deals', done: 'updated' },
});

async function attributesOf(item: ItemParameters, pipeline: number): Promise<AttributeValue[]> {
	if (pipeline !== 0) {
		return await readAttributes(item, pipelineAttributes(pipeline), { clearing: true });
	}
	if (hasAttributes(item, { clearing: true })) {
		item.fail('pipelineId', 'is empty. Pick the pipeline of the deal: it has the attributes');
	}
	return [];
}

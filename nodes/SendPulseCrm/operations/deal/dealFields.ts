import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { isRecord } from '../../../engine/api/record';
import type { ItemParameters } from '../../../engine/parameters/parameters';
import { momentHint, readMoment } from '../../../fields/moment';
import {
	attributesField,
	pipelineAttributes,
	readAttributes,
	type AttributeValue,
} from '../../fields/attributes';
import { contactId, readOwnContactId } from '../../fields/contactId';
import { optional } from '../../fields/locator';
import { currency, price, readMoney } from '../../fields/money';
import { nameOf, readName } from '../../fields/name';
import { pipelineId, readPipelineId } from '../../fields/pipelineId';
import { readReminder, reminder } from '../../fields/reminder';
import { readResponsibleId, responsibleId } from '../../fields/responsibleId';
import { readStageOrFirst, stageId } from '../../fields/stageId';
import { readSourceId } from '../../fields/dealId';
import type { DealChanges } from './record';

export const sourceId: INodeProperties = {
	displayName: 'Source ID',
	name: 'sourceId',
	type: 'string',
	default: '',
	placeholder: 'e.g. 100245',
	description:
		'The number that another system knows the deal by, like the order number of a shop: a whole number',
};

export const dealAttributes = attributesField('mapDealAttributes', ['pipelineId.value']);

export const dueDate: INodeProperties = {
	displayName: 'Due Date',
	name: 'dueDate',
	type: 'dateTime',
	default: '',
	hint: momentHint,
	description: 'When the deal is due. That may be a day, or a day and a time.',
};

export const dueReminder = reminder('dueReminder', 'Due Reminder', 'the deal is due');

/** The stage that a deal goes to. */
export const dealStage: INodeProperties = {
	...stageId,
	description: 'The stage of the chosen pipeline. Empty means its first one.',
};

/** What creating a deal takes. */
export const dealFields: INodeProperties[] = [
	pipelineId,
	dealStage,
	{
		...nameOf('deal', 'Boat for Ann'),
		description: 'What the deal is called. Without a name SendPulse calls it by its number.',
	},
	price,
	currency,
	{
		...optional(contactId),
		description:
			'The contact that the deal is about. Who may be new is made first, by Create or Update of the resource Contact.',
	},
	dealAttributes,
];

export const dealOptions: INodeProperties[] = [
	dueDate,
	dueReminder,
	{
		displayName: 'More Contact IDs',
		name: 'moreContactIds',
		type: 'string',
		default: '',
		placeholder: 'e.g. 502, 503',
		description: 'Further contacts of the deal: a list of IDs, or IDs with commas',
	},
	responsibleId,
	sourceId,
];

/** When a deal is due, as PUT /deals/{id}/expiration takes it. */
export type Expiration = { date: string; time?: string; notifyIn?: string };

/**
 * @returns undefined where there is none
 * @throws InputProblem
 */
export async function readExpiration(item: ItemParameters): Promise<Expiration | undefined> {
	const { options } = item;
	if (!options.has('dueDate')) {
		if (options.has('dueReminder')) {
			options.fail('dueReminder', "needs a due date. Add 'Due Date' as well");
		}
		return undefined;
	}
	const [date, time] = (await readMoment(item, options, 'dueDate', 'end')).split(' ');
	return {
		date,
		// The end of the day is what a day without a time stands for.
		...(time === '23:59:59' ? {} : { time: time.slice(0, 5) }),
		...(options.has('dueReminder') ? { notifyIn: readReminder(options, 'dueReminder') } : {}),
	};
}

/** Does a deal have this already? */
export const isDueThen = (known: unknown, { date, time, notifyIn }: Expiration): boolean =>
	isRecord(known) &&
	known.date === date &&
	String(known.time ?? '').slice(0, 5) === (time ?? '') &&
	(notifyIn === undefined || known.notifyIn === notifyIn);

/** What an item says of a deal that is to be there. */
export interface Wanted {
	pipelineId: number;
	stageId: number;
	fields: DealChanges;
	contactIds: number[];
	attributes: AttributeValue[];
	expiration?: Expiration;
}

const LONGEST_NAME = 255;

/** Name, price and the like, as far as they are filled in, under the API's names. */
export async function readDealChanges(
	item: ItemParameters,
	values = item.options as Pick<ItemParameters, 'has'> & ItemParameters['options'],
): Promise<DealChanges> {
	const { options } = item;
	const responsible = await readResponsibleId(item);
	return {
		...(values.has('name') ? { name: readName(values, LONGEST_NAME) } : {}),
		...readMoney(values),
		...(responsible === undefined ? {} : { responsibleId: responsible }),
		...(options.has('sourceId') ? { sourceId: readSourceId(options, 'sourceId') } : {}),
	};
}

/** @throws InputProblem */
export async function readWanted(item: ItemParameters): Promise<Wanted> {
	const { options } = item;
	const of = { pipelineId: await readPipelineId(item) };
	const contacts = [
		...(item.has('contactId') ? [await readOwnContactId(item)] : []),
		...(options.has('moreContactIds') ? options.ids('moreContactIds') : []),
	];
	const fields = await readDealChanges(item, item);
	return {
		...of,
		stageId: await readStageOrFirst(item, of),
		fields,
		contactIds: [...new Set(contacts)],
		attributes: await readAttributes(item, pipelineAttributes(of.pipelineId)),
		expiration: await readExpiration(item),
	};
}

/** The body of POST /deals. */
export const newDeal = (wanted: Wanted): IDataObject => ({
	pipelineId: wanted.pipelineId,
	stepId: wanted.stageId,
	...wanted.fields,
	...(wanted.contactIds.length > 0 ? { contact: wanted.contactIds } : {}),
	...(wanted.attributes.length > 0
		? {
				attributes: wanted.attributes.map(({ definition, value }) => ({
					attributeId: definition.id,
					value,
				})),
			}
		: {}),
});

import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { isRecord } from '../../../engine/api/record';
import type { ItemParameters } from '../../../engine/parameters/parameters';
import { contactId, readContactId } from '../../fields/contactId';
import { dealId, readDealId } from '../../fields/dealId';
import { recordIn } from '../../fields/contactRecord';
import { taskId } from '../../fields/taskId';

const OPTIONS = [
	{ name: 'Contact', value: 'contact' },
	{ name: 'Deal', value: 'deal' },
	{ name: 'Task', value: 'task' },
];

export type NoteOwner = 'contact' | 'deal' | 'task';

/** Where the notes of an owner stand: the API calls them comments. */
const PATHS = { contact: 'contacts', deal: 'deals', task: 'tasks' } as const;

/** The owner of a note, under the name that the output repeats. */
export interface Owned {
	path: (typeof PATHS)[NoteOwner];
	id: number;
	/** `{ contactId: 501 }` */
	named: IDataObject;
}

const ALL: readonly NoteOwner[] = ['contact', 'deal', 'task'];

const shownFor = (owner: NoteOwner, field: INodeProperties): INodeProperties => ({
	...field,
	displayOptions: { show: { noteOf: [owner] } },
});

const LOCATORS = { contact: contactId, deal: dealId, task: taskId } as const;

/** Parameters that say whose note it is, of those owners. */
export const noteOfFields = (owners: readonly NoteOwner[] = ALL): INodeProperties[] => [
	{
		displayName: 'Note Of',
		name: 'noteOf',
		type: 'options',
		options: OPTIONS.filter(({ value }) => owners.some((owner) => owner === value)),
		default: 'contact',
		description: 'What the note is about',
	},
	...owners.map((owner) => shownFor(owner, LOCATORS[owner])),
];

/** @throws InputProblem */
export async function readOwner(
	item: ItemParameters,
	owners: readonly NoteOwner[] = ALL,
): Promise<Owned> {
	const owner = item.choice('noteOf', owners) as NoteOwner;
	const id =
		owner === 'contact'
			? await readContactId(item)
			: owner === 'deal'
				? await readDealId(item)
				: item.id('taskId');
	return { path: PATHS[owner], id, named: { [`${owner}Id`]: id } };
}

export const noteIdField: INodeProperties = {
	displayName: 'Note ID',
	name: 'noteId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 5210',
	description: 'ID of the note, as Get Many gives it',
};

export const noteText: INodeProperties = {
	displayName: 'Text',
	name: 'text',
	type: 'string',
	typeOptions: { rows: 4 },
	default: '',
	required: true,
	placeholder: 'e.g. Wants an offer by Friday',
	description: 'Text of the note, 65,535 characters at the most',
};

const LONGEST = 65_535;

/** @throws InputProblem for none, and for one that is too long */
export function readNoteText(item: ItemParameters): string {
	const text = item.message('text');
	if (text.length <= LONGEST) return text;
	return item.fail('text', `has ${text.length} characters, and notes take 65,535`);
}

/** What is done to the notes of one owner keeps its order. */
export const concernsOwner = ({ path, id }: Owned) => `${path} ${id}`;

/** A note with its text as `text`: SendPulse writes it as `text`, `body` or `eventData.text`. */
export function noteRecord(record: IDataObject): IDataObject {
	const { text, body, eventData } = record;
	const ofEvent = isRecord(eventData) ? eventData.text : undefined;
	return { ...record, text: (text ?? body ?? ofEvent ?? '') as string };
}

export const noteIn = (body: unknown): IDataObject => noteRecord(recordIn(body));

import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { ItemParameters } from '../../../engine/parameters/parameters';
import { succeeded } from '../../../engine/run/outcome';
import { contactId, readContactId } from '../../fields/contactId';
import type { RecordFound } from '../../fields/parts';
import {
	concernsOfTags,
	idOfTag,
	madeTags,
	NEW_TAG,
	readTags,
	tagIds,
	type MadeTags,
	type Tag,
} from '../../fields/tagIds';

export interface Assignment {
	contactId: number;
	tags: Tag[];
	made: MadeTags;
}

/** @throws InputProblem for no tag, and for one that there is not, unless it is to be made */
export async function readAssignment(item: ItemParameters, create: boolean): Promise<Assignment> {
	const tags = await readTags(item, item, create);
	if (tags.length === 0) item.fail('tagIds', 'is empty. Choose at least one tag');
	return { contactId: await readContactId(item), tags, made: await madeTags(item) };
}

/** What assigning and unassigning share. */
export const assignment = {
	fields: [contactId, { ...tagIds(['contactId.value']), required: true }] as INodeProperties[],
	concerns: ({ contactId: id, tags }: Assignment) => [String(id), ...concernsOfTags(tags)],
	placeholders: { newTag: NEW_TAG } as Partial<Record<keyof RecordFound, string>>,
	repeatable: true,
	output: (_: RecordFound, { contactId: id, tags, made }: Assignment): IDataObject =>
		succeeded({ contactId: id, tagIds: tags.map((tag) => idOfTag(tag, made)) }),
};

import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { InputProblem } from '../../../engine/api/inputProblem';
import { steps } from '../../../engine/run/operation';
import { recordIn } from '../../fields/contactRecord';
import { givesRecord } from '../../fields/records';
import { tagId, tagsIn, tagsRequest } from '../../fields/tagIds';
import { put } from '../../product';
import { readTagColors, readTagName, tagColors, tagName } from './tag';

const updateFields: INodeProperties = {
	displayName: 'Update Fields',
	name: 'options',
	type: 'collection',
	placeholder: 'Add field',
	default: {},
	options: [tagColors[0], tagName, tagColors[1]],
};

interface Wanted {
	tagId: number;
	given: IDataObject;
}

interface Found {
	tag?: IDataObject;
	updated?: IDataObject;
}

/** What it has of name and colors. */
const lookOf = ({ name, colorText, colorBackground }: IDataObject): IDataObject => ({
	name,
	...(colorText ? { colorText } : {}),
	...(colorBackground ? { colorBackground } : {}),
});

/** CRM API, "Update contact tag", which wants the name in any case. */
export const update = steps<Wanted, Found>({
	option: {
		name: 'Update',
		value: 'update',
		action: 'Update a tag',
		description: 'Change the name or the colors of a tag',
	},
	fields: [tagId, updateFields],
	prepare: (item) => {
		const { options } = item;
		const given = {
			...(options.has('name') ? { name: readTagName(options) } : {}),
			...readTagColors(options),
		};
		if (Object.keys(given).length === 0) item.fail('options', 'has nothing to change. Add a field');
		return { tagId: item.id('tagId'), given };
	},
	concerns: ({ tagId: id }) => String(id),
	placeholders: {},
	steps: ({ tagId: id, given }) => [
		{
			effect: 'read',
			about: 'the tag',
			request: () => tagsRequest(),
			learn: (body) => {
				const tag = tagsIn(body).find((one) => Number(one.id) === id);
				if (!tag) throw new InputProblem(`SendPulse has no tag ${id}. Pick it from the list.`);
				return { tag };
			},
		},
		{
			effect: 'write',
			about: 'the tag',
			repeatable: true,
			confirmed: givesRecord,
			request: ({ tag }) => {
				return { ...put`/contact-tags/${id}`, body: { ...lookOf(tag!), ...given } };
			},
			learn: (body) => ({ updated: recordIn(body) }),
			done: () => `Tag ${id} is changed`,
		},
	],
	output: ({ updated }) => updated!,
	counts: { noun: 'tags', done: 'updated' },
});

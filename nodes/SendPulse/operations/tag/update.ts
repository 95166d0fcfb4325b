import type { IDataObject } from 'n8n-workflow';
import { InputProblem } from '../../../engine/inputProblem';
import { write } from '../../../engine/operation';
import { get, put } from '../../../engine/request';
import { tagId } from '../../../fields/tagId';
import { queued } from './queued';
import { readColor, tagColor, tagName } from './tagFields';

/** OpenAPI, bulk e-mail: PUT /tags/{id}, which wants name and color. */
export const update = write({
	option: {
		name: 'Update',
		value: 'update',
		action: 'Update a tag',
		description: 'Change the name or the color of a tag. SendPulse queues this.',
	},
	fields: [
		tagId,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [tagColor, tagName],
		},
	],
	prepare: (item) => {
		const { options } = item;
		const name = options.has('name') ? options.text('name') : undefined;
		const color = options.has('color') ? readColor(options) : undefined;
		if (name === undefined && color === undefined) {
			item.fail('options', 'has nothing to change. Add a name or a color');
		}
		return { tagId: item.id('tagId'), name, color };
	},
	repeatable: true,
	concerns: ({ tagId }) => String(tagId),
	request: async ({ tagId, name, color }, client) => {
		const request = put`/tags/${tagId}`;
		if (name !== undefined && color !== undefined) return { ...request, body: { name, color } };
		const { tags } = (await client.send(get`/tags`)) as { tags: IDataObject[] };
		const known = tags.find(({ id }) => Number(id) === tagId);
		if (!known)
			throw new InputProblem(`There is no tag with the ID ${tagId}. Pick it from the list.`);
		return { ...request, body: { name: name ?? known.name, color: color ?? known.color } };
	},
	output: (body, { tagId }) => queued(body, { tagId }),
	counts: { noun: 'tags', done: 'updated' },
});

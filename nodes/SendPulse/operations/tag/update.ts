import { write } from '../../../engine/operation';
import type { ItemParameters } from '../../../engine/parameters';
import { get, put } from '../../../engine/request';
import { tagId as tagIdField } from '../../../fields/tagId';
import { tagsIn } from '../../../fields/tags';
import { queued } from './queued';
import { readColor, tagColor, tagName } from './tagFields';

interface Look {
	name: string;
	color: string;
}

/** Each tag as it will be once the items before this one have been dealt with. */
const earlierChanges = async (item: ItemParameters) =>
	await item.lookUp('changes of tags', async () => new Map<number, Look>());

/** SendPulse only queues a change: an earlier one of this run is not in its list yet. */
async function present(item: ItemParameters, tagId: number): Promise<Look> {
	const known = await item.lookUp('tags', async (client) => tagsIn(await client.send(get`/tags`)));
	return (
		(await earlierChanges(item)).get(tagId) ??
		known.find(({ id }) => Number(id) === tagId) ??
		item.fail('tagId', `is not the ID of a tag: '${tagId}'. Pick the tag from the list`)
	);
}

/** OpenAPI, bulk e-mail: PUT /tags/{id}, which wants name and color. */
export const update = write({
	option: {
		name: 'Update',
		value: 'update',
		action: 'Update a tag',
		description: 'Change the name or the color of a tag. SendPulse queues this.',
	},
	fields: [
		tagIdField,
		{
			displayName: 'Update Fields',
			name: 'options',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [tagColor, tagName],
		},
	],
	prepare: async (item) => {
		const { options } = item;
		const tagId = item.id('tagId');
		const given: Partial<Look> = {
			...(options.has('name') ? { name: options.text('name') } : {}),
			...(options.has('color') ? { color: readColor(options) } : {}),
		};
		if (Object.keys(given).length === 0) {
			item.fail('options', 'has nothing to change. Add a name or a color');
		}
		const missing = given.name === undefined || given.color === undefined;
		const { name, color } = missing ? await present(item, tagId) : (given as Look);
		const look = { name, color, ...given };
		if (!options.flag('preview')) (await earlierChanges(item)).set(tagId, look);
		return { tagId, ...look };
	},
	repeatable: true,
	concerns: ({ tagId }) => String(tagId),
	request: ({ tagId, name, color }) => ({ ...put`/tags/${tagId}`, body: { name, color } }),
	output: (body, input) => queued(body, input),
	counts: { noun: 'tags', done: 'updated' },
});

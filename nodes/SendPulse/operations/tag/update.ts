import { saysSuccess } from '../../../engine/api/confirmed';
import { write } from '../../../engine/run/operation';
import type { ItemParameters } from '../../../engine/parameters/parameters';
import { tagId as tagIdField } from '../../fields/tagId';
import { tagsIn } from '../../fields/tags';
import { get, put } from '../../product';
import { queued } from './queued';
import { readColor, tagColor, tagName } from './tagFields';

interface Look {
	name: string;
	color: string;
}

async function listed(item: ItemParameters, tagId: number): Promise<Look> {
	const known = await item.lookUp('tags', async (client) => tagsIn(await client.send(get`/tags`)));
	return (
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
		const whole = given.name !== undefined && given.color !== undefined;
		// All items of a run give the same half, so that none of them undoes what another one changed.
		const { name, color } = whole ? (given as Look) : await listed(item, tagId);
		return { tagId, look: { name, color, ...given } };
	},
	repeatable: true,
	concerns: ({ tagId }) => String(tagId),
	confirmed: saysSuccess,
	request: ({ tagId, look }) => ({ ...put`/tags/${tagId}`, body: { ...look } }),
	output: (body, { tagId, look }) => queued(body, { tagId, ...look }),
	counts: { noun: 'tags', done: 'updated' },
});

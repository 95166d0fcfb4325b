import { saysSuccess } from '../../../engine/api/confirmed';
import { write } from '../../../engine/run/operation';
import { post } from '../../product';
import { queued } from './queued';
import { readColor, tagColor, tagName } from './tagFields';

/** OpenAPI, bulk e-mail: POST /tags. */
export const create = write({
	option: {
		name: 'Create',
		value: 'create',
		action: 'Create a tag',
		description: 'Create a tag. SendPulse queues this, so its ID is not known at once.',
	},
	fields: [
		{ ...tagName, required: true },
		{ ...tagColor, required: true },
	],
	prepare: (item) => ({ name: item.text('name'), color: readColor(item) }),
	repeatable: false,
	confirmed: saysSuccess,
	request: (input) => ({ ...post`/tags`, body: input }),
	output: queued,
	counts: { noun: 'tags', done: 'created' },
});

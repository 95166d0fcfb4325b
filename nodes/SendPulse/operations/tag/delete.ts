import { saysSuccess } from '../../../engine/api/confirmed';
import { write } from '../../../engine/run/operation';
import { tagId } from '../../fields/tagId';
import { del } from '../../product';
import { queued } from './queued';

/** OpenAPI, bulk e-mail: DELETE /tags/{id}. */
export const remove = write({
	option: {
		name: 'Delete',
		value: 'delete',
		action: 'Delete a tag',
		description: 'Delete a tag for good. SendPulse queues this.',
	},
	fields: [tagId],
	prepare: (item) => ({ tagId: item.id('tagId') }),
	repeatable: true,
	// Not documented: only where an attempt before may have worked, and SendPulse itself says so.
	alreadyDone: ({ status, own }) => status === 404 && own,
	concerns: ({ tagId }) => String(tagId),
	confirmed: saysSuccess,
	request: ({ tagId }) => del`/tags/${tagId}`,
	output: (body, input) => queued(body, input),
	counts: { noun: 'tags', done: 'deleted' },
});

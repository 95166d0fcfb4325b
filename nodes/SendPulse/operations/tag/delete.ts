import type { ItemParameters } from '../../../engine/parameters/parameters';
import { saysSuccess } from '../../../engine/api/confirmed';
import { removal } from '../../../engine/run/thing';
import { tagId } from '../../fields/tagId';
import { del, emailService } from '../../product';
import { queued } from './queued';

const oneTag = {
	product: emailService,
	noun: 'tags',
	fields: [tagId],
	read: (item: ItemParameters) => ({ tagId: item.id('tagId') }),
};

/** OpenAPI, bulk e-mail: DELETE /tags/{id}. */
export const remove = removal(oneTag, {
	option: {
		name: 'Delete',
		value: 'delete',
		action: 'Delete a tag',
		description: 'Delete a tag for good. SendPulse queues this.',
	},
	request: ({ tagId }) => del`/tags/${tagId}`,
	confirmed: saysSuccess,
	output: (body, tag) => queued(body, { ...tag }),
});

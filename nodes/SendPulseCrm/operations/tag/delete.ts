import { removal } from '../../../engine/run/thing';
import { del } from '../../product';
import { oneTag } from './tag';

/** CRM API, "Delete contact tag". */
export const remove = removal(oneTag, {
	option: {
		name: 'Delete',
		value: 'delete',
		action: 'Delete a tag',
		description: 'Delete a tag, which all contacts lose with it',
	},
	request: ({ tagId }) => del`/contact-tags/${tagId}`,
});

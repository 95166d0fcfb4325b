import type { Resource } from '../../../engine/run/catalogue';
import { add } from './add';
import { remove } from './delete';

export const attachment: Resource = {
	option: {
		name: 'Attachment',
		value: 'attachment',
		description: 'A file of a contact, a deal or a task',
	},
	defaultOperation: 'add',
	operations: [add, remove],
};

import { removal, type Thing } from '../../../engine/run/thing';
import { crm, del } from '../../product';

const oneAttachment: Thing<{ attachmentId: number }> = {
	product: crm,
	noun: 'attachments',
	fields: [
		{
			displayName: 'Attachment ID',
			name: 'attachmentId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 9301',
			description: 'The ID of the attachment, as Add gives it',
		},
	],
	read: (item) => ({ attachmentId: item.id('attachmentId') }),
};

/** CRM API, "Delete attachment". */
export const remove = removal(oneAttachment, {
	option: {
		name: 'Delete',
		value: 'delete',
		action: 'Delete an attachment',
		description: 'Take a file from what it is attached to',
	},
	request: ({ attachmentId: id }) => del`/attachments/${id}`,
});

import type { IDataObject } from 'n8n-workflow';
import { read } from '../../../engine/operation';
import { get as GET } from '../../../engine/request';
import { mailingListId } from '../../../fields/mailingListId';

/** Bulk Email Service API, "Get mailing list information". */
export const get = read({
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get a mailing list',
		description: 'Get the name, the status and the numbers of contacts of a mailing list',
	},
	fields: [mailingListId],
	prepare: (item) => ({ mailingListId: item.id('mailingListId') }),
	request: ({ mailingListId }) => GET`/addressbooks/${mailingListId}`,
	// The API answers with an array of one.
	output: (body) => body as IDataObject[],
});

import { listing } from '../../../engine/run/operation';
import { mailingListId } from '../../../fields/mailingListId';
import { contactRecord } from '../../fields/records';
import { contactsRequest, filters, identify, readContactList, totalRequest } from './contactList';

/** Bulk Email Service API, "Get a list of emails from a mailing list". */
export const getMany = listing({
	option: {
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many contacts',
		description: 'Get many contacts of a mailing list, with their variables',
	},
	fields: [mailingListId, filters],
	prepare: readContactList,
	request: contactsRequest,
	output: (record, { mailingListId }) => contactRecord(record, mailingListId),
	identify,
	total: totalRequest,
});

import type { INodeProperties } from 'n8n-workflow';
import { read } from '../../../engine/run/operation';
import { recordsOf } from '../../../engine/run/outcome';
import { mailingListId } from '../../../fields/mailingListId';
import { contactRecord } from '../../fields/records';
import { get } from '../../product';

export const variableName: INodeProperties = {
	displayName: 'Variable Name or ID',
	name: 'variableName',
	type: 'options',
	typeOptions: {
		loadOptionsMethod: 'getListVariables',
		loadOptionsDependsOn: ['mailingListId.value'],
	},
	default: '',
	required: true,
	description:
		'The variable to search by. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};

export const variableValue: INodeProperties = {
	displayName: 'Variable Value',
	name: 'variableValue',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. Kyiv',
	description: 'The value that the contacts have. Dates are written like 2019-02-01.',
};

/** Those who have the value. @throws ApiFailure for an answer that is no list */
export const contactsWith = (body: unknown) => recordsOf(body, 'who has this value');

/** Bulk Email Service API, "Get all of the contacts in a mailing list by variable". */
export const search = read({
	option: {
		name: 'Search',
		value: 'search',
		action: 'Search contacts by a variable',
		description: 'Find the contacts of a mailing list that have a certain value in a variable',
	},
	fields: [mailingListId, variableName, variableValue],
	prepare: (item) => ({
		mailingListId: item.id('mailingListId'),
		name: item.text('variableName'),
		value: item.text('variableValue'),
	}),
	request: ({ mailingListId, name, value }) =>
		get`/addressbooks/${mailingListId}/variables/${name}/${value}`,
	output: (body, { mailingListId }) =>
		contactsWith(body).map((record) => contactRecord(record, mailingListId)),
});

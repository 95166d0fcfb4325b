import type { INodeProperties } from 'n8n-workflow';
import { shown, type Values } from '../../engine/parameters/parameters';

export const emailId: INodeProperties = {
	displayName: 'Email',
	name: 'emailId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The e-mail to look up',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select an email...',
			typeOptions: { searchListMethod: 'searchEmails', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. pzkic9-0afezp-fc',
			hint: 'Send gives the ID of each e-mail',
		},
	],
};

/** @throws InputProblem for what is no ID of an e-mail: letters, digits and dashes (SMTP service API) */
export function readEmailId(values: Values): string {
	const id = values.text('emailId');
	if (/^\w[\w-]{0,99}$/.test(id)) return id;
	return values.fail('emailId', `has to be an ID like pzkic9-0afezp-fc, not ${shown(id)}`);
}

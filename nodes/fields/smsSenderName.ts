import type { INodeProperties } from 'n8n-workflow';
import { shown, type Values } from '../engine/parameters/parameters';

/** Bulk SMS API, "Create a campaign": so many characters at the most. */
const LONGEST = 11;

export const smsSenderName: INodeProperties = {
	displayName: 'Sender Name',
	name: 'senderName',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The name that messages come from, registered in SendPulse and active',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a sender name...',
			typeOptions: { searchListMethod: 'searchSmsSenders', searchable: true },
		},
		{
			displayName: 'By Name',
			name: 'name',
			type: 'string',
			placeholder: 'e.g. FlowerShop',
		},
	],
};

/** @throws InputProblem for none, and for one that is too long */
export function readSmsSenderName(values: Values, name = smsSenderName.name): string {
	const sender = values.text(name);
	if (sender.length <= LONGEST) return sender;
	return values.fail(name, `has more than ${LONGEST} characters: ${shown(sender)}`);
}

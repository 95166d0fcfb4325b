import type { IDataObject } from 'n8n-workflow';
import { write } from '../../../engine/run/operation';
import { asRecords, succeeded } from '../../../engine/run/outcome';
import type { ItemParameters } from '../../../engine/parameters/parameters';
import { popups, post } from '../../product';

/** Characters (OpenAPI, pop-ups: the example of its 400). */
const LONGEST_NAME = 255;

function readName(item: ItemParameters): string {
	const name = item.text('name');
	const { length } = [...name];
	if (length <= LONGEST_NAME) return name;
	return item.fail('name', `has ${length} characters, and SendPulse takes ${LONGEST_NAME}`);
}

/** Pop-Ups API, "Create a project". */
export const create = write({
	option: {
		name: 'Create',
		value: 'create',
		action: 'Create a project',
		description: 'Create a project for a website. Its code has to be put into the website.',
	},
	fields: [
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Flower shop',
			description: 'Name of the project in SendPulse, of 255 characters at the most',
		},
		{
			displayName: 'Website URL',
			name: 'url',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://example.com',
			description: 'The address of the website',
		},
	],
	prepare: (item) => ({ name: readName(item), url: item.webAddress('url') }),
	// It would be there twice.
	repeatable: false,
	whereToLook: "with 'Get Many' of the resource Project",
	neverAlike: 'create the same project',
	confirmed: popups.done,
	request: (body) => ({ ...post`/widgets`, body: { ...body } as IDataObject }),
	output: (answer, { name }) => asRecords(answer)[0] ?? succeeded({ name }),
	counts: { noun: 'projects', done: 'created' },
});

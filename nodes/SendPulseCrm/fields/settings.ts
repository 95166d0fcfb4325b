import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Values } from '../../engine/parameters/parameters';

/** Which names there are no document says (OpenAPI of the CRM, Setting). */
export const settings: INodeProperties = {
	displayName: 'Settings',
	name: 'settings',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add setting',
	default: {},
	description:
		'Settings of the pipeline by the names that Get Many shows. They replace all there are.',
	options: [
		{
			displayName: 'Setting',
			name: 'setting',
			values: [
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. currency',
					description: 'What is set, as Get Many shows it',
				},
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
					placeholder: 'e.g. EUR',
					description: 'What it is set to',
				},
			],
		},
	],
};

/** @throws InputProblem for a setting without a name, and where it was added without any */
export const readSettings = (values: Values): IDataObject[] =>
	values.rows('settings', 'setting').map((row) => ({
		name: row.text('name'),
		value: row.optionalText('value'),
	}));

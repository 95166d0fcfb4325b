import type { INodeProperties } from 'n8n-workflow';

export const courseId: INodeProperties = {
	displayName: 'Course',
	name: 'courseId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The course to work with',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a course...',
			typeOptions: { searchListMethod: 'searchCourses', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 3120',
			hint: 'Get Many of the resource Course gives the ID of each course',
			validation: [
				{
					type: 'regex',
					properties: { regex: '^\\s*[0-9]+\\s*$', errorMessage: 'The ID is a whole number' },
				},
			],
		},
	],
};

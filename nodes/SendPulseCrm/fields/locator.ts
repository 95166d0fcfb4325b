import type { INodeProperties, INodePropertyMode } from 'n8n-workflow';

interface Located {
	displayName: string;
	name: string;
	description: string;
	/** Of what is picked: "Select a **contact**...". */
	noun: string;
	searchListMethod: string;
	/** What else it is found by, beside the list and the ID. */
	by?: INodePropertyMode[];
}

const byId: INodePropertyMode = {
	displayName: 'By ID',
	name: 'id',
	type: 'string' as const,
	placeholder: 'e.g. 4711',
	validation: [
		{
			type: 'regex',
			properties: { regex: '^\\s*[0-9]+\\s*$', errorMessage: 'The ID is a whole number' },
		},
	],
};

/** A parameter that names one record: from a list, by its ID, or by what people have of it. */
export const locator = ({
	noun,
	searchListMethod,
	by = [],
	...field
}: Located): INodeProperties => ({
	...field,
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: `Select a ${noun}...`,
			typeOptions: { searchListMethod, searchable: true },
		},
		byId,
		...by,
	],
});

/** The same for a collection, whose entries n8n does not require. */
export function optional({ required, ...field }: INodeProperties): INodeProperties {
	void required;
	return field;
}

/** A mode of text. */
export const byText = (
	displayName: string,
	name: string,
	placeholder: string,
): INodePropertyMode => ({ displayName, name, type: 'string' as const, placeholder });

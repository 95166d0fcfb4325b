import type { INodeProperties } from 'n8n-workflow';
import type { ItemParameters } from '../../engine/parameters/parameters';

/** What SendPulse knows by its name: picked from a list, or typed. */
const byName = (
	displayName: string,
	name: string,
	description: string,
	{ noun, searchListMethod }: { noun: string; searchListMethod: string },
): INodeProperties => ({
	displayName,
	name,
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description,
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: `Select a ${noun}...`,
			typeOptions: { searchListMethod, searchable: true },
		},
		{ displayName: 'By Name', name: 'name', type: 'string', placeholder: `e.g. my_${noun}` },
	],
});

export const tag = byName('Tag', 'tag', 'A tag of the bot', {
	noun: 'tag',
	searchListMethod: 'searchTags',
});

export const variable = byName('Variable', 'variable', "A variable of the bot's contacts", {
	noun: 'variable',
	searchListMethod: 'searchVariables',
});

export const tags: INodeProperties = {
	displayName: 'Tag Names or IDs',
	name: 'tags',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getTags', loadOptionsDependsOn: ['channel', 'botId.value'] },
	default: [],
	required: true,
	description:
		'Tags of the bot, by their names. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};

/** @throws InputProblem when there is none */
export function readTags(item: ItemParameters): string[] {
	const names = item.list('tags');
	return names.length > 0 ? names : item.fail('tags', 'is empty. Choose at least one tag');
}

import type { INodeProperties } from 'n8n-workflow';
import { shown, type ItemParameters, type Values } from '../../../engine/parameters/parameters';
import type { Thing } from '../../../engine/run/thing';
import { tagId } from '../../fields/tagIds';
import { crm } from '../../product';

/** What is done with one tag. */
export const oneTag: Thing<{ tagId: number }> = {
	product: crm,
	noun: 'tags',
	fields: [tagId],
	read: (item: ItemParameters) => ({ tagId: item.id('tagId') }),
};

/** The longest name of a new tag (CRM API, "Create contact tag"). */
const LONGEST = 64;

export const tagName: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	placeholder: 'e.g. VIP',
	description: 'Name of the tag, 64 characters at the most',
};

const colorField = (displayName: string, name: string, initial: string): INodeProperties => ({
	displayName,
	name,
	type: 'color',
	default: initial,
	description: `Color like ${initial}`,
});

export const tagColors: INodeProperties[] = [
	colorField('Background Color', 'backgroundColor', '#009fc1'),
	colorField('Text Color', 'textColor', '#ffffff'),
];

/** @throws InputProblem for none, and for one that is too long */
export function readTagName(values: Values): string {
	const name = values.text('name');
	if (name.length <= LONGEST) return name;
	return values.fail('name', `has ${name.length} characters, and tags take ${LONGEST}`);
}

/** Colors under the API's names; only those that are given. */
export function readTagColors(options: Values): { colorText?: string; colorBackground?: string } {
	return {
		...(options.has('textColor') ? { colorText: readColor(options, 'textColor') } : {}),
		...(options.has('backgroundColor')
			? { colorBackground: readColor(options, 'backgroundColor') }
			: {}),
	};
}

function readColor(options: Values, name: string): string {
	const color = options.text(name);
	if (/^#[0-9a-f]{6}$/i.test(color)) return color.toLowerCase();
	return options.fail(name, `has to be a color like #009fc1, not ${shown(color)}`);
}

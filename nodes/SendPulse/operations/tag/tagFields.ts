import type { INodeProperties } from 'n8n-workflow';
import type { Values } from '../../../engine/parameters/parameters';

export const tagName: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	placeholder: 'e.g. VIP',
	description: 'Name of the tag',
};

export const tagColor: INodeProperties = {
	displayName: 'Color',
	name: 'color',
	type: 'color',
	default: '#009fc1',
	description: 'Color of the tag, like #009fc1',
};

/** A color as #rrggbb. */
export function readColor(values: Values): string {
	const color = values.text('color');
	if (/^#[0-9a-f]{6}$/i.test(color)) return color.toLowerCase();
	return values.fail('color', `has to be a color like #009fc1, not '${color.slice(0, 60)}'`);
}

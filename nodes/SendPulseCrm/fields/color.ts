import type { INodeProperties } from 'n8n-workflow';
import { shown, type Values } from '../../engine/parameters/parameters';

export const color: INodeProperties = {
	displayName: 'Color',
	name: 'color',
	type: 'color',
	default: '#0AA5CD',
	description: 'The color in which SendPulse shows it',
};

/** @throws InputProblem for what is no color */
export function readColor(values: Values): string {
	const text = values.text('color');
	if (/^(#[0-9a-f]{3}|#[0-9a-f]{6}|[a-z]+)$/i.test(text)) return text;
	return values.fail('color', `has to be a color like #0AA5CD, not ${shown(text)}`);
}

import type { INodeProperties } from 'n8n-workflow';
import type { Values } from '../../engine/parameters/parameters';

/** OpenAPI, web push. */
const MOST_BUTTONS = 2;

/** For the collection `options`. */
export const buttonsOption: INodeProperties = {
	displayName: 'Buttons',
	name: 'buttons',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add button',
	default: {},
	description: 'Up to two buttons below the text. Not every browser shows them.',
	options: [
		{
			displayName: 'Button',
			name: 'button',
			values: [
				{
					displayName: 'Text',
					name: 'text',
					type: 'string',
					default: '',
					placeholder: 'e.g. To the shop',
					description: 'What stands on the button',
				},
				{
					displayName: 'Link',
					name: 'link',
					type: 'string',
					default: '',
					placeholder: 'e.g. https://example.com/roses',
					description: 'The page that the button opens',
				},
			],
		},
	],
};

/**
 * The buttons, if there are any.
 *
 * @throws InputProblem for a third one, and for one without text or link
 */
export function readButtons(options: Values): Array<{ text: string; link: string }> {
	const rows = options.rows('buttons', 'button');
	if (rows.length > MOST_BUTTONS) {
		options.fail('buttons', `has ${rows.length} buttons, and SendPulse takes ${MOST_BUTTONS}`);
	}
	return rows.map((row) => ({ text: row.message('text'), link: row.webAddress('link') }));
}

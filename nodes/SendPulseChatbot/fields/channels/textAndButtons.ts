import type { IDataObject } from 'n8n-workflow';
import type { Button } from '../messageContent';
import { linked, type Shapes } from './channel';

/** Text and buttons as Viber, live chat and TikTok write them: one row for each button. */
export function textAndButtons(
	name: string,
	{ pages }: { pages: boolean },
): Required<Pick<Shapes, 'text' | 'buttons'>> {
	const made = (button: Button) =>
		linked<IDataObject>(name, button, {
			...(pages ? { page: (url: string) => ({ text: button.text, type: 'web_url', url }) } : {}),
			flow: (flowId) => ({ text: button.text, type: 'postback', to_chain_id: flowId }),
		});
	return {
		text: ({ text }) => ({ type: 'text', text: { text } }),
		buttons: ({ text, buttons }) => ({
			type: 'text',
			text: { text, buttons: buttons.map((button) => [made(button)]) },
		}),
	};
}

import { CHANNEL_PATHS } from '../../../fields/chatbots';
import { refuseCaption, type Channel, type Shapes } from './channel';
import { textAndButtons } from './textAndButtons';

const NAME = 'Viber';

/** Viber chatbots service API, "Send a message". */
const shapes: Shapes = {
	...textAndButtons(NAME, { pages: true }),
	image: ({ url, caption }) => {
		refuseCaption(NAME, caption);
		return { type: 'image', image: { file: { is_path_absolute: true, path: url } } };
	},
};

export const viber: Channel = {
	name: NAME,
	path: CHANNEL_PATHS.viber,
	service: 'viber',
	member: 'messages',
	shapes,
	// "Send a campaign" shows no buttons.
	campaigns: { text: shapes.text, image: shapes.image },
};

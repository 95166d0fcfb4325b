import { optionsField } from '../../../engine/run/commonFields';
import { write } from '../../../engine/run/operation';
import { succeeded } from '../../../engine/run/outcome';
import { mailingListId } from '../../../fields/mailingListId';
import {
	campaignOutput,
	contentFields,
	deliveryFields,
	messageOptions,
	readMessage,
} from '../../fields/message';
import { senderId } from '../../fields/senderId';
import { post, viber } from '../../product';

/** Hours (OpenAPI, Viber). */
const LONGEST_STRETCH = 5;

/** Viber API, "Create a Viber campaign", to a mailing list. */
export const create = write({
	option: {
		name: 'Create',
		value: 'create',
		action: 'Create a campaign',
		description: 'Send a Viber message to the phone numbers of a mailing list, later or now',
	},
	fields: [
		senderId,
		{ ...mailingListId, description: 'The mailing list whose phone numbers get the message' },
		...contentFields,
		// There is no test mode: nothing leaves without a date, or a choice.
		...deliveryFields('schedule'),
		{
			...optionsField,
			options: [
				...messageOptions,
				{
					displayName: 'Stretch Time',
					name: 'stretchTime',
					type: 'number',
					typeOptions: { minValue: 0, maxValue: LONGEST_STRETCH },
					default: 0,
					description:
						'Over how many hours the messages are sent, from 0 to 5, so that not everybody answers at once',
				},
			],
		},
	],
	prepare: async (item) => {
		const { options } = item;
		const listId = item.id('mailingListId');
		const stretch = options.has('stretchTime')
			? { stretch_time: options.whole('stretchTime', 0, LONGEST_STRETCH) }
			: {};
		return { message: { ...(await readMessage(item)), ...stretch }, listId };
	},
	// A message must never go out twice.
	repeatable: false,
	whereToLook: "with 'Get Many' of the resource Campaign",
	neverAlike: 'send the same message to the same mailing list',
	confirmed: viber.done,
	request: ({ message, listId }) => ({
		...post`/viber`,
		body: { ...message, address_book: listId },
	}),
	output: (answer, { message, listId }) => {
		const { task_id, ...told } = campaignOutput(answer, message);
		return succeeded({ task_id, mailingListId: listId, ...told });
	},
	counts: { noun: 'campaigns', done: 'created' },
});

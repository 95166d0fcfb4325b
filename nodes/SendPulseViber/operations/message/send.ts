import { optionsField } from '../../../engine/run/commonFields';
import { batched } from '../../../engine/run/operation';
import { succeeded } from '../../../engine/run/outcome';
import { MOST_NUMBERS, tooManyNumbers } from '../../../fields/manyNumbers';
import { defaultCountryCode } from '../../../fields/phone';
import { phones, readPhones } from '../../../fields/phones';
import {
	campaignOutput,
	contentFields,
	deliveryFields,
	messageOptions,
	readMessage,
	type Message,
} from '../../fields/message';
import { senderId } from '../../fields/senderId';
import { post, viber } from '../../product';

/** Viber API, "Create a Viber campaign", to numbers. */
export const send = batched<{ message: Message; phones: string[] }>({
	option: {
		name: 'Send',
		value: 'send',
		action: 'Send a message to phone numbers',
		description:
			'Send a Viber message to phone numbers. Input items with the same content and options share a request, of up to 1,000 numbers.',
	},
	fields: [
		senderId,
		phones,
		...contentFields,
		...deliveryFields('now'),
		{ ...optionsField, options: [defaultCountryCode, ...messageOptions] },
	],
	prepare: async (item) => ({
		message: await readMessage(item),
		phones: readPhones(item, MOST_NUMBERS),
	}),
	effect: 'write',
	// A message must never go out twice.
	repeatable: false,
	whereToLook: "with 'Get Many' of the resource Campaign",
	confirmed: viber.done,
	largest: MOST_NUMBERS,
	group: ({ message }) => message,
	element: ({ phones }) => phones,
	apart: true,
	elementAtFault: tooManyNumbers,
	request: (inputs) => ({
		...post`/viber`,
		body: {
			...inputs[0].message,
			// As numbers, unlike those of SMS.
			recipients: inputs.flatMap(({ phones }) => phones.map(Number)),
		},
	}),
	outputs: (answer, inputs) =>
		inputs.map(({ phones, message }) => {
			const { task_id, ...told } = campaignOutput(answer, message);
			return succeeded({ task_id, phones, ...told });
		}),
	counts: { noun: 'messages', done: 'handed over' },
});

import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../../engine/api/record';
import type { ItemParameters } from '../../../engine/parameters/parameters';
import { batched } from '../../../engine/run/operation';
import { elementsOf, succeeded } from '../../../engine/run/outcome';
import { optionsField } from '../../../engine/run/commonFields';
import { count } from '../../../engine/run/progress';
import { MOST_NUMBERS, tooManyNumbers } from '../../../fields/manyNumbers';
import { defaultCountryCode } from '../../../fields/phone';
import { phones, readPhones } from '../../../fields/phones';
import { smsSenderName } from '../../../fields/smsSenderName';
import { refuseAbove } from '../../fields/cost';
import { countersIn, exceptionsIn } from '../../../fields/counters';
import {
	messageOptions,
	readMessage,
	tellTest,
	testOutput,
	text,
	timingFields,
	type Message,
} from '../../fields/message';
import { post, sms } from '../../product';

/** Numbers that got no message, over all requests of a run. */
interface NotSent {
	numbers: number;
	campaigns: unknown[];
}

interface Addressed extends Message {
	phones: string[];
	notSent: NotSent;
}

const notSentOf = (item: ItemParameters) =>
	item.tally<NotSent>(
		'numbers without a message',
		() => ({ numbers: 0, campaigns: [] }),
		({ numbers, campaigns }) =>
			numbers === 0
				? undefined
				: {
						type: 'warning',
						message: `SendPulse left out ${count(numbers)} phone ${numbers === 1 ? 'number' : 'numbers'}, and does not say which: 'Get Recipients' of the resource Campaign shows who got a message (campaign_id ${campaigns.slice(0, 5).join(', ')}${campaigns.length > 5 ? ', …' : ''}). Nothing was sent again.`,
					},
	);

/** Bulk SMS API, "Create a campaign for a list of phone numbers". */
export const send = batched<Addressed>({
	option: {
		name: 'Send',
		value: 'send',
		action: 'Send a message to phone numbers',
		description:
			'Send a text message to phone numbers. Input items with the same text and options share a request, of up to 1,000 numbers.',
	},
	fields: [
		smsSenderName,
		phones,
		text,
		...timingFields('now'),
		{ ...optionsField, options: [defaultCountryCode, ...messageOptions] },
	],
	prepare: async (item) => {
		const message = await readMessage(item);
		const addressed = { ...message, phones: readPhones(item, MOST_NUMBERS) };
		tellTest(message, item);
		return { ...addressed, notSent: notSentOf(item) };
	},
	effect: 'write',
	// A message must never go out twice.
	repeatable: false,
	whereToLook: "with 'Get Many' of the resource Campaign",
	confirmed: sms.done,
	largest: MOST_NUMBERS,
	group: ({ priced, circumstances, maxPrice }) => ({ ...priced, ...circumstances, maxPrice }),
	element: ({ phones }) => phones,
	apart: true,
	elementAtFault: tooManyNumbers,
	check: async (inputs, client) => {
		const [{ priced, maxPrice }] = inputs;
		if (maxPrice === undefined) return;
		await refuseAbove(maxPrice, client, { ...priced, phones: numbersOf(inputs) });
	},
	request: (inputs) => {
		const [{ priced, circumstances }] = inputs;
		return {
			...post`/sms/send`,
			body: { ...priced, phones: numbersOf(inputs), ...circumstances },
		};
	},
	outputs: (answer, inputs) => {
		const [body] = elementsOf(answer);
		const { campaign_id } = (isRecord(body) ? body : {}) as IDataObject;
		const { notSent } = inputs[0];
		const exceptions = exceptionsIn(answer);
		if (exceptions > 0) {
			notSent.numbers += exceptions;
			notSent.campaigns.push(campaign_id);
		}
		return inputs.map(({ phones, mode }) =>
			succeeded({ campaign_id, phones, counters: countersIn(answer), ...testOutput({ mode }) }),
		);
	},
	counts: { noun: 'messages', done: 'handed over' },
});

const numbersOf = (inputs: Addressed[]) => inputs.flatMap(({ phones }) => phones);

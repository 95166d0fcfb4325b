import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../../engine/api/record';
import { optionsField } from '../../../engine/run/commonFields';
import { write } from '../../../engine/run/operation';
import { elementsOf, succeeded } from '../../../engine/run/outcome';
import { mailingListId } from '../../../fields/mailingListId';
import { smsSenderName } from '../../../fields/smsSenderName';
import { refuseAbove } from '../../fields/cost';
import {
	messageOptions,
	readMessage,
	tellTest,
	testOutput,
	text,
	timingFields,
} from '../../fields/message';
import { post, sms } from '../../product';
import { numbersChecked } from './recipientNumbers';

/** Bulk SMS API, "Create a campaign". */
export const create = write({
	option: {
		name: 'Create',
		value: 'create',
		action: 'Create a campaign',
		description:
			'Send a text message to the phone numbers of a mailing list, now or later. It begins as a test, which sends nothing.',
	},
	fields: [
		smsSenderName,
		{ ...mailingListId, description: 'The mailing list whose phone numbers get the message' },
		{
			...text,
			description: `${text.description} Variables of the mailing list can stand in it as {{name}}.`,
		},
		...timingFields('test'),
		{
			...optionsField,
			options: [
				...messageOptions,
				{
					displayName: 'Use Dynamic List',
					name: 'useDynamicList',
					type: 'boolean',
					default: false,
					description:
						'Whether numbers get a scheduled message too that come into the mailing list after it was created',
				},
				{
					displayName: 'Wait for Numbers',
					name: 'waitForNumbers',
					type: 'boolean',
					default: true,
					description:
						'Whether to wait, for two minutes at most, until SendPulse has checked new numbers of the mailing list. Before that they get nothing.',
				},
			],
		},
	],
	prepare: async (item) => {
		const { options } = item;
		const message = await readMessage(item);
		const listId = item.id('mailingListId');
		const isDynamic = options.flag('useDynamicList');
		if (isDynamic && message.mode !== 'schedule') {
			options.fail('useDynamicList', "is for scheduled messages only. Set 'Send' to Later");
		}
		const waits = !options.has('waitForNumbers') || options.flag('waitForNumbers');
		// Those of a dynamic list may come later still; and a preview is no reason to wait.
		if (waits && !isDynamic && !options.flag('preview')) await numbersChecked(item, listId);
		const { priced, maxPrice } = message;
		if (maxPrice !== undefined) {
			const asked = { ...priced, addressBookId: listId };
			await item.lookUp(
				`price of ${JSON.stringify([asked, maxPrice])}`,
				async (client) => await refuseAbove(maxPrice, client, asked),
			);
		}
		tellTest(message, item);
		return { ...message, listId, isDynamic };
	},
	// A message must never go out twice.
	repeatable: false,
	whereToLook: "with 'Get Many' of the resource Campaign",
	neverAlike: 'send the same message to the same mailing list',
	confirmed: sms.done,
	request: ({ priced, circumstances, listId, isDynamic }) => ({
		...post`/sms/campaigns`,
		body: {
			...priced,
			addressBookId: listId,
			...circumstances,
			...(isDynamic ? { use_dynamic_list: true } : {}),
		},
	}),
	output: (answer, { listId, mode }) => {
		const [body] = elementsOf(answer);
		const { campaign_id } = (isRecord(body) ? body : {}) as IDataObject;
		return succeeded({ campaign_id, mailingListId: listId, ...testOutput({ mode }) });
	},
	counts: { noun: 'campaigns', done: 'created' },
});

import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { either, hasId } from '../../../engine/api/confirmed';
import { jsonText } from '../../../engine/api/request';
import type { ItemParameters } from '../../../engine/parameters/parameters';
import { optionsField } from '../../../engine/run/commonFields';
import { write } from '../../../engine/run/operation';
import { asRecords, succeeded } from '../../../engine/run/outcome';
import type { Slot } from '../../../engine/run/slots';
import {
	LATER,
	NOW,
	readSendDate,
	refusePassed,
	sendDate,
	sendDateOutput,
	sendDateZone,
	type SendDate,
} from '../../../fields/sendDate';
import { SLOT_TAKEN } from '../../codes';
import { audience, readAudience } from '../../fields/audience';
import { buttonsOption, readButtons } from '../../fields/buttons';
import { asPicture, iconOption, imageOption, readPicture } from '../../fields/pictures';
import { websiteId } from '../../fields/websiteId';
import { post, push } from '../../product';

/** Seconds (OpenAPI, web push: `ttl`). */
const LONGEST_LIFETIME = 86_400;
/** Seconds, of which no document names a bound: nobody waits longer than the lifetime. */
const LONGEST_STRETCH = 86_400;

const MINUTE = 60_000;

const onlyLater = { show: { sendMode: ['schedule'] } };

const fields: INodeProperties[] = [
	{ ...websiteId, description: 'The website whose subscribers get the notification' },
	{
		displayName: 'Title',
		name: 'title',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. Red roses are back',
		description: 'The first line of the notification',
	},
	{
		displayName: 'Text',
		name: 'text',
		type: 'string',
		typeOptions: { rows: 3 },
		default: '',
		required: true,
		placeholder: 'e.g. Twenty bunches, first come, first served',
		description: 'What stands below the title',
	},
	{
		displayName: 'Send',
		name: 'sendMode',
		type: 'options',
		options: [LATER, NOW],
		default: 'schedule',
		description:
			"When the notification is sent. It can't be called back, and SendPulse has no test: Preview Only shows the request.",
	},
	{ ...sendDate, required: true, displayOptions: onlyLater },
	{ ...sendDateZone, displayOptions: onlyLater },
	audience,
	{
		...optionsField,
		options: [
			buttonsOption,
			iconOption,
			imageOption,
			{
				displayName: 'Lifetime',
				name: 'lifetime',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: LONGEST_LIFETIME },
				default: LONGEST_LIFETIME,
				description:
					'How many seconds the notification waits for a browser that is not running, from 0 to 86400',
			},
			{
				displayName: 'Link',
				name: 'link',
				type: 'string',
				default: '',
				placeholder: 'e.g. https://example.com/roses',
				description: 'The page that a click opens. Without it, it is the website.',
			},
			{
				displayName: 'Stretch Time',
				name: 'stretchSeconds',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: LONGEST_STRETCH },
				default: 0,
				hint: 'Without this option SendPulse spreads the campaign over five hours',
				description: 'Within how many seconds all notifications are sent, from 0 to 86400',
			},
			{
				displayName: 'Wait for Slot',
				name: 'waitForSlot',
				type: 'boolean',
				default: false,
				description:
					'Whether to wait until SendPulse takes another campaign for the website, which it does once in 15 minutes. Each waits 20 minutes at most, and the execution meanwhile.',
			},
		],
	},
];

async function readContent(item: ItemParameters): Promise<IDataObject> {
	const { options } = item;
	const buttons = readButtons(options);
	return {
		title: item.message('title'),
		website_id: item.id('websiteId'),
		body: item.message('text'),
		ttl: options.has('lifetime')
			? options.whole('lifetime', 0, LONGEST_LIFETIME)
			: LONGEST_LIFETIME,
		...(options.has('link') ? { link: options.webAddress('link') } : {}),
		...(options.has('stretchSeconds')
			? { stretch_time: options.whole('stretchSeconds', 0, LONGEST_STRETCH) }
			: {}),
		...(buttons.length > 0 ? { buttons: jsonText(buttons) } : {}),
		...(await readAudience(item)),
	};
}

/** One campaign in a quarter of an hour for a website (OpenAPI, web push; code 711). */
const slotOf = (website: number, wait: boolean, when: SendDate | undefined): Slot => ({
	key: `push campaigns of website ${website}`,
	count: 1,
	everyMs: 15 * MINUTE,
	taken: ({ code = 0 }) => SLOT_TAKEN.includes(code),
	wait,
	askAgainMs: 2 * MINUTE,
	mostMs: 20 * MINUTE,
	check: () => when && refusePassed(when),
});

/** Web Push API, "Create a new web push campaign". */
export const create = write({
	option: {
		name: 'Create',
		value: 'create',
		action: 'Create a push campaign',
		description: 'Send a notification to the subscribers of a website, later or now',
	},
	fields,
	prepare: async (item) => {
		const isLater = item.choice('sendMode', ['now', 'schedule']) === 'schedule';
		const when = isLater ? await readSendDate(item) : undefined;
		const waits = item.options.flag('waitForSlot');
		const content = await readContent(item);
		return {
			body: { ...content, ...(when ? { send_date: when.inAccount } : {}) } as IDataObject,
			websiteId: item.id('websiteId'),
			waits,
			when,
			icon: await readPicture(item, 'iconBinaryProperty'),
			image: await readPicture(item, 'imageBinaryProperty'),
		};
	},
	// A push must never go out twice.
	repeatable: false,
	whereToLook: "with 'Get Many' of the resource Push Campaign (filter Website)",
	neverAlike: 'send the same notification to the same website',
	// One website does not wait for the turn of another.
	concerns: ({ websiteId: website }) => String(website),
	confirmed: either(push.done, hasId),
	slot: ({ websiteId: website, waits, when }) => slotOf(website, waits, when),
	request: async ({ body, icon, image }) => ({
		...post`/tasks`,
		body: {
			...body,
			...(icon ? { icon: await asPicture(icon) } : {}),
			...(image ? { image: await asPicture(image) } : {}),
		},
	}),
	output: (answer, { websiteId: website, when }) => ({
		...succeeded({ id: asRecords(answer)[0].id, websiteId: website }),
		...(when ? sendDateOutput(when) : {}),
	}),
	counts: { noun: 'push campaigns', done: 'created' },
});

import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { either, hasId, saysResult } from '../../../engine/api/confirmed';
import { write } from '../../../engine/run/operation';
import { asRecords } from '../../../engine/run/outcome';
import type { Slot } from '../../../engine/run/slots';
import type { ItemParameters } from '../../../engine/parameters/parameters';
import { base64Text } from '../../../engine/api/request';
import { attachmentsOption, readAttachments, withAttachments } from '../../../fields/attachments';
import { campaignRecord } from '../../fields/records';
import {
	LATER,
	NOW,
	readSendDate,
	readWrittenDate,
	refusePassed,
	sendDate,
	sendDateOutput,
	sendDateZone,
	type SendDate,
} from '../../../fields/sendDate';
import { senderEmail } from '../../../fields/senderEmail';
import {
	contentFields,
	readAudience,
	readContent,
	recipientFields,
	type Audience,
	type Content,
} from '../../fields/campaignContent';
import { CAMPAIGN_STATUS } from '../../fields/statuses';
import { withStatusName } from '../../../fields/statusName';
import { post } from '../../product';
import { personalSubject, senderName } from '../../../fields/message';
import {
	checkFirst,
	checkFirstOption,
	hasBound,
	maxCost,
	maxRecipients,
	nameOfSender,
	readCheckOptions,
} from './checkedFirst';

/** Bulk Email Service API, "Create a campaign": up to five. */
const MOST_ATTACHMENTS = 5;

const MINUTE = 60_000;

const fields: INodeProperties[] = [
	{ ...senderEmail, required: true },
	{ ...personalSubject, required: true },
	...contentFields(),
	...recipientFields,
	{
		displayName: 'Send',
		name: 'sendMode',
		type: 'options',
		options: [
			LATER,
			{
				name: 'Not Yet (Draft)',
				value: 'draft',
				description: 'Keeps the campaign as a draft, to be sent by hand in SendPulse',
			},
			NOW,
			{
				name: 'Test to Sender',
				value: 'test',
				description: "Sends one e-mail to the sender's own address",
			},
		],
		default: 'draft',
		description:
			'When the campaign is sent. SendPulse takes four campaigns an hour through its API.',
	},
	{
		displayName:
			'Each run sends it to all recipients, and so does Execute Step. The option Check First refuses what was sent already.',
		name: 'sendNowNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { sendMode: ['now'] } },
	},
	{ ...sendDate, required: true, displayOptions: { show: { sendMode: ['schedule'] } } },
	{ ...sendDateZone, displayOptions: { show: { sendMode: ['schedule'] } } },
	{
		...senderName,
		description:
			'The name that readers see as sender. Left empty, it is the one that the sender has.',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'AMP HTML',
				name: 'ampHtml',
				type: 'string',
				typeOptions: { editor: 'htmlEditor', rows: 6 },
				default: '',
				description: 'AMP version of the e-mail, for accounts that SendPulse has approved for it',
			},
			{
				...attachmentsOption,
				description:
					'Names of the binary fields of the input items that hold the files, separated by commas. Up to five files.',
			},
			checkFirstOption,
			maxCost,
			maxRecipients,
			{
				displayName: 'Name',
				name: 'name',
				type: 'string',
				default: '',
				placeholder: 'e.g. Spring newsletter',
				description:
					'Name of the campaign in SendPulse, which readers do not see. Without it, it is the subject.',
			},
			{
				displayName: 'Track Clicks',
				name: 'trackClicks',
				type: 'boolean',
				default: true,
				description: 'Whether SendPulse counts who follows the links',
			},
			{
				displayName: 'Track Opens',
				name: 'trackOpens',
				type: 'boolean',
				default: true,
				description: 'Whether SendPulse counts who opens the e-mail',
			},
			{
				displayName: 'Use Dynamic List',
				name: 'useDynamicList',
				type: 'boolean',
				default: false,
				description:
					'Whether contacts get a scheduled campaign too that come into the mailing list after it was created (paid plans)',
			},
			{
				displayName: 'UTM Campaign',
				name: 'utmCampaign',
				type: 'string',
				default: '',
				placeholder: 'e.g. spring_sale',
				description: 'UTM tag that all links get for web analytics',
			},
			{
				displayName: 'Wait for Slot',
				name: 'waitForSlot',
				type: 'boolean',
				default: false,
				hint: 'Ten campaigns take an hour and a half, and the execution as long. For more use Loop Over Items with Wait.',
				description:
					'Whether to wait until SendPulse takes another campaign, which it does four times an hour through its API. Each waits 65 minutes at most.',
			},
		],
	},
];

/** Content and audience in the words of the API. */
function inWordsOfApi({ html, templateId, listIds, segmentId }: Content & Audience): IDataObject {
	return {
		...(html === undefined ? { template_id: templateId } : { body: base64Text(html) }),
		...(segmentId === undefined
			? { list_id: listIds.length === 1 ? listIds[0] : listIds }
			: { segment_id: segmentId }),
	};
}

function timing(mode: string, when: SendDate | undefined): IDataObject {
	if (when) return { send_date: when.inAccount };
	if (mode === 'draft') return { type: 'draft' };
	return mode === 'test' ? { is_test: true } : {};
}

function readOptions(item: ItemParameters, mode: string): IDataObject {
	const { options } = item;
	const read: IDataObject = {};
	if (options.flag('useDynamicList')) {
		if (mode !== 'schedule') {
			options.fail('useDynamicList', "is for scheduled campaigns only. Set 'Send' to Later");
		}
		read.use_dynamic_list = true;
	}
	const ampHtml = options.optionalMessage('ampHtml');
	if (ampHtml !== undefined) read.body_amp = base64Text(ampHtml);
	const stats: IDataObject = {};
	if (options.has('trackOpens')) stats.opens = options.flag('trackOpens');
	if (options.has('trackClicks')) stats.clicks = options.flag('trackClicks');
	if (options.has('utmCampaign')) stats.utm_campaign = options.text('utmCampaign');
	if (Object.keys(stats).length > 0) read.stats = stats;
	return read;
}

/** Four campaigns in an hour for an account (Bulk Email Service API, "Create a campaign"; code 791). */
const slotOf = (wait: boolean, check: () => Promise<void>): Slot => ({
	key: 'campaigns',
	count: 4,
	everyMs: 60 * MINUTE,
	taken: ({ code }) => code === 791,
	wait,
	askAgainMs: 5 * MINUTE,
	mostMs: 65 * MINUTE,
	check,
});

/** Bulk Email Service API, "Create a campaign". */
export const create = write({
	option: {
		name: 'Create',
		value: 'create',
		action: 'Create a campaign',
		description: 'Create a campaign, to send it now or later, keep it as a draft, or test it',
	},
	fields,
	prepare: async (item) => {
		const { options } = item;
		const mode = item.choice('sendMode', ['draft', 'now', 'schedule', 'test']);
		const audience = readAudience(item);
		if (mode === 'test' && audience.listIds.length > 1) {
			item.fail('mailingListIds', 'has to name exactly one mailing list for a test');
		}
		const email = item.email('senderEmail');
		const title = item.message('subject');
		const content = readContent(item);
		const name = options.has('name') ? options.text('name') : undefined;
		const more = readOptions(item, mode);
		const waits = options.flag('waitForSlot');
		const asked = readCheckOptions(options);
		if (asked && hasBound(asked) && more.use_dynamic_list === true) {
			options.fail(
				'useDynamicList',
				"can't stand beside Max Cost and Max Recipients: whoever comes into the mailing list until it is sent gets the campaign, too. Remove one of them",
			);
		}
		const attachments = await readAttachments(item, MOST_ATTACHMENTS);
		const sender = item.isLeftEmpty('senderName')
			? await nameOfSender(item, email)
			: item.message('senderName');
		const when = mode === 'schedule' ? await readSendDate(item) : undefined;
		const checkAgain =
			asked &&
			(await checkFirst(item, {
				...{ ...asked, ...audience, ...content, name, senderEmail: email, subject: title },
				date: when && readWrittenDate(item),
				isTest: mode === 'test',
			}));
		const body: IDataObject = {
			sender_name: sender,
			sender_email: email,
			subject: title,
			...inWordsOfApi({ ...content, ...audience }),
			...timing(mode, when),
			name: name ?? title.trim(),
			...more,
		};
		return { body, when, attachments, waits, checkAgain };
	},
	// A campaign must never go out twice.
	repeatable: false,
	neverAlike: 'create the same campaign',
	// What a test is answered with is not documented.
	confirmed: either(hasId, saysResult),
	slot: ({ waits, when, checkAgain }) =>
		slotOf(waits, async () => {
			if (when) refusePassed(when);
			await checkAgain?.();
		}),
	request: async ({ body, attachments }) => ({
		...post`/campaigns`,
		body: await withAttachments(body, attachments),
	}),
	output: (answer, { when }) => ({
		...campaignRecord(withStatusName(asRecords(answer)[0], CAMPAIGN_STATUS)),
		...(when ? sendDateOutput(when) : {}),
	}),
	counts: { noun: 'campaigns', done: 'created' },
});

import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { either, hasId, saysResult } from '../../../engine/api/confirmed';
import { write } from '../../../engine/run/operation';
import { asRecords } from '../../../engine/run/outcome';
import type { ItemParameters } from '../../../engine/parameters/parameters';
import { base64Text } from '../../../engine/api/request';
import { attachmentsOption, readAttachments, withAttachments } from '../../../fields/attachments';
import { mailingListIds } from '../../../fields/mailingListIds';
import { campaignRecord } from '../../fields/records';
import {
	LATER,
	NOW,
	readSendDate,
	sendDate,
	sendDateOutput,
	sendDateZone,
	type SendDate,
} from '../../../fields/sendDate';
import { senderEmail } from '../../../fields/senderEmail';
import { CAMPAIGN_STATUS } from '../../fields/statuses';
import { withStatusName } from '../../../fields/statusName';
import { readTemplateId, templateId } from '../../../fields/templateId';
import { post } from '../../product';
import { personalHtml, personalSubject, senderName } from '../../../fields/message';

/** Bulk Email Service API, "Create a campaign": up to five. */
const MOST_ATTACHMENTS = 5;
/** Bulk Email Service API, "Create a campaign"; OpenAPI: `list_id` has 10 elements at most. */
const MOST_LISTS = 10;

const fields: INodeProperties[] = [
	{ ...senderName, required: true },
	{ ...senderEmail, required: true },
	{ ...personalSubject, required: true },
	{
		displayName: 'Content',
		name: 'contentSource',
		type: 'options',
		options: [
			{ name: 'HTML', value: 'html' },
			{ name: 'Template', value: 'template' },
		],
		default: 'html',
		description: 'Where the content of the e-mail comes from',
	},
	{ ...personalHtml, required: true, displayOptions: { show: { contentSource: ['html'] } } },
	{ ...templateId, displayOptions: { show: { contentSource: ['template'] } } },
	{
		displayName: 'Recipients',
		name: 'recipients',
		type: 'options',
		options: [
			{ name: 'Mailing Lists', value: 'mailingList' },
			{ name: 'Segment', value: 'segment' },
		],
		default: 'mailingList',
		description: 'Who gets the e-mail',
	},
	{ ...mailingListIds, displayOptions: { show: { recipients: ['mailingList'] } } },
	{
		displayName: 'Segment ID',
		name: 'segmentId',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 12345',
		description:
			"ID of the segment: in SendPulse open the mailing list's segments, and take the number from the browser's address bar",
		displayOptions: { show: { recipients: ['segment'] } },
	},
	{
		displayName: 'Send',
		name: 'sendMode',
		type: 'options',
		options: [
			LATER,
			{ name: 'Not Yet (Draft)', value: 'draft', description: 'Keeps the campaign as a draft' },
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
	{ ...sendDate, required: true, displayOptions: { show: { sendMode: ['schedule'] } } },
	{ ...sendDateZone, displayOptions: { show: { sendMode: ['schedule'] } } },
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
			{
				displayName: 'Name',
				name: 'name',
				type: 'string',
				default: '',
				placeholder: 'e.g. Spring newsletter',
				description: 'Name of the campaign in SendPulse, which readers do not see',
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
		],
	},
];

function readContent(item: ItemParameters): IDataObject {
	return item.choice('contentSource', ['html', 'template']) === 'template'
		? { template_id: readTemplateId(item) }
		: { body: base64Text(item.message('html')) };
}

function readRecipients(item: ItemParameters, isTest: boolean): IDataObject {
	if (item.choice('recipients', ['mailingList', 'segment']) === 'segment') {
		return { segment_id: item.id('segmentId') };
	}
	const lists = [...new Set(item.ids('mailingListIds'))];
	if (lists.length === 0) item.fail('mailingListIds', 'is empty. Choose at least one mailing list');
	if (lists.length > MOST_LISTS) {
		item.fail(
			'mailingListIds',
			`names ${lists.length} mailing lists, and SendPulse takes ${MOST_LISTS}`,
		);
	}
	if (isTest && lists.length > 1) {
		item.fail('mailingListIds', 'has to name exactly one mailing list for a test');
	}
	return { list_id: lists.length === 1 ? lists[0] : lists };
}

function timing(mode: string, when: SendDate | undefined): IDataObject {
	if (when) return { send_date: when.inAccount };
	if (mode === 'draft') return { type: 'draft' };
	return mode === 'test' ? { is_test: true } : {};
}

function readOptions(item: ItemParameters, mode: string): IDataObject {
	const { options } = item;
	const read: IDataObject = {};
	if (options.has('name')) read.name = options.text('name');
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
		const mode = item.choice('sendMode', ['draft', 'now', 'schedule', 'test']);
		const when = mode === 'schedule' ? await readSendDate(item) : undefined;
		const body: IDataObject = {
			sender_name: item.message('senderName'),
			sender_email: item.email('senderEmail'),
			subject: item.message('subject'),
			...readContent(item),
			...readRecipients(item, mode === 'test'),
			...timing(mode, when),
			...readOptions(item, mode),
		};
		return { body, when, attachments: await readAttachments(item, MOST_ATTACHMENTS) };
	},
	// A campaign must never go out twice.
	repeatable: false,
	neverAlike: 'create the same campaign',
	// What a test is answered with is not documented.
	confirmed: either(hasId, saysResult),
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

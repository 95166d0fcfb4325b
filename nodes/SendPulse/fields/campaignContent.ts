import type { INodeProperties } from 'n8n-workflow';
import type { ItemParameters } from '../../engine/parameters/parameters';
import { mailingListIds } from '../../fields/mailingListIds';
import { personalHtml } from '../../fields/message';
import { readTemplateId, templateId } from '../../fields/templateId';

/** Bulk Email Service API, "Create a campaign"; OpenAPI: `list_id` has 10 elements at most. */
const MOST_LISTS = 10;

const SOURCES = [
	{ name: 'HTML', value: 'html' },
	{ name: 'Template', value: 'template' },
];

/** What a campaign says. */
export const contentFields = (more: typeof SOURCES = []): INodeProperties[] => [
	{
		displayName: 'Content',
		name: 'contentSource',
		type: 'options',
		options: [...SOURCES, ...more],
		default: 'html',
		description: 'Where the content of the e-mail comes from',
	},
	{ ...personalHtml, required: true, displayOptions: { show: { contentSource: ['html'] } } },
	{ ...templateId, displayOptions: { show: { contentSource: ['template'] } } },
];

/** Who gets a campaign. */
export const recipientFields: INodeProperties[] = [
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
];

/** One of both, or nothing where that may be. */
export interface Content {
	html?: string;
	templateId?: number | string;
}

export function readContent(item: ItemParameters, sources = ['html', 'template']): Content {
	const source = item.choice('contentSource', sources);
	if (source === 'html') return { html: item.message('html') };
	return source === 'template' ? { templateId: readTemplateId(item) } : {};
}

/** Mailing lists, each once; or a segment. */
export interface Audience {
	listIds: number[];
	segmentId?: number;
}

export function readAudience(item: ItemParameters): Audience {
	if (item.choice('recipients', ['mailingList', 'segment']) === 'segment') {
		return { listIds: [], segmentId: item.id('segmentId') };
	}
	const listIds = [...new Set(item.ids('mailingListIds'))];
	if (listIds.length === 0) {
		item.fail('mailingListIds', 'is empty. Choose at least one mailing list');
	}
	if (listIds.length > MOST_LISTS) {
		item.fail(
			'mailingListIds',
			`names ${listIds.length} mailing lists, and SendPulse takes ${MOST_LISTS}`,
		);
	}
	return { listIds };
}

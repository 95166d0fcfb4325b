import type { IDataObject } from 'n8n-workflow';
import { InputProblem } from '../../../engine/inputProblem';
import { write } from '../../../engine/operation';
import { succeeded } from '../../../engine/outcome';
import { base64Text, get, patch } from '../../../engine/request';
import { campaignId } from '../../../fields/campaignId';
import { readSendDate, sendDate } from '../../../fields/sendDate';
import { senderEmail } from '../../../fields/senderEmail';
import { readTemplateId, templateId } from '../../../fields/templateId';
import { html, senderName, subject } from './content';

/**
 * Bulk Email Service API, "Edit scheduled campaign". The document calls nearly all fields required,
 * the OpenAPI file none: the campaign is read first and the full set sent, which is right either way.
 */
export const update = write({
	option: {
		name: 'Update',
		value: 'update',
		action: 'Update a scheduled campaign',
		description: 'Change a campaign that is scheduled and not sent yet; what is not given stays',
	},
	fields: [
		campaignId,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				html,
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					description: 'Name of the campaign in SendPulse, which readers do not see',
				},
				sendDate,
				senderEmail,
				senderName,
				subject,
				{ ...templateId, required: undefined },
			],
		},
	],
	prepare: async (item) => {
		const { options } = item;
		const changes: IDataObject = {};
		if (options.has('name')) changes.name = options.text('name');
		if (options.has('senderName')) changes.sender_name = options.message('senderName');
		if (options.has('senderEmail')) changes.sender_email = options.email('senderEmail');
		if (options.has('subject')) changes.subject = options.message('subject');
		if (options.has('html') && options.has('templateId')) {
			options.fail('html', "and 'Template' can't both be the content. Remove one of them");
		}
		if (options.has('html')) {
			changes.body = base64Text(options.message('html'));
		}
		if (options.has('templateId')) changes.template_id = readTemplateId(options);
		if (options.has('sendDate')) changes.send_date = await readSendDate(item, options);
		if (Object.keys(changes).length === 0) {
			item.fail('options', 'has nothing to change. Add what is to be different');
		}
		return { campaignId: item.id('campaignId'), changes };
	},
	repeatable: true,
	concerns: ({ campaignId }) => String(campaignId),
	request: async ({ campaignId, changes }, client) => {
		const known = (await client.send(get`/campaigns/${campaignId}`)) as IDataObject;
		const message = (known.message ?? {}) as IDataObject;
		const content =
			changes.body === undefined && changes.template_id === undefined
				? { body: base64Text(String(message.body ?? '')) }
				: {};
		if (content.body && !message.body) {
			throw new InputProblem(
				'SendPulse does not show the content of this campaign. Add HTML or Template, so that it is not lost.',
			);
		}
		return {
			...patch`/campaigns/${campaignId}`,
			body: {
				name: known.name,
				sender_name: message.sender_name,
				sender_email: message.sender_email,
				subject: message.subject,
				...content,
				send_date: known.send_date,
				...changes,
			},
		};
	},
	output: (_, { campaignId }) => succeeded({ campaignId }),
	counts: { noun: 'campaigns', done: 'updated' },
});

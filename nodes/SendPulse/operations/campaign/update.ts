import type { IDataObject } from 'n8n-workflow';
import { saysResult } from '../../../engine/api/confirmed';
import { InputProblem } from '../../../engine/api/inputProblem';
import { write } from '../../../engine/run/operation';
import { succeeded } from '../../../engine/run/outcome';
import { base64Text } from '../../../engine/api/request';
import { campaignId } from '../../fields/campaignId';
import { readSendDate, sendDate, sendDateOutput, sendDateZone } from '../../../fields/sendDate';
import { senderEmail } from '../../../fields/senderEmail';
import { readTemplateId, templateId } from '../../../fields/templateId';
import { get, patch } from '../../product';
import { personalHtml, personalSubject, senderName } from '../../../fields/message';

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
			displayName: 'Update Fields',
			name: 'options',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [
				personalHtml,
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
				personalSubject,
				{ ...templateId, required: undefined },
				sendDateZone,
			],
		},
	],
	prepare: async (item) => {
		const { options } = item;
		const campaignId = item.id('campaignId');
		const body = options.optionalMessage('html');
		if (body !== undefined && options.has('templateId')) {
			options.fail('html', "and 'Template' can't both be the content. Remove one of them");
		}
		const when = options.has('sendDate') ? await readSendDate(item, options) : undefined;
		const changes = present({
			name: options.optionalText('name') || undefined,
			sender_name: options.optionalMessage('senderName'),
			sender_email: options.has('senderEmail') ? options.email('senderEmail') : undefined,
			subject: options.optionalMessage('subject'),
			body: body === undefined ? undefined : base64Text(body),
			template_id: options.has('templateId') ? readTemplateId(options) : undefined,
			send_date: when?.inAccount,
		});
		if (Object.keys(changes).length === 0) {
			item.fail('options', 'has nothing to change. Add what is to be different');
		}
		return { campaignId, changes, when };
	},
	repeatable: true,
	concerns: ({ campaignId }) => String(campaignId),
	confirmed: saysResult,
	request: async ({ campaignId, changes }, client) => {
		const known = (await client.send(get`/campaigns/${campaignId}`)) as IDataObject;
		return {
			...patch`/campaigns/${campaignId}`,
			body: { ...currentState(known, changes), ...changes },
		};
	},
	output: (_, { campaignId, when }) =>
		succeeded({ campaignId, ...(when ? sendDateOutput(when) : {}) }),
	counts: { noun: 'campaigns', done: 'updated' },
});

/** The campaign as it is, in the words of a request; its content only where that stays. */
function currentState({ name, send_date, message }: IDataObject, changes: IDataObject) {
	const { sender_name, sender_email, subject, body } = (message ?? {}) as IDataObject;
	const state = present({ name, sender_name, sender_email, subject, send_date });
	if ('body' in changes || 'template_id' in changes) return state;
	if (typeof body !== 'string' || body === '') {
		throw new InputProblem(
			'SendPulse does not show the content of this campaign. Add HTML or Template, so that it is not lost.',
		);
	}
	return { ...state, body: base64Text(body) };
}

/** The fields that have a value. */
const present = (fields: IDataObject): IDataObject =>
	Object.fromEntries(
		Object.entries(fields).filter(([, value]) => value !== undefined && value !== null),
	);

import { optionsField } from '../../../engine/run/commonFields';
import { composite, type Item } from '../../../engine/run/operation';
import { personalSubject } from '../../../fields/message';
import { LATER, NOW, readWrittenDate, sendDate, sendDateZone } from '../../../fields/sendDate';
import { senderEmail } from '../../../fields/senderEmail';
import {
	contentFields,
	readAudience,
	readContent,
	recipientFields,
} from '../../fields/campaignContent';
import { Answers, checkCampaign, type Candidate } from '../../fields/campaignChecks';
import { maxCost, maxRecipients, readBounds, REPEAT_HOURS } from './checkedFirst';

/** Days of a month. */
const LONGEST = 720;

const onlyLater = { show: { sendMode: ['schedule'] } };

/** All that can be known of a campaign before it is sent, by look-ups of the Bulk Email Service API. */
export const check = composite<Candidate, ReadonlyArray<Item<Candidate>>>({
	option: {
		name: 'Check',
		value: 'check',
		action: 'Check a campaign before it is sent',
		description:
			'Find out whether a campaign can be sent as it is, to how many, for how much and when, without creating anything',
	},
	fields: [
		{ ...senderEmail, required: true },
		{ ...personalSubject, required: true },
		...contentFields([{ name: 'None', value: 'none' }]),
		...recipientFields,
		{
			displayName: 'Send',
			name: 'sendMode',
			type: 'options',
			options: [LATER, NOW],
			default: 'now',
			description: 'When the campaign is to be sent',
		},
		{ ...sendDate, required: true, displayOptions: onlyLater },
		{ ...sendDateZone, displayOptions: onlyLater },
		{
			...optionsField,
			options: [
				{
					...maxCost,
					description: "The most that it may cost beside the plan, in the account's currency",
				},
				{
					...maxRecipients,
					description:
						'The most contacts that it may go to. Who is in several of its mailing lists counts for each.',
				},
				{
					displayName: 'Min Recipients',
					name: 'minRecipients',
					type: 'number',
					typeOptions: { minValue: 0 },
					default: 1,
					description: 'The fewest contacts that it may go to',
				},
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. Spring newsletter',
					description:
						'Name that the campaign is to have in SendPulse, to find out whether one has it',
				},
				{
					displayName: 'Repeat Hours',
					name: 'repeatHours',
					type: 'number',
					typeOptions: { minValue: 0, maxValue: LONGEST },
					default: REPEAT_HOURS,
					description:
						'Within how many hours a campaign of the same name, or of the same subject to one of the same mailing lists, is the same one; 0 to look for none',
				},
			],
		},
	],
	effect: 'read',
	repeatable: true,
	prepare: (item) => {
		const { options } = item;
		const isLater = item.choice('sendMode', ['now', 'schedule']) === 'schedule';
		return {
			...readContent(item, ['html', 'template', 'none']),
			...readAudience(item),
			...readBounds(options),
			senderEmail: item.email('senderEmail'),
			subject: item.message('subject'),
			...(isLater ? { date: readWrittenDate(item) } : {}),
			...(options.has('name') ? { name: options.text('name') } : {}),
			...(options.has('minRecipients')
				? { minRecipients: options.whole('minRecipients', 0, Infinity) }
				: {}),
			repeatHours: options.has('repeatHours')
				? options.whole('repeatHours', 0, LONGEST)
				: REPEAT_HOURS,
		};
	},
	plan: (items) => items,
	act: async (items, acting) => {
		const answers = new Answers(async (request) => await acting.read(request));
		await acting.each(items, async ({ index, input }) => {
			const checked = await checkCampaign(input, answers);
			if (!checked.ok) {
				const which = items.length > 1 ? `Item ${index + 1} ` : 'The campaign ';
				const message = `${which}should not be sent like this: ${checked.problems.join(' ')}`;
				acting.hint({ type: 'warning', message });
			}
			await acting.succeed(index, checked);
		});
	},
	counts: { noun: 'campaigns', done: 'checked' },
});

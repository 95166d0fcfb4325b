import { DateTime } from 'luxon';
import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { listing } from '../../../engine/run/operation';
import { momentHint, readInstant } from '../../../fields/moment';
import { popupId } from '../../fields/popupId';
import { projectId } from '../../fields/projectId';
import { readUuid } from '../../fields/uuid';
import { subscriberRecord } from '../../fields/words';
import { get } from '../../product';

const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	options: [
		{
			displayName: 'Created From',
			name: 'createdFrom',
			type: 'dateTime',
			default: '',
			hint: momentHint,
			description:
				'Only who subscribed from then on. A day counts from its beginning. SendPulse gives the whole list all the same.',
		},
		{
			displayName: 'With Email',
			name: 'withEmail',
			type: 'boolean',
			default: true,
			description: 'Whether to return only who has left an e-mail address',
		},
		{
			displayName: 'With Phone',
			name: 'withPhone',
			type: 'boolean',
			default: true,
			description: 'Whether to return only who has left a phone number',
		},
	],
};

/** A date as the API writes it, `2023-08-07 20:14:15+00:00` or ISO 8601; NaN for what is none. */
const timeOf = (date: unknown): number =>
	typeof date === 'string'
		? DateTime.fromISO(date.trim().replace(' ', 'T'), { zone: 'utc' }).toMillis()
		: NaN;

const isFilled = (value: unknown) => typeof value === 'string' && value.trim() !== '';

/** Pop-Ups API, "Get subscriber by project" and "Get subscriber by popup", all at once. */
export const getMany = listing({
	option: {
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many subscribers',
		description: 'Get many of those who have left an address or a number in a pop-up',
	},
	fields: [
		{
			displayName: 'From',
			name: 'from',
			type: 'options',
			options: [
				{ name: 'Pop-Up', value: 'popup', description: 'Subscribers of one pop-up' },
				{ name: 'Project', value: 'project', description: 'Subscribers of all its pop-ups' },
			],
			default: 'project',
			description: 'Where they have subscribed',
		},
		{ ...projectId, displayOptions: { show: { from: ['project'] } } },
		{ ...popupId, displayOptions: { show: { from: ['popup'] } } },
		filters,
	],
	prepare: async (item) => {
		const isProject = item.choice('from', ['popup', 'project']) === 'project';
		const { filters: wanted } = item;
		return {
			projectId: isProject ? readUuid(item, 'projectId') : undefined,
			popupId: isProject ? undefined : readUuid(item, 'popupId'),
			createdFrom: wanted.has('createdFrom')
				? await readInstant(item, wanted, 'createdFrom', 'beginning')
				: undefined,
			withEmail: wanted.flag('withEmail'),
			withPhone: wanted.flag('withPhone'),
		};
	},
	request: ({ projectId: project, popupId: popup }) =>
		project === undefined
			? get`/subscribers/by-popup/${popup ?? ''}`
			: get`/subscribers/by-project/${project}`,
	paged: false,
	identify: ({ id }) => id,
	belongs: ({ email, phone, createdAt }: IDataObject, { createdFrom, withEmail, withPhone }) =>
		(!withEmail || isFilled(email)) &&
		(!withPhone || isFilled(phone)) &&
		// One whose date can't be read is rather there too often than lost.
		!(createdFrom !== undefined && timeOf(createdAt) < createdFrom),
	output: subscriberRecord,
});

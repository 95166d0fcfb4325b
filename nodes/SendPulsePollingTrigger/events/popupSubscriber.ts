import type { IDataObject } from 'n8n-workflow';
import { timeIn } from '../../engine/deliveries/values';
import type { PollClient } from '../../engine/polling/poll';
import { NOTHING_SEEN, unseenIn, withSeen, type SeenIds } from '../../engine/polling/seen';
import { projectId } from '../../SendPulsePopup/fields/projectId';
import { readUuid } from '../../SendPulsePopup/fields/uuid';
import { subscriberRecord } from '../../SendPulsePopup/fields/words';
import { get } from '../../SendPulsePopup/product';
import type { PolledEvent } from '../event';

const isFilled = (value: unknown) => typeof value === 'string' && value.trim() !== '';

export const popupSubscriber: PolledEvent = {
	option: {
		name: 'Pop-Up Subscriber',
		value: 'popupSubscriber',
		description: 'Somebody left an e-mail address or a phone number in a pop-up',
	},
	fields: [
		{ ...projectId, description: 'The project whose pop-ups to watch: a website' },
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add filter',
			default: {},
			options: [
				{
					displayName: 'Pop-Up IDs',
					name: 'popupIds',
					type: 'string',
					default: '',
					placeholder: 'e.g. af1b0e2a-bff9-4d09-a7d9-99d61d2b4310',
					description: 'Only who subscribed in these pop-ups, several with commas',
				},
				{
					displayName: 'With Email',
					name: 'withEmail',
					type: 'boolean',
					default: true,
					description: 'Whether to start only for who has left an e-mail address',
				},
				{
					displayName: 'With Phone',
					name: 'withPhone',
					type: 'boolean',
					default: true,
					description: 'Whether to start only for who has left a phone number',
				},
			],
		},
	],
	watch: (settings) => {
		const project = readUuid(settings, 'projectId');
		const filters = settings.collection('filters');
		const popups = filters.list('popupIds').map((id) => id.toLowerCase());
		const [withEmail, withPhone] = [filters.flag('withEmail'), filters.flag('withPhone')];
		const isWanted = ({ email, phone, popupId }: IDataObject) =>
			(!withEmail || isFilled(email)) &&
			(!withPhone || isFilled(phone)) &&
			(popups.length === 0 || popups.includes(String(popupId).toLowerCase()));
		/** Who has left nothing yet may do so later. */
		const all = async (client: PollClient) => {
			const list = get`/subscribers/by-project/${project}`;
			const rules = { paged: false as const, identify: ({ id }: IDataObject) => id };
			const { records } = await client.list(list, rules);
			return records.filter(({ email, phone }) => isFilled(email) || isFilled(phone));
		};
		const item = (record: IDataObject) => {
			const occurredAt = timeIn(record.createdAt);
			return {
				event: 'popupSubscriber',
				...(occurredAt === undefined ? {} : { occurredAt }),
				...subscriberRecord(record),
			};
		};
		return {
			of: { event: 'popupSubscriber', project },
			look: async (client, memory) => {
				const seen = (memory?.seen ?? NOTHING_SEEN) as SeenIds;
				const isNew = unseenIn(seen);
				const records = await all(client);
				return {
					records: records
						.filter((record) => isNew(record.id) && isWanted(record))
						.sort((one, other) => Number(one.id) - Number(other.id))
						.map(item),
					memory: {
						seen: withSeen(
							seen,
							records.map(({ id }) => id),
						),
					},
				};
			},
			newest: async (client, count) =>
				(await all(client))
					.filter(isWanted)
					.sort((one, other) => Number(other.id) - Number(one.id))
					.slice(0, count)
					.map(item),
		};
	},
};

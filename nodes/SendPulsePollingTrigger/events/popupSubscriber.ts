import type { IDataObject } from 'n8n-workflow';
import { timeIn } from '../../engine/deliveries/values';
import type { PollClient } from '../../engine/polling/poll';
import { NOTHING_SEEN, unseenIn, withSeen, type SeenIds } from '../../engine/polling/seen';
import { projectId } from '../../SendPulsePopup/fields/projectId';
import { readUuid } from '../../SendPulsePopup/fields/uuid';
import { subscriberRecord } from '../../SendPulsePopup/fields/words';
import { get } from '../../SendPulsePopup/product';
import type { PolledEvent } from '../event';

/** What a subscriber has left. */
interface Left {
	email: boolean;
	phone: boolean;
}

interface Memory extends IDataObject {
	seen: SeenIds;
	/** Of those the ones that have left none: they may do so later. Each for itself, for the filters may change. */
	noEmail: number[];
	noPhone: number[];
}

const NOBODY: Memory = { seen: NOTHING_SEEN, noEmail: [], noPhone: [] };

const idOf = ({ id }: IDataObject) => Number(id);

const isFilled = (value: unknown) => typeof value === 'string' && value.trim() !== '';

const leftBy = ({ email, phone }: IDataObject): Left => ({
	email: isFilled(email),
	phone: isFilled(phone),
});

/** Who is not in the list stays as it was: the list is not counted, and may come in part. */
function stillWithout(
	before: readonly number[],
	records: readonly IDataObject[],
	which: (left: Left) => boolean,
): number[] {
	const listed = new Set(records.map(idOf));
	const without = records.filter((record) => !which(leftBy(record))).map(idOf);
	return [...before.filter((id) => !listed.has(id)), ...without];
}

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
		const isOfPopup = ({ popupId }: IDataObject) =>
			popups.length === 0 || popups.includes(String(popupId).toLowerCase());
		const isEnough = (left: Left) =>
			withEmail || withPhone
				? (!withEmail || left.email) && (!withPhone || left.phone)
				: left.email || left.phone;
		const isWanted = (record: IDataObject) => isEnough(leftBy(record)) && isOfPopup(record);
		const all = async (client: PollClient) => {
			const list = get`/subscribers/by-project/${project}`;
			const rules = { paged: false as const, identify: idOf };
			return (await client.list(list, rules)).records;
		};
		const item = (record: IDataObject, at = record.createdAt) => {
			const occurredAt = timeIn(at);
			return {
				event: 'popupSubscriber',
				...(occurredAt === undefined ? {} : { occurredAt }),
				...subscriberRecord(record),
			};
		};
		return {
			of: { event: 'popupSubscriber', project },
			look: async (client, memory) => {
				const { seen, noEmail, noPhone } = (memory ?? NOBODY) as Memory;
				const isNew = unseenIn(seen);
				const [hadNoEmail, hadNoPhone] = [new Set(noEmail), new Set(noPhone)];
				const hadEnough = (id: number) =>
					isEnough({ email: !hadNoEmail.has(id), phone: !hadNoPhone.has(id) });
				const records = (await all(client)).sort((one, other) => idOf(one) - idOf(other));
				const found = records.filter(
					(record) => isWanted(record) && (isNew(record.id) || !hadEnough(idOf(record))),
				);
				return {
					records: found.map((record) =>
						item(record, isNew(record.id) ? record.createdAt : record.updatedAt),
					),
					memory: {
						seen: withSeen(seen, records.map(idOf)),
						noEmail: stillWithout(noEmail, records, ({ email }) => email),
						noPhone: stillWithout(noPhone, records, ({ phone }) => phone),
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

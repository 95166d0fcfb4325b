import type { IDataObject } from 'n8n-workflow';
import { sinceYesterday, unseenOfDays, type SeenDays } from '../../engine/polling/days';
import type { PollClient } from '../../engine/polling/poll';
import { websiteId } from '../../SendPulsePush/fields/websiteId';
import { subscriberRecord } from '../../SendPulsePush/operations/subscriber/getMany';
import { get } from '../../SendPulsePush/product';
import type { PolledEvent } from '../event';

/** Of a list whose order no document tells: the newest of so many are shown. */
const EXAMPLES = 100;

const dateOf = ({ subscription_date: date }: IDataObject) => date;

export const pushSubscriber: PolledEvent = {
	option: {
		name: 'Push Subscriber',
		value: 'pushSubscriber',
		description: 'Somebody allowed push notifications on a website',
	},
	fields: [{ ...websiteId, description: 'The website to watch' }],
	watch: (settings) => {
		const website = settings.id('websiteId');
		const all = get`/websites/${website}/subscriptions`;
		const rules = { identify: ({ id }: IDataObject) => id };
		const from = async (client: PollClient, day: string) =>
			(await client.list({ ...all, query: { subscription_date_from: day } }, rules)).records;
		// Its date has no zone, and so is no instant.
		const item = (record: IDataObject) => ({
			event: 'pushSubscriber',
			...subscriberRecord(record),
		});
		return {
			of: { event: 'pushSubscriber', website },
			look: async (client, memory) => {
				const known = (memory?.seen ?? sinceYesterday()) as SeenDays;
				const { fresh, seen } = unseenOfDays(known, await from(client, known.from), dateOf);
				return {
					records: fresh
						.sort((one, other) => (String(dateOf(one)) < String(dateOf(other)) ? -1 : 1))
						.map(item),
					memory: { seen },
				};
			},
			// An example is wanted of a website to which nobody has come for days, too.
			newest: async (client, count) => {
				const recent = await from(client, sinceYesterday().from);
				const shown = recent.length > 0 ? recent : await client.first(all, rules, EXAMPLES);
				return shown
					.sort((one, other) => (String(dateOf(one)) < String(dateOf(other)) ? 1 : -1))
					.slice(0, count)
					.map(item);
			},
		};
	},
};

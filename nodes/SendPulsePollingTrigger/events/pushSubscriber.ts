import type { IDataObject } from 'n8n-workflow';
import { sinceYesterday, unseenOfDays, type SeenDays } from '../../engine/polling/days';
import type { PollClient } from '../../engine/polling/poll';
import { websiteId } from '../../SendPulsePush/fields/websiteId';
import { subscriberRecord } from '../../SendPulsePush/operations/subscriber/getMany';
import { get } from '../../SendPulsePush/product';
import type { PolledEvent } from '../event';

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
		const from = async (client: PollClient, day: string) =>
			(
				await client.list(
					{
						...get`/websites/${website}/subscriptions`,
						query: { subscription_date_from: day },
					},
					{ identify: ({ id }) => id },
				)
			).records;
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
			newest: async (client, count) =>
				(await from(client, sinceYesterday().from)).slice(-count).reverse().map(item),
		};
	},
};

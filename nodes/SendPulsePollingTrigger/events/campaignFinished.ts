import { isFinished } from '../../SendPulse/fields/campaignReport';
import type { PolledEvent } from '../event';
import { mailingListsFilter, watchCampaigns } from './campaigns';

/** A test is no campaign that anybody waits for (Bulk Email Service API, "Possible campaign statuses"). */
const TESTS = [4, 8];

/** Ends of a campaign, by their number. */
const ENDS = [
	{ name: 'Blocked', value: 5 },
	{ name: 'Canceled', value: 16 },
	{ name: 'No Active Addresses', value: 12 },
	{ name: 'Partially Sent and Blocked', value: 25 },
	{ name: 'Sent', value: 3 },
	{ name: 'Sent Partially', value: 23 },
];

export const campaignFinished: PolledEvent = {
	option: {
		name: 'Campaign Finished',
		value: 'campaignFinished',
		description: 'A campaign was sent, sent in part, blocked or canceled, or had nobody to go to',
	},
	fields: [
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add filter',
			default: {},
			options: [
				mailingListsFilter,
				{
					displayName: 'Statuses',
					name: 'statuses',
					type: 'multiOptions',
					options: ENDS,
					default: [],
					description: 'Only campaigns that end so',
				},
			],
		},
	],
	watch: (settings) => {
		const filters = settings.collection('filters');
		const statuses = filters.numbers('statuses');
		const ends = ({ status }: { status?: unknown }) =>
			statuses.length === 0 ? !TESTS.includes(Number(status)) : statuses.includes(Number(status));
		return watchCampaigns({
			event: 'campaignFinished',
			mailingListIds: filters.ids('mailingListIds'),
			stageOf: (campaign) => {
				if (!isFinished(campaign)) return 'later';
				return ends(campaign) ? 'now' : 'never';
			},
			isExample: (campaign) => isFinished(campaign) && ends(campaign),
		});
	},
};

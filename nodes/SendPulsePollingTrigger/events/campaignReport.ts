import { isFinished } from '../../SendPulse/fields/campaignReport';
import type { PolledEvent } from '../event';
import { mailingListsFilter, watchCampaigns } from './campaigns';

const HOUR_MS = 3_600_000;
const MOST_HOURS = 720;

/** Sent, at least in part (Bulk Email Service API, "Possible campaign statuses"). */
const SENT = [3, 23, 25];

const wasSent = ({ status }: { status?: unknown }) => SENT.includes(Number(status));

export const campaignReport: PolledEvent = {
	option: {
		name: 'Campaign Report',
		value: 'campaignReport',
		description: 'A campaign was sent so many hours ago: with what came of it by then',
	},
	fields: [
		{
			displayName: 'Report After (Hours)',
			name: 'reportAfter',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: MOST_HOURS },
			default: 24,
			description:
				'How many hours after its send date a campaign is reported. One that is still being sent by then is reported when that is done.',
		},
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add filter',
			default: {},
			options: [mailingListsFilter],
		},
	],
	watch: (settings) => {
		const afterMs = HOUR_MS * settings.whole('reportAfter', 0, MOST_HOURS);
		return watchCampaigns({
			event: 'campaignReport',
			mailingListIds: settings.collection('filters').ids('mailingListIds'),
			stageOf: (campaign, sentAt) => {
				if (!wasSent(campaign)) return isFinished(campaign) ? 'never' : 'later';
				return Date.now() < sentAt + afterMs ? 'later' : 'now';
			},
			isExample: wasSent,
		});
	},
};

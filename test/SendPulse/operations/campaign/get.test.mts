import { answering, operation, says } from '../../../api.mts';
import {
	explainsRefusals,
	givesWhatItShould,
	goesOnAfterFailures,
	takesIdInAnyForm,
	worksWithRetryOnFail,
	type Sample,
} from '../../suites.mts';
import {
	CAMPAIGN,
	CAMPAIGN_ID,
	CAMPAIGN_NOT_FOUND,
	documentedCampaign,
	unknownCampaign,
} from './campaigns.mts';

const get = operation('campaign', 'get');
const sample: Sample = {
	operation: get,
	parameters: { campaignId: CAMPAIGN },
	request: { method: 'GET', path: `/campaigns/${CAMPAIGN}` },
	answer: says(documentedCampaign),
	output: [
		{
			campaignId: CAMPAIGN,
			mailingListId: 89311111,
			id: CAMPAIGN,
			name: 'test check link',
			status: 3,
			statusName: 'Sent',
			send_date: '2021-09-01 10:55:39',
			subject: 'test check link',
			sender_email: 'e.b@sendpulse.com',
			list_id: 89311111,
			all_email_qty: 2,
			statistics: {
				sent: 2,
				delivered: 2,
				opening: 2,
				link_redirected: 2,
				unsubscribe: 0,
				error: 0,
			},
		},
	],
};

givesWhatItShould(sample);
takesIdInAnyForm(sample, CAMPAIGN_ID);
goesOnAfterFailures(sample, unknownCampaign);
worksWithRetryOnFail(sample);
explainsRefusals(sample, [CAMPAIGN_NOT_FOUND]);

test('simplified it has ten fields at most, and two that lead on', async () => {
	answering(sample.answer);
	const { json } = await get.run(sample.parameters);
	expect(Object.keys(json[0])).toHaveLength(12);
});

test('without Simplify all that SendPulse gives, with the word for the status', async () => {
	answering(sample.answer);
	const { json } = await get.run({ ...sample.parameters, simplify: false });
	expect(json).toEqual([
		{
			campaignId: CAMPAIGN,
			mailingListId: 89311111,
			...documentedCampaign,
			statusName: 'Sent',
		},
	]);
	// Beside the number.
	const fields = Object.keys(json[0]);
	expect(fields[fields.indexOf('status') + 1]).toBe('statusName');
});

test('a campaign without message and statistics is no trouble', async () => {
	answering(says({ id: CAMPAIGN, name: 'New', status: 26 }));
	const { json, error } = await get.run(sample.parameters);
	expect(error).toBeUndefined();
	expect(JSON.parse(JSON.stringify(json))).toEqual([
		{ campaignId: CAMPAIGN, id: CAMPAIGN, name: 'New', status: 26, statusName: 'Draft' },
	]);
});

test.each([
	[0, 'New'],
	[1, 'In moderation'],
	[2, 'Sending in progress'],
	[3, 'Sent'],
	[4, 'Test campaign'],
	[5, 'Blocked by the service'],
	[6, 'Marked to be deleted'],
	[7, 'Status updating'],
	[8, 'Test campaign sent'],
	[9, 'Delivery in progress'],
	[10, 'Being processed to be sent out'],
	[11, "Awaiting the user's answer to the moderator"],
	[12, 'No active addresses'],
	[13, 'Being created'],
	[14, 'Queued'],
	[15, 'Awaiting A/B testing results'],
	[16, 'Canceled by the user'],
	[22, 'Sending partially'],
	[23, 'Sent partially'],
	[25, 'Partially sent and blocked by the service'],
	[26, 'Draft'],
	[27, 'Requires editing'],
	[28, 'Scheduled to be resent to unread'],
	[33, 'Automation: balance exceeded'],
	[36, 'Automation draft'],
	['3', 'Sent'],
	[99, 'Unknown (99)'],
])('status %j is called %s', async (status, statusName) => {
	answering(says({ ...documentedCampaign, status }));
	const { json } = await get.run(sample.parameters);
	expect(json[0]).toMatchObject({ status, statusName });
});

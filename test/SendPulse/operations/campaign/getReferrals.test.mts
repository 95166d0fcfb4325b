import { answering, operation, says } from '../../../api.mts';
import {
	explainsRefusals,
	givesWhatItShould,
	goesOnAfterFailures,
	takesIdInAnyForm,
	worksWithRetryOnFail,
	type Sample,
} from '../../suites.mts';
import { CAMPAIGN, CAMPAIGN_ID, CAMPAIGN_NOT_FOUND, unknownCampaign } from './campaigns.mts';

const links = [
	{ link: 'http://first_link.com', count: 123454 },
	{ link: 'http://second_link.com', count: 5463 },
];
const sample: Sample = {
	operation: operation('campaign', 'getReferrals'),
	parameters: { campaignId: CAMPAIGN },
	request: { method: 'GET', path: `/campaigns/${CAMPAIGN}/referrals` },
	answer: says(links),
	output: links.map((link) => ({ campaignId: CAMPAIGN, ...link })),
};

givesWhatItShould(sample);
takesIdInAnyForm(sample, CAMPAIGN_ID);
goesOnAfterFailures(sample, unknownCampaign);
worksWithRetryOnFail(sample);
explainsRefusals(sample, [CAMPAIGN_NOT_FOUND]);

test('gives no items when nobody has followed a link', async () => {
	answering(says([]));
	const { json, error } = await sample.operation.run(sample.parameters);
	expect([json, error]).toEqual([[], undefined]);
});

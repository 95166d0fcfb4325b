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

const sample: Sample = {
	operation: operation('campaign', 'getCountries'),
	parameters: { campaignId: CAMPAIGN },
	request: { method: 'GET', path: `/campaigns/${CAMPAIGN}/countries` },
	answer: says({ US: 23, UA: 34567 }),
	output: [
		{ campaignId: CAMPAIGN, country: 'US', opens: 23 },
		{ campaignId: CAMPAIGN, country: 'UA', opens: 34567 },
	],
};

givesWhatItShould(sample);
takesIdInAnyForm(sample, CAMPAIGN_ID);
goesOnAfterFailures(sample, unknownCampaign);
worksWithRetryOnFail(sample);
explainsRefusals(sample, [CAMPAIGN_NOT_FOUND]);

test.each([[[]], [{}]])('gives no items for %j: nobody has opened it yet', async (nothing) => {
	answering(says(nothing));
	const { json, error } = await sample.operation.run(sample.parameters);
	expect([json, error]).toEqual([[], undefined]);
});

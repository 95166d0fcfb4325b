import '../../../quickWaits.mts';
import { DONE, operation } from '../../../api.mts';
import {
	doesNotRepeat,
	explainsRefusals,
	givesWhatItShould,
	goesOnAfterFailures,
	previews,
	refusesRetryOnFail,
	takesIdInAnyForm,
	type Sample,
} from '../../suites.mts';
import { CAMPAIGN, CAMPAIGN_ID, CAMPAIGN_NOT_FOUND, unknownCampaign } from './campaigns.mts';

const sample: Sample = {
	operation: operation('campaign', 'cancel'),
	parameters: { campaignId: CAMPAIGN },
	request: { method: 'DELETE', path: `/campaigns/${CAMPAIGN}` },
	answer: DONE,
	output: [{ success: true, campaignId: CAMPAIGN }],
};

givesWhatItShould(sample);
takesIdInAnyForm(sample, CAMPAIGN_ID);
goesOnAfterFailures(sample, unknownCampaign);
previews(sample);
doesNotRepeat(sample);
refusesRetryOnFail(sample, 'Cancel');
explainsRefusals(sample, [
	CAMPAIGN_NOT_FOUND,
	[
		422,
		602,
		'Campaign not found',
		'There is no such campaign; it has probably been sent already. Check the campaign in SendPulse.',
	],
	[422, 800, 'Invalid operation', 'The operation is not allowed. Check what the account may do.'],
]);

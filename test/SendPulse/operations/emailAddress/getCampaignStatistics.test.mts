import '../../../quickWaits.mts';
import { answering, operation, refuses, says } from '../../../api.mts';
import {
	explainsRefusals,
	givesWhatItShould,
	goesOnAfterFailures,
	repeatsWhatIsUnclear,
	takesAddresses,
	takesIdInAnyForm,
	worksWithRetryOnFail,
	type Sample,
} from '../../suites.mts';

const statistics = {
	sent_date: '2021-03-29 07:46:58',
	global_status: 1,
	global_status_explain: 'Sent',
	detail_status: 3,
	detail_status_explain: 'Opened',
};
const sample: Sample = {
	operation: operation('emailAddress', 'getCampaignStatistics'),
	parameters: { campaignId: 14973974, email: 'ann+1@gmail.com' },
	request: { method: 'GET', path: '/campaigns/14973974/email/ann%2B1%40gmail.com' },
	answer: says(statistics),
	output: [{ campaignId: 14973974, email: 'ann+1@gmail.com', ...statistics }],
};
const noCampaign = 'There is no such campaign. Pick the campaign again, or check its ID.';

givesWhatItShould(sample);
takesIdInAnyForm(sample, { name: 'campaignId', label: 'Campaign', id: 14973974 });
takesAddresses(sample);
repeatsWhatIsUnclear(sample);
worksWithRetryOnFail(sample);
goesOnAfterFailures(sample, {
	name: 'campaignId',
	values: { good: 14973974, wrong: 'last', refused: 404404 },
	isRefused: ({ path }) => path.startsWith('/campaigns/404404/'),
	refusal: refuses(404, 802, 'Campaign not found'),
	texts: {
		wrong: "'Campaign' has to be an ID, a whole number like 123456, not 'last'.",
		refused: `${noCampaign} SendPulse says: Campaign not found (code 802).`,
	},
});
explainsRefusals(sample, [
	[404, 802, 'Campaign not found', noCampaign],
	[
		422,
		17,
		'Email not found',
		'The e-mail address is not valid or not known. Check the spelling of the address.',
	],
	[
		422,
		502,
		'Email address not found',
		"SendPulse can't find the address there. Check the spelling of the address, or add it first.",
	],
]);

test('the date is read under either of its documented names', async () => {
	const { sent_date: date, ...rest } = statistics;
	answering(says({ send_date: date, ...rest }));
	const { json } = await sample.operation.run(sample.parameters);
	expect(json).toEqual(sample.output);
});

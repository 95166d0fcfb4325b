import '../../../quickWaits.mts';
import { operation, says } from '../../../api.mts';
import {
	explainsRefusals,
	givesWhatItShould,
	repeatsWhatIsUnclear,
	worksWithRetryOnFail,
	type Sample,
} from '../../suites.mts';

const balance = {
	balance: { main: '9.36', bonus: '5.00', currency: 'USD' },
	email: {
		tariff_name: 'Pay as you go 10 000',
		finished_time: '2019-04-25 08:03:02',
		emails_left: 9914,
		maximum_subscribers: 10000,
		current_subscribers: 0,
	},
	smtp: { tariff_name: 'SMTP Free', end_date: '2018-11-21 15:05:39', auto_renew: 1 },
	push: { tariff_name: 'White Label', end_date: '2018-11-30', auto_renew: 1 },
};
const sample: Sample = {
	operation: operation('account', 'getDetailedBalance'),
	parameters: {},
	request: { method: 'GET', path: '/user/balance/detail' },
	answer: says(balance),
	output: [balance],
};

givesWhatItShould(sample);
repeatsWhatIsUnclear(sample);
worksWithRetryOnFail(sample);
explainsRefusals(sample, [
	[403, 403, 'Forbidden', 'Access is not allowed. Check what the API key or the account may do.'],
]);

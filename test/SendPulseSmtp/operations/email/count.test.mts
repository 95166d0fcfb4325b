import '../../../quickWaits.mts';
import { says } from '../../../api.mts';
import {
	explainsRefusals,
	givesWhatItShould,
	worksWithRetryOnFail,
} from '../../../SendPulse/suites.mts';
import { smtpOperation } from '../../records.mts';

const sample = {
	operation: smtpOperation('email', 'count'),
	parameters: {},
	request: { method: 'GET', path: '/smtp/emails/total' },
	answer: says({ total: 25408 }),
	output: [{ total: 25408 }],
};

givesWhatItShould(sample);
worksWithRetryOnFail(sample);
explainsRefusals(sample, [
	[
		422,
		400,
		'No such SMTP user, you need to create SMTP account first',
		'The SMTP service of the account is not switched on. Fill in the form of the SMTP service in SendPulse (SMTP), and wait until it is moderated.',
	],
	[
		422,
		422,
		'Your tariff does not allow the operation',
		'The pricing plan does not include this. Change the plan in SendPulse.',
	],
]);

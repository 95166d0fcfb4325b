import '../../../quickWaits.mts';
import { chatbotOperation, says } from '../../../api.mts';
import {
	givesWhatItShould,
	repeatsWhatIsUnclear,
	type Sample,
} from '../../../SendPulse/suites.mts';
import { explainsChatbotRefusals } from '../../suites.mts';

const plan = {
	code: 'messengers500',
	max_bots: -1,
	max_contacts: 500,
	max_messages: -1,
	max_tags: -1,
	max_variables: -1,
	branding: false,
	is_exceeded: false,
	is_expired: false,
	expired_at: '2026-01-15T11:11:11.000Z',
};
const statistics = { messages: 5, bots: 2, contacts: 120, variables: 7 };
const sampleOf = (account: object): Sample => ({
	operation: chatbotOperation('account', 'get'),
	parameters: { channel: 'whatsapp' },
	request: { method: 'GET', path: '/whatsapp/account' },
	answer: says({ success: true, data: account }),
	output: [{ ...account }],
});

const sample = sampleOf({ plan, statistics });

// One and the same under two names, depending on the channel.
givesWhatItShould(sample, sampleOf({ tariff: plan, statistics }));
explainsChatbotRefusals(sample);
repeatsWhatIsUnclear(sample);

import '../../../quickWaits.mts';
import { answering, chatbotOperation, locator, says } from '../../../api.mts';
import {
	givesWhatItShould,
	repeatsWhatIsUnclear,
	type Sample,
} from '../../../SendPulse/suites.mts';
import { BOT } from '../../records.mts';
import { explainsChatbotRefusals, takesIds } from '../../suites.mts';

const numbers = {
	subscribedTotalCount: 12,
	subscribedActiveCount: 10,
	outgoingMessagesTotalCount: 340,
};
const sample: Sample = {
	operation: chatbotOperation('bot', 'getStatistics'),
	parameters: { channel: 'tiktok', botId: locator(BOT) },
	request: { method: 'GET', path: `/tiktok/bots/statistics?bot_id=${BOT}` },
	// Without `success` (chatbot services' APIs, GET /bots/statistics).
	answer: says({ data: numbers }),
	output: [{ channel: 'tiktok', botId: BOT, ...numbers }],
};

/** Live chat spells them otherwise. */
const ofLiveChat = {
	subscribed_total_count: 12,
	subscribed_active_count: 10,
	outgoing_messages_total_count: 340,
};

givesWhatItShould(sample, {
	...sample,
	answer: says({ data: ofLiveChat }),
	output: [{ channel: 'tiktok', botId: BOT, ...ofLiveChat }],
});
takesIds(sample, 'botId');
explainsChatbotRefusals(sample);
repeatsWhatIsUnclear(sample);

test.each([
	['with success', { success: true, data: numbers }, numbers],
	['bare', numbers, numbers],
	['empty', { data: [] }, {}],
])('%s', async (_, body, expected) => {
	answering(says(body));
	const { json } = await sample.operation.run(sample.parameters);
	expect(json).toEqual([{ channel: 'tiktok', botId: BOT, ...expected }]);
});

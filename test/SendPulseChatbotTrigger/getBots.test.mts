import '../quickWaits.mts';
import { getBots } from '../../nodes/SendPulseChatbotTrigger/getBots';
import { answering, apiKey, says } from '../api.mts';
import { callMethod } from '../n8n.mts';
import { BOT_ID } from './samples.mts';

it('offers the bots of all channels', async () => {
	const bots = [{ id: BOT_ID, channel_data: { name: 'Shop' }, status: 3 }];
	const api = answering(says({ success: true, data: bots }), says({ success: true, data: [] }));

	const options = await callMethod('loadOptions', getBots, apiKey());

	expect(options).toEqual([{ name: 'Shop', value: BOT_ID }]);
	expect(api.requests[0]).toMatchObject({
		method: 'GET',
		path: expect.stringMatching(/^\/chatbots\/bots\b/),
	});
});

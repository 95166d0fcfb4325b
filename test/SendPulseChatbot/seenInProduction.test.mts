/** What real bots answer and deliver beyond the descriptions of the chatbots' services. */
import type { IDataObject } from 'n8n-workflow';
import { simplified } from '../../nodes/SendPulseChatbotTrigger/simplify';
import { wantedEvents } from '../../nodes/SendPulseChatbotTrigger/filters';
import { answering, chatbotOperation, locator, says, silent, type Answer } from '../api.mts';
import { received } from '../SendPulseChatbotTrigger/samples.mts';

const ID = '66a1b2c3d4e5f60718293a4b';
const send = chatbotOperation('message', 'send');
const text = (channel: string, words: string): IDataObject => ({
	channel,
	contactId: ID,
	messageType: 'text',
	text: words,
});

test('in a campaign a button of a template names its flow beside its type', async () => {
	const api = answering(says({ success: true, data: { id: ID } }));
	const { error } = await chatbotOperation('campaign', 'send').run({
		channel: 'whatsapp',
		botId: ID,
		title: 'Spring',
		sendMode: 'now',
		messageType: 'template',
		template: locator('spring:en', 'name'),
		templateParameters: { mappingMode: 'defineBelow', value: { button_0_flow: ID } },
	});
	expect(error).toBeUndefined();
	const { template } = api.requests[0]!.body as { template: IDataObject };
	expect(template.components).toEqual([
		{
			type: 'button',
			sub_type: 'quick_reply',
			parameters: [{ type: 'payload', to_chain_id: ID }],
			index: 0,
		},
	]);
});

const refused = (status: number, error_code: number, words: string): Answer => ({
	status,
	body: { success: false, data: null, errors: { contact_id: [words] }, error_code },
});

test.each([
	[refused(400, 400, 'contact.errors.not_active'), /^The contact has unsubscribed/],
	[refused(400, 400, 'Contact is not active'), /^The contact has unsubscribed/],
	[refused(422, 403, 'Forbidden: bot was blocked by the user'), /^The contact has blocked the bot/],
	[refused(400, 400, '(#1) Contact is not active in 24hours'), /^WhatsApp lets a business write/],
	[
		refused(400, 400, '(#10) This message is sent outside of allowed window.'),
		/^Facebook Messenger and Instagram let/,
	],
])('a refusal comes in words: %j', async (answer, words) => {
	answering(answer);
	const { error } = await send.run(text('telegram', 'Hello'));
	expect(error?.message).toMatch(words);
});

describe('texts', () => {
	test.each([
		['telegram', 4_096],
		['messenger', 2_000],
		['instagram', 1_000],
		['whatsapp', 4_096],
	])('on %s have %i characters at most', async (channel, most) => {
		const api = answering(says({ success: true, data: { id: ID } }));
		expect((await send.run(text(channel, '🎉'.repeat(most)))).error).toBeUndefined();
		const { error } = await send.run(text(channel, '🎉'.repeat(most + 1)));
		expect(error?.message).toContain(`'Text' has ${(most + 1).toLocaleString('en')} characters`);
		expect(api.requests).toHaveLength(1);
	});

	test('are measured without the tags that format them', async () => {
		answering(says({ success: true, data: { id: ID } }));
		const words = `<b>${'a'.repeat(4_096)}</b>`;
		const { error } = await send.run({ ...text('telegram', words), options: { html: true } });
		expect(error).toBeUndefined();
	});

	test('that go with an image may be shorter', async () => {
		const api = silent();
		const image = { messageType: 'image', imageUrl: 'https://a.example/a.png' };
		const caption = 'a'.repeat(1_025);
		const { error } = await send.run({ ...text('telegram', ''), ...image, caption });
		expect(error?.message).toContain("'Caption' has 1,025 characters");
		expect(api.requests).toEqual([]);
	});
});

test('only messages are shown as messages', async () => {
	answering(says({ success: true, data: { success: true } }));
	const { json } = await send.run(text('telegram', 'Hello'));
	expect(json).toEqual([{ success: true, channel: 'telegram', contactId: ID }]);
});

test('a contact whom nobody has written to yet has a status', async () => {
	answering(says({ success: true, data: { id: ID, status: 0 } }));
	const get = chatbotOperation('contact', 'get');
	const { json } = await get.run({ channel: 'whatsapp', contactId: ID });
	expect(json[0]).toMatchObject({ status: 0, statusName: 'New' });
});

test.each([
	[1000, 'Bridge'],
	[1001, 'Telegram (personal account)'],
])('service %i is no channel, but has a name', async (service, serviceName) => {
	answering(says({ success: true, data: [{ id: ID, service }] }));
	const { json } = await chatbotOperation('bot', 'getMany').run({ channel: 'all', limit: 1 });
	expect(json[0]).toMatchObject({ service, serviceName });
	expect(json[0]).not.toHaveProperty('channel');
});

describe('the comment on a post', () => {
	const comment = { id: '17', text: 'How much?', media: { id: '5', media_product_type: 'FEED' } };
	const comments = [
		received('facebook', { item: 'comment', comment_id: '1_2', message: 'How much?' }),
		received('instagram', comment),
	];
	const chat = received('instagram', { mid: 'x', text: 'How much?' });

	test('is told from a message', () => {
		expect(comments.map((one) => simplified(one))).toEqual([
			expect.objectContaining({ isComment: true, text: 'How much?', channel: 'messenger' }),
			expect.objectContaining({ isComment: true, text: 'How much?', channel: 'instagram' }),
		]);
		expect(simplified(chat)).toMatchObject({ isComment: false, text: 'How much?' });
	});

	test('can be left out', () => {
		const wanted = { events: ['incoming_message'], channels: [], botIds: [] };
		const events = [...comments, chat];
		expect(wantedEvents(events, wanted)).toEqual(events);
		expect(wantedEvents(events, { ...wanted, withoutComments: true })).toEqual([chat]);
	});
});

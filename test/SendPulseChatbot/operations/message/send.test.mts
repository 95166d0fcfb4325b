import '../../../quickWaits.mts';
import type { IDataObject } from 'n8n-workflow';
import nock from 'nock';
import {
	answering,
	answeringBy,
	answeringSlowly,
	chatbotOperation,
	HOST,
	locator,
	refuses,
	says,
	silent,
	type Answer,
} from '../../../api.mts';
import {
	doesNotRepeat,
	givesWhatItShould,
	goesOnAfterFailures,
	previews,
	refusesRetryOnFail,
	type Sample,
} from '../../../SendPulse/suites.mts';
import {
	CONTACT,
	content,
	everyMessage,
	FLOW,
	message,
	opens,
	OTHER_CONTACT,
	PICTURE,
} from './messages.mts';

const send = chatbotOperation('message', 'send');
const SENT = says({ success: true, data: true });
const sample: Sample = {
	operation: send,
	parameters: {
		channel: 'telegram',
		contactId: locator(CONTACT),
		...content.image(PICTURE, 'Our new collection'),
	},
	request: {
		method: 'POST',
		path: '/telegram/contacts/send',
		body: {
			contact_id: CONTACT,
			message: { type: 'photo', photo: PICTURE, caption: 'Our new collection' },
		},
	},
	answer: says({ success: true, data: message }),
	output: [{ success: true, channel: 'telegram', contactId: CONTACT, messages: [message] }],
};
/** Live chat answers without an envelope (live chat service API, POST /contacts/send). */
const ofLiveChat = {
	id: '5f1a2b3c4d5e6f7a8b9c0d07',
	contact_id: CONTACT,
	bot_id: message.bot_id,
	campaign: null,
	chain: null,
	reject_reason: null,
	data: { type: 'text', text: 'hello', subscriber_id: 'd86e2ca7-0000-0000-1111-1f1f32d0f0b1' },
	direction: 2,
	status: 1,
	type: 'text',
	created_at: '2020-12-11T21:00:00+00:00',
};

describe('a message', () => {
	givesWhatItShould(sample, {
		...sample,
		answer: says({ success: true, data: everyMessage }),
		output: [{ ...sample.output[0], messages: everyMessage }],
	});
	previews(sample);
	doesNotRepeat(sample);
	refusesRetryOnFail(sample, 'Send');
	goesOnAfterFailures(sample, {
		name: 'contactId',
		values: { good: CONTACT, wrong: '123', refused: OTHER_CONTACT },
		isRefused: ({ body }) => (body as IDataObject).contact_id === OTHER_CONTACT,
		refusal: {
			status: 422,
			body: {
				message: 'The given data was invalid.',
				errors: { contact_id: ['Contact not found'] },
			},
		},
		texts: {
			wrong: "'Contact' has to be an ID of SendPulse like 5f1a2b3c4d5e6f7a8b9c0d1e, not '123'.",
			refused:
				"SendPulse knows no such contact in this channel. Check that 'Channel' is the one of the contact, and that the ID is SendPulse's own, as in the address of the chat there. SendPulse says: The given data was invalid. (contact_id: Contact not found) (status 422).",
		},
	});
});

describe('an answer', () => {
	const text = { contactId: CONTACT, ...content.text('hello') };
	const second = { ...message, id: '5f1a2b3c4d5e6f7a8b9c0d08' };

	test.each<[string, string, unknown, IDataObject]>([
		['one message', 'telegram', { success: true, data: message }, { messages: [message] }],
		[
			'a list of messages',
			'instagram',
			{ success: true, data: [message, second] },
			{ messages: [message, second] },
		],
		[
			'a list as PHP may write it',
			'instagram',
			{ success: true, data: { 0: message, 1: second } },
			{ messages: [message, second] },
		],
		['true', 'viber', { success: true, data: true }, {}],
		['null', 'viber', { success: true, data: null }, {}],
		['a list of what is no message', 'viber', { success: true, data: [true, null] }, {}],
		['an empty list', 'viber', { success: true, data: [] }, {}],
		['a message without an envelope', 'liveChat', ofLiveChat, { messages: [ofLiveChat] }],
	])('%s', async (_, channel, body, more) => {
		answering(says(body));
		const { json, error } = await send.run({ channel, ...text });
		expect(error).toBeUndefined();
		expect(json).toEqual([{ success: true, channel, contactId: CONTACT, ...more }]);
	});

	test('false is a refusal, not a success', async () => {
		answering(says({ success: true, data: false }));
		const { json, error } = await send.run({ channel: 'viber', ...text });
		expect(error?.message).toBe(
			'SendPulse took the message but says that it was not sent, without a reason. Look at the chat in SendPulse.',
		);
		expect(json).toEqual([]);
	});
});

describe('refusals are told in words', () => {
	test.each<[string, string, number, object, string]>([
		[
			'the 24-hour window of WhatsApp',
			'whatsapp',
			400,
			{
				success: false,
				data: null,
				errors: { phone: ['(#1) Contact is not active in 24hours'] },
				error_code: 400,
			},
			"WhatsApp lets a business write freely only within 24 hours of the last message of the contact. Send an approved template instead ('Send Template'), or wait until the contact writes. SendPulse says: phone: (#1) Contact is not active in 24hours (code 400).",
		],
		[
			'several fields',
			'telegram',
			422,
			{
				message: 'The given data was invalid.',
				errors: {
					'message.text': ['The text field is required.', 'The text is too short.'],
					contact_id: ['(#2) Contact is not valid'],
				},
			},
			'A value was not accepted. Correct the value that SendPulse names. SendPulse says: The given data was invalid. (message.text: The text field is required., The text is too short.; contact_id: (#2) Contact is not valid) (status 422).',
		],
		[
			'400, which is no code of the e-mail service here',
			'viber',
			400,
			{ success: false, data: null, errors: { bot: ['Bot is disabled'] }, error_code: 400 },
			'SendPulse refused the request. SendPulse says: bot: Bot is disabled (code 400).',
		],
		[
			'success: false with status 200',
			'tiktok',
			200,
			{ success: false, data: null, errors: { contact: ['Unsubscribed'] }, error_code: 400 },
			'SendPulse refused the request. SendPulse says: contact: Unsubscribed (code 400).',
		],
		[
			'404',
			'telegram',
			404,
			{ success: false, data: null, errors: { contact_id: ['Not found'] }, error_code: 404 },
			'SendPulse does not know this record. Check the ID. SendPulse says: contact_id: Not found (code 404).',
		],
		[
			'a plan that does not include it',
			'telegram',
			403,
			{ message: 'Access denied!', error_code: 3030303030 },
			'The pricing plan does not include this. Upgrade the plan in SendPulse, or use less of it. SendPulse says: Access denied! (code 3030303030).',
		],
	])('%s', async (_, channel, status, body, text) => {
		const api = answering({ status, body });
		const { error, items } = await send.run({
			channel,
			contactId: CONTACT,
			...content.text('hello'),
		});
		expect(error?.message).toBe(text);
		expect(error?.name).toBe('NodeApiError');
		expect(items).toEqual([]);
		expect(api.requests).toHaveLength(1);
	});
});

describe('a message is never sent again when it is unclear whether it went out', () => {
	const NOT_AGAIN =
		'It was not sent again, because SendPulse may have done it all the same. Look in SendPulse whether it was done before you run this again.';

	test.each<[string, Answer, string]>([
		[
			'500',
			{ status: 500, body: { message: 'Internal error' } },
			'SendPulse answered with status 500: Internal error.',
		],
		['503', { status: 503, body: '' }, 'SendPulse answered with status 503.'],
		['an empty answer', says(''), 'SendPulse answered with an empty answer (status 200).'],
		[
			'half an answer',
			says('{"success": tr'),
			'SendPulse answered with an answer that is cut off or no JSON (status 200).',
		],
	])('%s', async (_, answer, text) => {
		const api = answering(answer);
		const { error } = await send.run(sample.parameters);
		expect(error?.message).toBe(`${text} ${NOT_AGAIN}`);
		expect(api.requests).toEqual([sample.request]);
	});

	test.each([
		['ECONNRESET', 'The connection to SendPulse was lost.'],
		['ETIMEDOUT', 'SendPulse did not answer in time.'],
	])('%s', async (code, text) => {
		// Once: nock would refuse a second request in words of its own.
		const lost = nock(HOST)
			.post('/telegram/contacts/send')
			.replyWithError(Object.assign(new Error('lost'), { code }));
		const { error } = await send.run(sample.parameters);
		expect(error?.message).toBe(`${text} ${NOT_AGAIN}`);
		lost.done();
	});

	test('but again after a refusal for the pace, which did nothing', async () => {
		const api = answering(refuses(429, 2020202020, 'Too many requests'), SENT);
		const { error } = await send.run(sample.parameters);
		expect(error).toBeUndefined();
		expect(api.requests).toEqual([sample.request, sample.request]);
	});
});

describe('several items', () => {
	const texts = (requests: Array<{ body?: unknown }>) =>
		requests.map(({ body }) => ((body as IDataObject).message as IDataObject).text);
	const toEach = {
		channel: 'telegram',
		contactId: '={{ $json.contact }}',
		messageType: 'text',
		text: '={{ $json.text }}',
	};

	test('go to one contact in their order, one after the other', async () => {
		const api = answeringSlowly(SENT);
		const words = ['One', 'Two', 'Three'];
		await send.run(toEach, { items: words.map((text) => ({ contact: CONTACT, text })) });
		expect(texts(api.requests)).toEqual(words);
		expect(api.mostAtOnce).toBe(1);
	});

	test('go to different contacts side by side', async () => {
		const api = answeringSlowly(SENT);
		const contacts = [
			CONTACT,
			OTHER_CONTACT,
			...['0', '1'].map((end) => CONTACT.replace(/.$/, end)),
		];
		const { json } = await send.run(toEach, {
			items: contacts.map((contact) => ({ contact, text: 'Hello' })),
		});
		expect(api.mostAtOnce).toBe(4);
		expect(json.map(({ contactId }) => contactId)).toEqual(contacts);
	});

	test('stop when one of them is unclear: what follows for that contact is not sent', async () => {
		const api = answeringBy(({ body }) =>
			texts([{ body }])[0] === 'Two' ? { status: 500, body: '' } : SENT,
		);
		const words = ['One', 'Two', 'Three'];
		const { error } = await send.run(toEach, {
			items: words.map((text) => ({ contact: CONTACT, text })),
		});
		expect(error?.message).toMatch(/^Item 2: .* By then 1 of 3 messages had been sent\.$/);
		expect(texts(api.requests)).toEqual(['One', 'Two']);
	});

	test('each goes to the channel that its expression names, in the form of that channel', async () => {
		const api = answeringBy(() => SENT);
		const channels = ['telegram', 'instagram', 'whatsapp'];
		const { json } = await send.run(
			{
				...toEach,
				channel: '={{ $json.channel }}',
				contactId: locator('={{ $json.contact }}', 'id'),
			},
			{ items: channels.map((channel) => ({ channel, contact: CONTACT, text: 'Hi' })) },
		);
		const contact = { contact_id: CONTACT };
		expect(api.requests).toEqual([
			{
				method: 'POST',
				path: '/telegram/contacts/send',
				body: { ...contact, message: { type: 'text', text: 'Hi' } },
			},
			{
				method: 'POST',
				path: '/instagram/contacts/send',
				body: { ...contact, messages: [{ type: 'text', message: { text: 'Hi' } }] },
			},
			{
				method: 'POST',
				path: '/whatsapp/contacts/send',
				body: { ...contact, message: { type: 'text', text: { body: 'Hi' } } },
			},
		]);
		expect(json.map(({ channel }) => channel)).toEqual(channels);
	});
});

test.each<[string, unknown]>([
	['picked entry', locator(CONTACT)],
	['entered ID', locator(` ${CONTACT} `, 'id')],
	['bare ID', CONTACT],
	['ID in capital letters', CONTACT.toUpperCase()],
	['expression', '={{ $json.id }}'],
	['expression in the locator', locator('={{ $json.id }}', 'id')],
])('takes a contact as %s', async (_, contactId) => {
	const api = answering(SENT);
	const { error } = await send.run(
		{ ...sample.parameters, contactId: contactId as string },
		{ items: [{ id: CONTACT }] },
	);
	expect(error).toBeUndefined();
	const [{ body }] = api.requests;
	expect(String((body as IDataObject).contact_id).toLowerCase()).toBe(CONTACT);
});

test("SendPulse's placeholders and n8n's expressions both arrive", async () => {
	const api = answering(SENT);
	await send.run(
		{
			channel: 'telegram',
			contactId: CONTACT,
			...content.text('=Hi {{name}}, no. {{ $json.order }} is on its way'),
		},
		{ items: [{ order: 12 }] },
	);
	expect(api.requests[0].body).toMatchObject({
		message: { text: 'Hi {{name}}, no. 12 is on its way' },
	});
});

test('the parts of buttons may be expressions, and keep placeholders', async () => {
	const api = answering(SENT);
	await send.run(
		{
			channel: 'viber',
			contactId: CONTACT,
			...content.buttons(
				'Hi',
				opens('=Order {{ $json.order }} of {{ first name }}', '={{ $json.page }}'),
			),
		},
		{ items: [{ order: 12, page: 'https://example.com/12' }] },
	);
	expect(api.requests[0].body).toMatchObject({
		messages: [
			{
				text: {
					buttons: [
						[
							{
								text: 'Order 12 of {{ first name }}',
								type: 'web_url',
								url: 'https://example.com/12',
							},
						],
					],
				},
			},
		],
	});
});

describe('what is not filled in well is refused before anything is sent', () => {
	const button = (row: IDataObject) => content.buttons('Hi', row);
	// What is empty before the run is refused by n8n itself.
	const NOTHING = "={{ '' }}";
	const OWN_FORM = 'holds no message. Write it in the form of the channel.';

	test.each<[string, IDataObject, string]>([
		['no text', content.text(NOTHING), "'Text' is empty. Fill it in."],
		['white space', content.text(' \n '), "'Text' is empty. Fill it in."],
		['no image', content.image(NOTHING), "'Image URL' is empty. Fill it in."],
		[
			'an image that is nowhere',
			content.image('photo.png'),
			"'Image URL' is not an address on the web: 'photo.png'. Begin with 'https://'.",
		],
		[
			'a file on the own disk',
			content.file('file:///etc/passwd'),
			"'File URL' is not an address on the web: 'file:///etc/passwd'. Begin with 'https://'.",
		],
		['no buttons', content.buttons('Hi'), "'Buttons' has no button. Add one, or send a text."],
		[
			'no buttons at all',
			{ messageType: 'buttons', text: 'Hi' },
			"'Buttons' has no button. Add one, or send a text.",
		],
		[
			'buttons without a text',
			content.buttons(NOTHING, opens('Page', 'https://example.com')),
			"'Text' is empty. Fill it in.",
		],
		[
			'a button without a label',
			button(opens(' ', 'https://example.com')),
			"'Buttons' has no label for button 1. Enter its text.",
		],
		[
			'a button without a page',
			button({ label: 'Page' }),
			"'Buttons' has no web address for 'Page': ''. Begin with 'https://'.",
		],
		[
			'a button that would run a script',
			button(opens('Page', 'javascript:alert(1)')),
			"'Buttons' has no web address for 'Page': 'javascript:alert(1)'. Begin with 'https://'.",
		],
		[
			'a button with the name of a flow',
			button({ label: 'Flow', onClick: 'flow', flowId: 'Welcome' }),
			"'Buttons' has no flow for 'Flow': 'Welcome'. Choose one, or enter its ID.",
		],
		[
			'a button that does something else',
			button({ label: 'Call', onClick: 'call' }),
			"'Buttons' has an unknown action for 'Call': 'call'. Use url, flow or reply.",
		],
		['empty JSON', content.json('{}'), `'Message (JSON)' ${OWN_FORM}`],
		['an empty list', content.json('[]'), `'Message (JSON)' ${OWN_FORM}`],
		['no JSON', content.json('text: Hi'), "'Message (JSON)' is not valid JSON: 'text: Hi'."],
		[
			'JSON of something else',
			content.json('[1]'),
			"'Message (JSON)' has to be a JSON object or a list of them, not '[1]'.",
		],
		[
			'an unknown type',
			{ messageType: 'video' },
			"'Message Type' has to be one of text, image, file, buttons, json, not 'video'.",
		],
		[
			'an unknown tag',
			{ ...content.text('Hi'), channel: 'messenger', options: { messageTag: 'SALE' } },
			"'Message Tag' has to be one of CUSTOMER_FEEDBACK, HUMAN_AGENT, not 'SALE'.",
		],
		[
			'an unknown channel',
			{ ...content.text('Hi'), channel: 'icq' },
			"'Channel' has to be one of instagram, liveChat, messenger, telegram, tiktok, viber, whatsapp, not 'icq'.",
		],
		[
			'no contact',
			{ ...content.text('Hi'), contactId: locator(NOTHING, 'id') },
			"'Contact' is empty. Pick an entry or enter its ID.",
		],
		[
			'the ID of the messenger',
			{ ...content.text('Hi'), contactId: 380632727700 },
			"'Contact' has to be an ID of SendPulse like 5f1a2b3c4d5e6f7a8b9c0d1e, not '380632727700'.",
		],
	])('%s', async (_, fields, text) => {
		const api = silent();
		const { error } = await send.run({ channel: 'telegram', contactId: CONTACT, ...fields });
		expect(error?.message).toBe(`${text} Nothing was sent.`);
		expect(api.requests).toEqual([]);
	});

	test('says which of several buttons it is', async () => {
		const api = silent();
		const { error } = await send.run({
			channel: 'telegram',
			contactId: CONTACT,
			...content.buttons(
				'Hi',
				{ label: 'One', onClick: 'flow', flowId: FLOW },
				{ label: '', onClick: 'flow', flowId: FLOW },
			),
		});
		expect(error?.message).toBe(
			"'Buttons' has no label for button 2. Enter its text. Nothing was sent.",
		);
		expect(api.requests).toEqual([]);
	});
});

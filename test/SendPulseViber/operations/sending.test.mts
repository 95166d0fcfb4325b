import '../../quickWaits.mts';
import type { IDataObject } from 'n8n-workflow';
import {
	answering,
	answeringBy,
	answersAside,
	locator,
	says,
	silent,
	type Arrived,
} from '../../api.mts';
import {
	doesNotRepeat,
	explainsRefusals,
	givesWhatItShould,
	LIST,
	previews,
	refusesEqualItems,
	refusesRetryOnFail,
	takesIdInAnyForm,
	takesListInAnyForm,
	type Sample,
} from '../../SendPulse/suites.mts';
import { CAMPAIGN, created, SENDER, viberOperation } from '../records.mts';

answersAside(({ path }) => (path === '/user/info' ? says({ locale: 'Europe/Kyiv' }) : undefined));

const send = viberOperation('message', 'send');
const create = viberOperation('campaign', 'create');
const goOn = { onError: 'continueRegularOutput' } as const;

const content = {
	senderId: locator(String(SENDER)),
	text: 'Hi!',
	options: { name: 'Spring' },
};
const body = {
	task_name: 'Spring',
	message_type: 2,
	sender_id: SENDER,
	message_live_time: 86_400,
	send_date: 'now',
	message: 'Hi!',
};
const toNumbers = { ...content, phones: '+38 095 604-54-55' };
const toList = { ...content, mailingListId: LIST, sendMode: 'now' };
const told = { task_name: 'Spring', send_date: '2019-03-26 12:40:05' };

const sendSample: Sample = {
	operation: send,
	parameters: toNumbers,
	request: { method: 'POST', path: '/viber', body: { ...body, recipients: [380956045455] } },
	answer: created(),
	output: [{ success: true, task_id: CAMPAIGN, phones: ['380956045455'], ...told }],
};
const createSample: Sample = {
	operation: create,
	parameters: toList,
	request: { method: 'POST', path: '/viber', body: { ...body, address_book: LIST } },
	answer: created(),
	output: [{ success: true, task_id: CAMPAIGN, mailingListId: LIST, ...told }],
};

const itsSender = { name: 'senderId', label: 'Sender', id: SENDER };

describe('message.send', () => {
	givesWhatItShould(sendSample);
	takesIdInAnyForm(sendSample, itsSender);
	previews(sendSample);
	doesNotRepeat(sendSample, "with 'Get Many' of the resource Campaign");
	refusesRetryOnFail(sendSample, 'Send');
	explainsRefusals(sendSample, [
		[
			422,
			707,
			'Balance is empty',
			'The balance of the account is used up. Top up the balance in SendPulse.',
		],
		[
			422,
			422,
			'Message does not match any template',
			'The text of the system message matches no template that is approved for the sender. Use the very words of the template, or send a promo message.',
		],
	]);

	const phonesIn = ({ body: left }: Arrived) => (left as { recipients: number[] }).recipients;
	const people = (count: number) =>
		Array.from({ length: count }, (_, index) => ({ phones: String(380950000000 + index) }));
	const fromItem = { ...toNumbers, phones: '={{ $json.phones }}', options: {} };

	test('the same content shares a request, a thousand numbers each, under one name', async () => {
		const api = answeringBy(() => created({ task_name: undefined }));
		const { json, hints } = await send.run(fromItem, { items: people(1_100) });
		expect(api.requests.map((request) => phonesIn(request).length).sort()).toEqual([100, 1000]);
		const names = api.requests.map(({ body: left }) => (left as IDataObject).task_name);
		expect(new Set(names).size).toBe(1);
		expect(names[0]).toMatch(/^n8n \d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
		expect(json[0].task_name).toBe(names[0]);
		expect(hints).toEqual(['1,100 messages handed over in 2 requests']);
	});

	test('the same number in two items is two messages in two requests', async () => {
		const api = answeringBy(() => created());
		const { json } = await send.run(fromItem, {
			items: ['38095000001,38095000002', '38095000001'].map((phones) => ({ phones })),
		});
		expect(api.requests.map(phonesIn)).toEqual([[38095000001, 38095000002], [38095000001]]);
		expect(json.map(({ phones }) => phones)).toEqual([
			['38095000001', '38095000002'],
			['38095000001'],
		]);
	});

	test.each<[string, number[]]>([
		['Recipients: no more than 2 items', [4, 2, 2]],
		['Recipient 380950000001 is invalid', [4]],
	])('%s', async (words, sizes) => {
		const api = answeringBy((request) =>
			phonesIn(request).length > 2 ? says({ result: false, message: words }) : created(),
		);
		await send.run(fromItem, { items: people(4), settings: goOn });
		expect(api.requests.map((request) => phonesIn(request).length)).toEqual(sizes);
	});
});

describe('campaign.create', () => {
	givesWhatItShould(createSample);
	takesListInAnyForm(createSample);
	takesIdInAnyForm(createSample, itsSender);
	previews(createSample);
	doesNotRepeat(createSample, "with 'Get Many' of the resource Campaign");
	refusesRetryOnFail(createSample, 'Create');
	refusesEqualItems(createSample, 'send the same message to the same mailing list', 'text');
	explainsRefusals(createSample, [
		[
			422,
			703,
			'Book not found',
			'There is no such mailing list. Pick the mailing list again, or check its ID.',
		],
	]);

	test('begins with Later, which needs a date: nothing leaves by accident', async () => {
		const api = silent();
		const { error } = await create.run({ ...toList, sendMode: undefined, sendDate: '={{ "" }}' });
		expect(error?.message).toBe(
			"'Send Date' is empty. Choose when the campaign is sent. Nothing was sent.",
		);
		expect(api.requests).toEqual([]);
	});

	test('later, spread over hours', async () => {
		const api = answering(created());
		await create.run({
			...toList,
			sendMode: 'schedule',
			sendDate: '2097-12-31T23:34:23Z',
			options: { name: 'Spring', stretchTime: 3, lifetime: 600 },
		});
		expect(api.requests.map(({ body: left }) => left)).toEqual([
			{
				...body,
				send_date: '2098-01-01 01:34:23',
				message_live_time: 600,
				stretch_time: 3,
				address_book: LIST,
			},
		]);
	});

	test('equal items without a name are equal all the same', async () => {
		const api = silent();
		const { error } = await create.run({ ...toList, options: {} }, { items: [{}, {}] });
		expect(error?.message).toMatch(/^2 input items would send the same message/);
		expect(api.requests).toEqual([]);
	});

	test.each<[string, string]>([
		[
			'Text does not match template',
			'The text of the system message matches no template that is approved for the sender. Use the very words of the template, or send a promo message.',
		],
		[
			'Sender not verified',
			"There is no such sender, or it is not verified. Pick a sender that is verified ('Get Many' of the resource Sender Name tells).",
		],
		['Whatever else', 'SendPulse refused the request.'],
	])('a refusal with status 200: %s', async (words, text) => {
		answering(says({ result: false, message: words }));
		const { error } = await create.run(toList);
		expect(error?.message).toBe(`${text} SendPulse says: ${words} (status 200).`);
	});
});

describe('content', () => {
	const button = { buttonText: 'Shop', buttonUrl: 'https://example.com' };
	const image = { imageUrl: 'http://example.com/rose.jpg' };
	const sms = { resendAsSms: true, smsText: 'Hi by SMS', smsSenderName: locator('FlowerShop') };

	test.each<[IDataObject, IDataObject]>([
		[{ messageType: 'system' }, { message_type: 3, message: 'Hi!' }],
		[
			{ content: 'textAndButton', ...button },
			{ message: 'Hi!', additional: { button: { text: 'Shop', link: 'https://example.com' } } },
		],
		[
			{ content: 'textButtonAndImage', ...button, ...image },
			{
				message: 'Hi!',
				additional: {
					button: { text: 'Shop', link: 'https://example.com' },
					image: { link: 'http://example.com/rose.jpg' },
				},
			},
		],
		[
			{ content: 'image', ...image },
			{ message: undefined, additional: { image: { link: 'http://example.com/rose.jpg' } } },
		],
		[
			sms,
			{
				message: 'Hi!',
				additional: {
					resend_sms: { status: true, sms_text: 'Hi by SMS', sms_sender_name: 'FlowerShop' },
				},
			},
		],
	])('%j', async (parameters, expected) => {
		const api = answering(created());
		const { error } = await send.run({ ...toNumbers, ...parameters });
		expect(error).toBeUndefined();
		expect(api.requests[0].body).toEqual(
			JSON.parse(JSON.stringify({ ...body, ...expected, recipients: [380956045455] })),
		);
	});

	test.each<[IDataObject, string]>([
		[
			{ messageType: 'system', content: 'textAndButton', ...button },
			"'Content' has to be Text for a system message.",
		],
		[
			{ messageType: '={{ "news" }}' },
			"'Message Type' has to be one of promo, system, not 'news'.",
		],
		[{ text: '={{ " " }}' }, "'Text' is empty. Fill it in."],
		[
			{ text: `={{ 'ä'.repeat(1001) }}` },
			"'Text' has 1,001 characters, and Viber takes 1,000. Shorten it.",
		],
		[
			{ content: 'textAndButton', ...button, buttonText: '={{ "" }}' },
			"'Button Text' is empty. Fill it in.",
		],
		[
			{ content: 'textAndButton', ...button, buttonUrl: '={{ "" }}' },
			"'Button URL' is empty. Fill it in.",
		],
		[
			{ content: 'textAndButton', ...button, buttonUrl: 'example.com' },
			"'Button URL' has to be an address that begins with https://, not 'example.com'.",
		],
		[
			{ content: 'image', imageUrl: 'ftp://example.com/rose.jpg' },
			"'Image URL' has to be an address that begins with https://, not 'ftp://example.com/rose.jpg'.",
		],
		[{ ...sms, smsText: '={{ "" }}' }, "'SMS Text' is empty. Fill it in."],
		[
			{ ...sms, smsSenderName: locator('FlowerShop24') },
			"'SMS Sender Name' has more than 11 characters: 'FlowerShop24'.",
		],
		[
			{ resendAsSms: '={{ "" }}', smsText: 'x', smsSenderName: 'x' },
			"'Resend as SMS' is empty for this item, and has to be true or false. Correct its expression.",
		],
		[
			{ options: { lifetime: 59 } },
			"'Lifetime' has to be a whole number from 60 to 86400, not '59'.",
		],
		[
			{ options: { lifetime: 86_401 } },
			"'Lifetime' has to be a whole number from 60 to 86400, not '86401'.",
		],
		[
			{ sendMode: 'schedule', sendDate: '2020-01-01T10:00:00Z' },
			"'Send Date' is past: '2020-01-01T10:00:00Z'. Choose a later date.",
		],
	])('refuses %j before anything is sent', async (parameters, text) => {
		const api = silent();
		const { error } = await send.run({ ...toNumbers, ...parameters });
		expect(error?.message).toBe(`${text} Nothing was sent.`);
		expect(api.requests).toEqual([]);
	});

	test.each([-1, 6, 1.5])('a stretch of %d hours is refused', async (stretchTime) => {
		silent();
		const { error } = await create.run({ ...toList, options: { stretchTime } });
		expect(error?.message).toBe(
			`'Stretch Time' has to be a whole number from 0 to 5, not '${stretchTime}'. Nothing was sent.`,
		);
	});

	test('a thousand characters are taken, whatever they are', async () => {
		answering(created());
		const { error } = await send.run({ ...toNumbers, text: "={{ '🌷'.repeat(1000) }}" });
		expect(error).toBeUndefined();
	});
});

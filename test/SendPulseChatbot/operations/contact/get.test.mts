import '../../../quickWaits.mts';
import { answering, chatbotOperation, says } from '../../../api.mts';
import {
	givesWhatItShould,
	repeatsWhatIsUnclear,
	worksWithRetryOnFail,
	type Sample,
} from '../../../SendPulse/suites.mts';
import { BOT, contact, CONTACT, contactOfOthers, simpleContact } from '../../records.mts';
import { explainsChatbotRefusals, goesOnWithOtherContacts, takesIds } from '../../suites.mts';

const get = chatbotOperation('contact', 'get');
const sample: Sample = {
	operation: get,
	parameters: { channel: 'telegram', contactId: CONTACT },
	request: { method: 'GET', path: `/telegram/contacts/get?id=${CONTACT}` },
	answer: says({ success: true, data: contact }),
	output: [simpleContact],
};
const full: Sample = {
	...sample,
	parameters: { ...sample.parameters, simplify: false },
	answer: says({ success: true, data: contactOfOthers }),
	output: [{ contactId: CONTACT, botId: BOT, ...contactOfOthers, statusName: 'Active' }],
};
const getByPhone = chatbotOperation('contact', 'getByPhone');
const phone = '380632727700';
const ofWhatsApp = {
	...contact,
	channel_data: { name: 'Ann Smith', phone },
};
const byPhone: Sample = {
	operation: getByPhone,
	parameters: { channel: 'whatsapp', botId: BOT, phone: '+380 (63) 272-77-00' },
	request: {
		method: 'GET',
		path: `/whatsapp/contacts/getByPhone?phone=${phone}&bot_id=${BOT}`,
	},
	answer: says({ success: true, data: ofWhatsApp }),
	output: [{ ...simpleContact, phone }],
};

describe('by ID', () => {
	givesWhatItShould(sample, full, {
		...sample,
		answer: says({ success: true, data: ofWhatsApp }),
		output: [{ ...simpleContact, phone }],
	});
	takesIds(sample, 'contactId');
	explainsChatbotRefusals(sample);
	goesOnWithOtherContacts(sample);
	repeatsWhatIsUnclear(sample);
	worksWithRetryOnFail(sample);
});

describe('by phone', () => {
	givesWhatItShould(byPhone, {
		...byPhone,
		parameters: { ...byPhone.parameters, simplify: false },
		output: [{ contactId: CONTACT, botId: BOT, ...ofWhatsApp, statusName: 'Active' }],
	});
	takesIds(byPhone, 'botId');
	explainsChatbotRefusals(byPhone);
	repeatsWhatIsUnclear(byPhone);

	test.each([
		['telegram', "'Channel' has to be one of whatsapp, not 'telegram'. Nothing was sent."],
		['whatsapp', undefined],
	])('is for WhatsApp alone: %s', async (channel, message) => {
		const api = answering(...(message ? [] : [byPhone.answer]));
		const { error } = await getByPhone.run({ ...byPhone.parameters, channel });
		expect(error?.message).toBe(message);
		expect(api.requests).toHaveLength(message ? 0 : 1);
	});

	test('refuses what is no phone number', async () => {
		const api = answering();
		const { error } = await getByPhone.run({ ...byPhone.parameters, phone: 'Ann' });
		expect(error?.message).toBe(
			"'Phone' is not a phone number: 'Ann'. Use the international form, e.g. +380632727700. Nothing was sent.",
		);
		expect(api.requests).toEqual([]);
	});
});

test.each([
	['an empty list', []],
	['nothing', null],
	['an empty object', {}],
	['false', false],
])('%s is no contact', async (_, data) => {
	answering(says({ success: true, data }));
	const { error, json } = await get.run(sample.parameters);
	expect(json).toEqual([]);
	expect(error?.message).toBe(
		'SendPulse does not know this contact. Check the contact, and that the channel and the bot are its own.',
	);
});

test('a contact that comes in a list is one', async () => {
	answering(says({ success: true, data: [contact] }));
	expect((await get.run(sample.parameters)).json).toEqual([simpleContact]);
});

test.each([
	[[], {}],
	[{}, {}],
	[[{ name: 'city', value: 'Kyiv' }], [{ name: 'city', value: 'Kyiv' }]],
])('variables %j are %j', async (given, expected) => {
	answering(says({ success: true, data: { ...contact, variables: given } }));
	const { json } = await get.run(sample.parameters);
	expect(json[0].variables).toEqual(expected);
});

test.each([
	[1, 'Active'],
	[2, 'Unsubscribed'],
	[3, 'Disabled'],
	[4, 'Blocked by the user'],
	['2', 'Unsubscribed'],
	[9, 'Unknown (9)'],
])('status %j is %s', async (status, statusName) => {
	answering(says({ success: true, data: { ...contact, status } }));
	expect((await get.run(sample.parameters)).json[0]).toMatchObject({ status, statusName });
});

test('a contact without a status has no word for it', async () => {
	answering(says({ success: true, data: { id: CONTACT, status: null } }));
	expect((await get.run({ ...sample.parameters, simplify: false })).json).toEqual([
		{ contactId: CONTACT, id: CONTACT, status: null },
	]);
});

test.each([
	['Telegram', { username: 'ann', first_name: 'Ann', last_name: null, name: '' }, 'Ann'],
	['Telegram, without a first name', { username: 'ann', last_name: 'Smith' }, 'Smith'],
	['Messenger', { id: '1', name: 'Ann Smith', first_name: 'Ann' }, 'Ann Smith'],
	['Instagram', { id: '1', user_name: 'ann.s', name: null }, 'ann.s'],
	['live chat', { id: '1', full_name: ' Ann Smith ', url: 'https://shop.example' }, 'Ann Smith'],
	['TikTok', { id: '1', display_name: 'Ann', username: 'ann' }, 'Ann'],
	['nobody', {}, ''],
	['nobody, as PHP writes it', [], ''],
	['nobody at all', null, ''],
])('the name is that of %s', async (_, channel_data, name) => {
	answering(says({ success: true, data: { ...contact, channel_data } }));
	expect((await get.run(sample.parameters)).json[0].name).toBe(name);
});

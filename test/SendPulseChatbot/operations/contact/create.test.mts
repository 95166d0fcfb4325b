import '../../../quickWaits.mts';
import type { IDataObject } from 'n8n-workflow';
import { answering, answeringSlowly, chatbotOperation, locator, says } from '../../../api.mts';
import {
	doesNotRepeat,
	givesWhatItShould,
	goesOnAfterFailures,
	previews,
	refusesRetryOnFail,
	type Sample,
} from '../../../SendPulse/suites.mts';
import { CONTACT, BOT, contact } from '../../records.mts';
import { explainsChatbotRefusals, takesIds } from '../../suites.mts';

const create = chatbotOperation('contact', 'create');
const phone = '380632727700';
const sample: Sample = {
	operation: create,
	parameters: {
		channel: 'whatsapp',
		botId: locator(BOT),
		phone: '+380 63 272 77 00',
		name: ' Ann Smith ',
		specifyVariables: 'fields',
		variables: {
			variable: [
				{ name: locator('city'), value: 'Київ' },
				{ name: 'orders', value: '={{ 3 }}' },
			],
		},
		options: { tags: ['vip', 'new'] },
	},
	request: {
		method: 'POST',
		path: '/whatsapp/contacts',
		body: {
			phone,
			bot_id: BOT,
			name: 'Ann Smith',
			tags: ['vip', 'new'],
			variables: [
				{ name: 'city', value: 'Київ' },
				{ name: 'orders', value: 3 },
			],
		},
	},
	answer: says({ success: true, data: contact }),
	output: [{ phone, contactId: CONTACT, botId: BOT, ...contact, statusName: 'Active' }],
};

givesWhatItShould(sample);
takesIds(sample, 'botId');
explainsChatbotRefusals(sample);
previews(sample);
doesNotRepeat(sample);
refusesRetryOnFail(sample, 'Create');
goesOnAfterFailures(sample, {
	name: 'phone',
	values: { good: phone, wrong: '12', refused: '380000000000' },
	isRefused: ({ body }) => (body as IDataObject).phone === '380000000000',
	refusal: {
		status: 422,
		body: { message: 'The given data was invalid.', errors: { phone: ['is wrong'] } },
	},
	texts: {
		wrong: "'Phone' is not a phone number: '12'. Use the international form, e.g. +380632727700.",
		refused:
			'A value was not accepted. Correct the value that SendPulse names. SendPulse says: The given data was invalid. (phone: is wrong) (status 422).',
	},
});

test('phone and bot are enough', async () => {
	const api = answering(sample.answer);
	await create.run({ channel: 'whatsapp', botId: BOT, phone });
	expect(api.requests[0].body).toEqual({ phone, bot_id: BOT });
});

test.each([[true], [[]], [null]])('the answer %j only says that it worked', async (data) => {
	answering(says({ success: true, data }));
	const { json } = await create.run({ channel: 'whatsapp', botId: BOT, phone });
	expect(json).toEqual([{ success: true, channel: 'whatsapp', phone }]);
});

test('other channels have it not', async () => {
	const api = answering();
	const { error } = await create.run({ ...sample.parameters, channel: 'viber' });
	expect(error?.message).toBe(
		"'Channel' has to be one of whatsapp, not 'viber'. Nothing was sent.",
	);
	expect(api.requests).toEqual([]);
});

test.each([
	['the same number', [phone, phone, phone, phone], 1],
	['other numbers', [phone, '380632727701', '380632727702', '380632727703'], 4],
])('%s', async (_, phones, mostAtOnce) => {
	const api = answeringSlowly(sample.answer);
	await create.run(
		{ channel: 'whatsapp', botId: BOT, phone: '={{ $json.phone }}' },
		{ items: phones.map((given) => ({ phone: given })) },
	);
	expect(api.mostAtOnce).toBe(mostAtOnce);
});

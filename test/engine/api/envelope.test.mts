/** Answers of the products that put theirs in an envelope, and of those that forget to. */
import { answering, chatbotOperation, operation, says } from '../../api.mts';

const get = chatbotOperation('account', 'get');

test.each([
	['the data of an envelope', { success: true, data: { plan: 1 } }, [{ plan: 1 }]],
	['each element of its list', { success: true, data: [{ a: 1 }, { b: 2 }] }, [{ a: 1 }, { b: 2 }]],
	['an envelope that says nothing of success', { data: { plan: 1 } }, [{ plan: 1 }]],
	['what is no envelope', { plan: 1, statistics: {} }, [{ plan: 1, statistics: {} }]],
	[
		'a record with data of its own',
		{ id: 'a', data: { text: 1 } },
		[{ id: 'a', data: { text: 1 } }],
	],
	['an envelope in an envelope, once', { data: { data: { plan: 1 } } }, [{ data: { plan: 1 } }]],
	['a list without an envelope', [{ plan: 1 }], [{ plan: 1 }]],
	['true', { success: true, data: true }, [{ value: true }]],
	['nothing', { success: true, data: [] }, []],
])('%s', async (_, body, records) => {
	answering(says(body));
	const { json, error } = await get.run({ channel: 'telegram' });
	expect(error).toBeUndefined();
	expect(json).toEqual(records);
});

test('an envelope that says failure is one, with or without data', async () => {
	answering(says({ success: false, data: { plan: 1 }, errors: { plan: ['is over'] } }));
	const { json, error } = await get.run({ channel: 'telegram' });
	expect(json).toEqual([]);
	expect(error?.message).toBe(
		'SendPulse refused the request. SendPulse says: plan: is over (status 200).',
	);
});

test('without an envelope, what the e-mail service answers under the name of data stays there', async () => {
	answering(says({ data: { balance: 1 } }));
	const { json } = await operation('account', 'getDetailedBalance').run({});
	expect(json).toEqual([{ data: { balance: 1 } }]);
});

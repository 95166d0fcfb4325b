import '../../../quickWaits.mts';
import type { IDataObject } from 'n8n-workflow';
import { answering, chatbotOperation, says } from '../../../api.mts';
import type { Sample } from '../../../SendPulse/suites.mts';
import { BOT, contactOfOthers, message, numbered } from '../../records.mts';
import { explainsChatbotRefusals, listsBySkip, takesIds } from '../../suites.mts';

const getMany = chatbotOperation('chat', 'getMany');

/** Chatbot services' APIs, schema Chat. */
const chat = (number: number) => ({
	contact: { ...contactOfOthers, id: numbered(number), variables: [] },
	inbox_last_message: { ...message },
	inbox_unread: 2,
});

/** Chatbots service API, schema Dialog. */
const dialog = (number: number, service: string | number = 4) => ({
	_id: numbered(number),
	bot_id: BOT,
	contact: { id: numbered(number + 500), full_name: 'Ann Smith', profile_pic: '' },
	last_inbox_message: { id: numbered(700), text: 'Hello', date: '2020-12-11T21:00:00.000Z' },
	last_outbox_message: { id: numbered(700), text: 'Hi', date: '2020-12-11T21:00:00.000Z' },
	service,
	user_id: 7043663,
	inbox_unread_count: 1,
	is_chat_opened: true,
	created_at: '2020-12-11T21:00:00.000Z',
	updated_at: '2020-12-11T21:00:00.000Z',
});
/** As it comes out. */
const named = <T extends { contact: { id: string } }>(one: T) => ({
	...one,
	contact: { contactId: one.contact.id, ...one.contact },
});
const dialogs = (list: IDataObject[]) =>
	says({
		success: true,
		data: { list, sort: {}, total: 130, size: 20, search_after: 'x', order: 'desc' },
	});

describe('of one bot', () => {
	listsBySkip({
		operation: getMany,
		parameters: { channel: 'messenger', botId: BOT },
		path: '/messenger/chats',
		query: `bot_id=${BOT}&`,
		record: chat,
		output: (number) => ({
			channel: 'messenger',
			...chat(number),
			contact: {
				contactId: numbered(number),
				botId: BOT,
				...contactOfOthers,
				id: numbered(number),
				statusName: 'Active',
				variables: {},
			},
		}),
		others: [{ parameters: { channel: 'all' }, answer: dialogs([dialog(1)]) }],
	});

	const sample: Sample = {
		operation: getMany,
		parameters: { channel: 'messenger', botId: BOT, limit: 1 },
		request: { method: 'GET', path: `/messenger/chats?bot_id=${BOT}&size=1&skip=0` },
		answer: says({ success: true, data: [chat(1)] }),
		output: [],
	};
	takesIds(sample, 'botId');
	explainsChatbotRefusals(sample);
});

describe('of all channels', () => {
	test('are dialogs, in pages, without a bot', async () => {
		const first = Array.from({ length: 20 }, (_, index) => dialog(index));
		const api = answering(dialogs(first), dialogs([dialog(19), dialog(20)]));
		const { json, error } = await getMany.run({ channel: 'all', returnAll: true });
		expect(error).toBeUndefined();
		expect(json).toEqual(
			[...first, dialog(20)].map((one) => ({ channel: 'whatsapp', ...named(one) })),
		);
		expect(api.requests.map(({ path }) => path)).toEqual([
			'/chatbots/dialogs?size=100&skip=0',
			'/chatbots/dialogs?size=100&skip=19',
		]);
	});

	test('two dialogs of one contact are two', async () => {
		const one = { ...dialog(1), contact: dialog(7).contact };
		const other = { ...dialog(2), contact: dialog(7).contact };
		answering(dialogs([one, other]), dialogs([]));
		expect((await getMany.run({ channel: 'all' })).json).toHaveLength(2);
	});

	test.each<[string | number | undefined, string | undefined]>([
		[1, 'messenger'],
		[3, 'telegram'],
		['4', 'whatsapp'],
		[5, 'instagram'],
		[6, 'viber'],
		[7, 'liveChat'],
		[8, 'tiktok'],
		[2000, undefined],
		[undefined, undefined],
	])('service %j is %s', async (service, channel) => {
		const { service: _, ...rest } = dialog(1);
		const record = service === undefined ? rest : dialog(1, service);
		answering(dialogs([record]), dialogs([]));
		const { json } = await getMany.run({ channel: 'all' });
		expect(json).toStrictEqual([channel ? { channel, ...named(record) } : named(record)]);
	});

	test.each([[null], [{ list: null }], [{ list: {} }], [{ list: [] }], [[]]])(
		'%j is none',
		async (data) => {
			answering(says({ success: true, data }), says({ success: true, data }));
			const { json, error } = await getMany.run({ channel: 'all', limit: 1 });
			expect(error).toBeUndefined();
			expect(json.filter((record) => 'contact' in record)).toEqual([]);
		},
	);
});

test.each([
	['nobody', { contact: null, inbox_unread: 0 }],
	['a text', { contact: 'Ann', inbox_unread: 0 }],
])('a chat with %s stays as it is', async (_, record) => {
	answering(says({ success: true, data: [record] }));
	const { json } = await getMany.run({ channel: 'telegram', botId: BOT, limit: 1 });
	expect(json).toEqual([{ channel: 'telegram', ...record }]);
});

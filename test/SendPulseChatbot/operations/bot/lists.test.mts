/** What a bot has, in lists: variables, tags, triggers, flows. */
import '../../../quickWaits.mts';
import type { IDataObject } from 'n8n-workflow';
import { answering, chatbotOperation, locator, says } from '../../../api.mts';
import { repeatsWhatIsUnclear, type Sample } from '../../../SendPulse/suites.mts';
import { BOT, FLOW, numbered } from '../../records.mts';
import { explainsChatbotRefusals, listsBySkip, takesIds } from '../../suites.mts';

const created_at = '2020-12-11T21:00:00+00:00';

interface Kind {
	name: string;
	path: string;
	/** As the API gives it, and as it comes out. */
	record: IDataObject;
	added: IDataObject;
}

const kinds: Kind[] = [
	{
		name: 'bot.getVariables',
		path: '/variables',
		record: {
			bot_id: BOT,
			name: 'city',
			description: 'Where the contact lives',
			type: 1,
			value_type: 7,
			status: 1,
			created_at,
		},
		added: { typeName: 'Contact', valueTypeName: 'URL' },
	},
	{
		name: 'bot.getTags',
		path: '/tags',
		record: { name: 'vip', contact_count: 7, created_at },
		added: {},
	},
	{
		name: 'bot.getTriggers',
		path: '/triggers',
		record: {
			bot_id: BOT,
			flow_id: FLOW,
			name: 'Price',
			keywords: ['price'],
			type: 4,
			status: 2,
			execution: { interval: 5, units: 1 },
			created_at,
		},
		added: { typeName: 'Keyword', statusName: 'Inactive' },
	},
	{
		name: 'flow.getMany',
		path: '/flows',
		record: {
			bot_id: BOT,
			name: 'Welcome',
			status: 4,
			triggers: [{ id: numbered(900), name: 'Subscription', type: 1 }],
			created_at,
		},
		added: { statusName: 'Draft' },
	},
];

const operationOf = ({ name }: Kind) => {
	const [resource, operation] = name.split('.');
	return chatbotOperation(resource, operation);
};

describe.each(kinds)('$name', (kind) => {
	const { path, record, added } = kind;
	listsBySkip({
		operation: operationOf(kind),
		parameters: { channel: 'viber', botId: locator(BOT) },
		path: `/viber/chatbots${path}`,
		query: `bot_id=${BOT}&`,
		record: (number) => ({ id: numbered(number), ...record }),
		output: (number) => ({ id: numbered(number), ...record, ...added }),
	});

	const sample: Sample = {
		operation: operationOf(kind),
		parameters: { channel: 'viber', botId: BOT, limit: 1 },
		request: { method: 'GET', path: `/viber/chatbots${path}?bot_id=${BOT}&size=1&skip=0` },
		answer: says({ success: true, data: [{ id: numbered(1), ...record }] }),
		output: [{ id: numbered(1), ...record, ...added }],
	};
	takesIds(sample, 'botId');
	explainsChatbotRefusals(sample);
	repeatsWhatIsUnclear(sample);
});

test.each<[string, IDataObject, IDataObject]>([
	['bot.getVariables', { type: 2, value_type: 1 }, { typeName: 'Bot', valueTypeName: 'String' }],
	['bot.getVariables', { value_type: 3 }, { valueTypeName: 'Date' }],
	['bot.getVariables', { value_type: 99 }, { valueTypeName: 'Unknown (99)' }],
	['bot.getTriggers', { type: 1, status: 1 }, { typeName: 'Subscription', statusName: 'Active' }],
	['bot.getTriggers', { type: 3, status: 9 }, { statusName: 'Unknown (9)' }],
	['flow.getMany', { status: 1 }, { statusName: 'Active' }],
])('%s: %j has the words %j', async (name, record, words) => {
	answering(says({ success: true, data: [{ id: 'x', ...record }] }));
	const operation = operationOf({ name } as Kind);
	const { json } = await operation.run({ channel: 'viber', botId: BOT, limit: 1 });
	expect(json[0]).toMatchObject({ ...record, ...words });
});

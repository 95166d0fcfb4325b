import { SendPulse } from '../../../../nodes/SendPulse/SendPulse.node';
import { answering, answeringBy, operation, says, silent } from '../../../api.mts';
import { listsPages } from '../../listing.mts';
import { givesWhatItShould, worksWithRetryOnFail, type Sample } from '../../suites.mts';

const getMany = operation('campaign', 'getMany');
/** As documented. */
const campaigns = [
	{
		id: 14911111,
		name: 'test check link',
		status: 3,
		is_sms: false,
		is_viber: false,
		send_date: '2021-09-01 10:55:39',
		all_email_qty: 2,
		tariff_email_qty: 2,
		paid_email_qty: 0,
		overdraft_price: 0,
		company_price: '0.05',
		overdraft_currency: 'UAH',
		message: {
			sender_name: 'test',
			sender_email: 'e.b@sendpulse.com',
			subject: 'Check this link',
			attachments: '',
			list_id: 89311111,
		},
		statistics: {
			sent: 2,
			delivered: 2,
			opening: 2,
			link_redirected: 2,
			unsubscribe: 0,
			error: 0,
		},
	},
];
const sample: Sample = {
	operation: getMany,
	parameters: {},
	request: { method: 'GET', path: '/campaigns?limit=50&offset=0' },
	answer: says(campaigns),
	output: [
		{
			campaignId: 14911111,
			mailingListId: campaigns[0].message.list_id,
			id: 14911111,
			name: 'test check link',
			status: 3,
			statusName: 'Sent',
			send_date: '2021-09-01 10:55:39',
			subject: 'Check this link',
			sender_email: 'e.b@sendpulse.com',
			list_id: 89311111,
			all_email_qty: 2,
			statistics: campaigns[0].statistics,
		},
	],
};
const asked = (query: string) => [{ method: 'GET', path: `/campaigns?${query}limit=50&offset=0` }];

givesWhatItShould(sample);
worksWithRetryOnFail(sample);
listsPages({
	operation: getMany,
	parameters: { simplify: false },
	path: '/campaigns',
	record: (number) => ({ id: number, name: `Campaign ${number}` }),
	output: (number) => ({ campaignId: number, id: number, name: `Campaign ${number}` }),
});

test('without Simplify all that SendPulse gives, with the word for the status', async () => {
	answering(sample.answer);
	const { json } = await getMany.run({ simplify: false });
	expect(json).toEqual([
		{
			campaignId: 14911111,
			mailingListId: campaigns[0].message.list_id,
			...campaigns[0],
			statusName: 'Sent',
		},
	]);
});

test('campaigns of SMS and Viber are none of these, and Limit does not count them', async () => {
	const api = answeringBy(({ path }) => {
		const [limit, offset] = [/limit=(\d+)/, /offset=(\d+)/].map((one) =>
			Number(one.exec(path)![1]),
		);
		const records = Array.from({ length: 300 }, (_, index) => ({
			id: index + 1,
			is_sms: index % 3 === 0,
			is_viber: index % 3 === 1,
		}));
		return says(records.slice(offset, offset + limit));
	});
	const { json } = await getMany.run({ limit: 40 });
	expect(json.map(({ id }) => id)).toEqual(Array.from({ length: 40 }, (_, index) => 3 * index + 3));
	expect(api.requests.map(({ path }) => path)).toEqual([
		'/campaigns?limit=40&offset=0',
		'/campaigns?limit=100&offset=40',
	]);
});

test.each([
	[{ scheduledOnly: true }, 'planed=1&'],
	[{ scheduledOnly: false }, ''],
	[{ statuses: [0] }, 'status[]=0&'],
	[{ statuses: [3, 26] }, 'status[]=3&status[]=26&'],
	[{ statuses: '3, 26' }, 'status[]=3&status[]=26&'],
	[{ statuses: [3], scheduledOnly: true }, 'status[]=3&planed=1&'],
])('filters %j ask with ?%s', async (filters, query) => {
	const api = answering(sample.answer);
	const { error } = await getMany.run({ filters });
	expect(error).toBeUndefined();
	expect(api.requests).toEqual(asked(query));
});

test('takes statuses from an expression', async () => {
	const api = answering(sample.answer);
	await getMany.run(
		{ filters: { statuses: '={{ $json.statuses }}' } },
		{ items: [{ statuses: [3, '26'] }] },
	);
	expect(api.requests).toEqual(asked('status[]=3&status[]=26&'));
});

test.each([[{ statuses: ['sent'] }, "'Statuses' has to hold whole numbers, not 'sent'."]])(
	'refuses %j before anything is sent',
	async (filters, text) => {
		const api = silent();
		const { error } = await getMany.run({ filters });
		expect(error?.message).toBe(`${text} Nothing was sent.`);
		expect(api.requests).toEqual([]);
	},
);

test('offers every documented status, by a name like the one in the output', async () => {
	const { properties } = new SendPulse().description;
	const filters = properties.find(
		({ name, displayOptions }) =>
			name === 'filters' && String(displayOptions?.show?.resource) === 'campaign',
	);
	const statuses = filters?.options?.find(({ name }) => name === 'statuses');
	const offered = (statuses as { options: Array<{ name: string; value: number }> }).options;
	expect(offered.map(({ value }) => value).sort((one, other) => one - other)).toEqual([
		0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 22, 23, 25, 26, 27, 28, 33, 36,
	]);
	answering(says(offered.map(({ value }, index) => ({ id: index + 1, status: value }))), says([]));
	const { json } = await getMany.run({});
	const words = (text: string) => text.toLowerCase().split(/\W+/);
	for (const [index, { name }] of offered.entries()) {
		const statusName = words(String(json[index].statusName));
		for (const word of words(name)) expect([...statusName]).toContain(word);
	}
});

import '../../quickWaits.mts';
import type { IDataObject } from 'n8n-workflow';
import { answering, answeringBy, refuses, says, type Arrived } from '../../api.mts';
import {
	explainsRefusals,
	givesWhatItShould,
	previews,
	repeatsWhatIsUnclear,
	takesIdInAnyForm,
	worksWithRetryOnFail,
	type Sample,
} from '../../SendPulse/suites.mts';
import { listsAll, listsPages } from '../../SendPulse/listing.mts';
import { CAMPAIGN, campaign, SENDER, sender, viberOperation } from '../records.mts';

const itsId = { name: 'viberCampaignId', label: 'Campaign', id: CAMPAIGN };

describe('campaign', () => {
	const statistic = {
		sent: 5,
		delivered: 4,
		read: 3,
		redirected: 2,
		undelivered: 1,
		errors: 0,
	};

	describe('get', () => {
		const get = viberOperation('campaign', 'get');
		const { errors: _, ...counts } = statistic;
		const sample: Sample = {
			operation: get,
			parameters: { viberCampaignId: CAMPAIGN },
			request: { method: 'GET', path: `/viber/task/${CAMPAIGN}` },
			answer: says(campaign({ statistic })),
			output: [
				{
					id: CAMPAIGN,
					name: 'Spring',
					sender_name: 'Foxkids',
					send_date: '2017-06-23 08:54:01',
					status: 'send',
					...counts,
				},
			],
		};
		givesWhatItShould(sample, { ...sample, answer: says([campaign({ statistic })]) });
		takesIdInAnyForm(sample, itsId);
		worksWithRetryOnFail(sample);
		explainsRefusals(sample, [
			[
				404,
				802,
				'Task not found',
				'There is no such campaign. Pick the campaign again, or check its ID.',
			],
		]);

		test('without Simplify the record as it is', async () => {
			answering(says(campaign({ statistic })));
			const { json } = await get.run({ viberCampaignId: CAMPAIGN, simplify: false });
			expect(json).toEqual([campaign({ statistic })]);
		});

		test.each([[], {}])('no campaign: %j', async (body) => {
			answering(says(body));
			const { error } = await get.run({ viberCampaignId: CAMPAIGN });
			expect(error?.message).toBe('SendPulse gives no campaign with this ID. Check the ID.');
		});
	});

	describe('getMany', () => {
		const getMany = viberOperation('campaign', 'getMany');
		givesWhatItShould({
			operation: getMany,
			parameters: {},
			request: { method: 'GET', path: '/viber/task?limit=50&offset=0' },
			answer: says([campaign()]),
			output: [campaign()],
		});
		listsPages({
			operation: getMany,
			parameters: {},
			path: '/viber/task',
			record: (id) => campaign({ id }),
		});
	});

	describe('getRecipients', () => {
		const recipient = {
			phone: 380934760182,
			address_book_id: 850852,
			status: 'send',
			send_date: '2017-06-23 08:54:01',
			price: 0.74,
			currency: 'RUR',
			last_update: '2017-06-23 08:53:38',
		};
		const sample: Sample = {
			operation: viberOperation('campaign', 'getRecipients'),
			parameters: { viberCampaignId: CAMPAIGN },
			request: { method: 'GET', path: `/viber/task/${CAMPAIGN}/recipients` },
			answer: says({ task_id: CAMPAIGN, recipients: [recipient] }),
			output: [{ ...recipient, phone: '380934760182', task_id: CAMPAIGN }],
		};
		givesWhatItShould(sample);
		takesIdInAnyForm(sample, itsId);
		worksWithRetryOnFail(sample);
	});
});

describe('sender', () => {
	// Some answers have one country, as text.
	const { countries: _, ...others } = sender();
	const ofOne = { ...others, country: 'UA' };
	const one: Sample = {
		operation: viberOperation('sender', 'get'),
		parameters: { senderId: SENDER },
		request: { method: 'GET', path: `/viber/senders/${SENDER}` },
		answer: says(ofOne),
		output: [ofOne],
	};
	givesWhatItShould(one, { ...one, answer: says(sender()), output: [sender()] });
	takesIdInAnyForm(one, { name: 'senderId', label: 'Sender', id: SENDER });

	const getMany = viberOperation('sender', 'getMany');
	const path = '/viber/senders';
	givesWhatItShould({
		operation: getMany,
		parameters: {},
		request: { method: 'GET', path },
		answer: says([sender(), { ...ofOne, id: 7 }]),
		output: [sender(), { ...ofOne, id: 7 }],
	});
	listsAll({ operation: getMany, path, record: (id) => sender({ id }), answerWith: says });
});

describe('blacklist', () => {
	const PHONE = '380956045455';
	const path = '/v2/viber-service/phone-exception';
	const people = (count: number) =>
		Array.from({ length: count }, (_, index) => ({ phone: String(380950000000 + index) }));

	describe('add', () => {
		const add = viberOperation('blacklist', 'add');
		const sample: Sample = {
			operation: add,
			parameters: { phone: '+38 095 604-54-55', options: { description: 'Asked by phone' } },
			request: {
				method: 'POST',
				path,
				body: { phones: [PHONE], description: 'Asked by phone' },
			},
			answer: says({ data: { added: 1 } }),
			output: [{ success: true, phone: PHONE }],
		};
		givesWhatItShould(
			sample,
			{ ...sample, answer: says({ result: true }) },
			{ ...sample, answer: says({ success: true, data: [] }) },
			{ ...sample, answer: says({ data: { result: true } }) },
		);
		previews(sample);
		repeatsWhatIsUnclear(sample);
		worksWithRetryOnFail(sample);

		test('numbers with the same description share a request', async () => {
			const api = answeringBy(() => says({ result: true }));
			const { hints } = await add.run(
				{ phone: '={{ $json.phone }}', options: { description: '={{ $json.why }}' } },
				{ items: people(3).map((one, index) => ({ ...one, ...(index < 2 ? {} : { why: 'x' }) })) },
			);
			expect(api.requests.map(({ body }) => body)).toEqual([
				{ phones: ['380950000000', '380950000001'] },
				{ phones: ['380950000002'], description: 'x' },
			]);
			expect(hints).toEqual(['3 phone numbers blacklisted in 2 requests']);
		});

		test('a number that is counted as an exception is found', async () => {
			const phonesIn = ({ body }: Arrived) => (body as { phones: string[] }).phones;
			const api = answeringBy((request) => {
				const exceptions = phonesIn(request).filter((phone) => phone === '380950000001').length;
				return says({ data: { result: true, counters: { exceptions } } });
			});
			const { json } = await add.run(
				{ phone: '={{ $json.phone }}' },
				{ items: people(4), settings: { onError: 'continueRegularOutput' } },
			);
			expect(json.flatMap(({ error }, index) => (error ? [index] : []))).toEqual([1]);
			expect(api.requests.map((request) => phonesIn(request).length)).toEqual([4, 2, 1, 1, 2]);
		});

		test('a refusal that stands one level below', async () => {
			answering(says({ data: { result: false, message: 'Too many' } }));
			const { error } = await add.run(sample.parameters);
			expect(error?.message).toMatch(/^SendPulse refused the request\./);
		});
	});

	describe('delete', () => {
		const sample: Sample = {
			operation: viberOperation('blacklist', 'delete'),
			parameters: { phone: PHONE },
			request: { method: 'DELETE', path, body: { phones: [PHONE] } },
			answer: says({ data: { removed: 1 } }),
			output: [{ deleted: true, phone: PHONE }],
		};
		givesWhatItShould(sample);
		previews(sample);
		repeatsWhatIsUnclear(sample);
		worksWithRetryOnFail(sample);
	});

	describe('getMany', () => {
		const getMany = viberOperation('blacklist', 'getMany');
		const row = (number: number): IDataObject => ({
			phone: String(380950000000 + number),
			description: 'test',
			created_at: '2021-07-01 08:10:08',
		});
		const request = { method: 'GET', path: `${path}?limit=50&offset=0` };
		const sample = { operation: getMany, parameters: {}, request, output: [row(1)] };
		givesWhatItShould(
			...[
				{ data: [{ ...row(1), phone: 380950000001 }] },
				{ data: { total: 1, items: [row(1)] } },
				{ result: true, data: { page: { phones: [row(1)] } } },
			].map((body) => ({ ...sample, answer: says(body) })),
		);

		test('bare numbers, and none', async () => {
			answering(says({ data: { phones: [380950000001] } }));
			expect((await getMany.run({})).json).toEqual([{ phone: '380950000001' }]);
		});

		test('none', async () => {
			answering(says({ data: {} }));
			expect(await getMany.run({})).toMatchObject({ json: [], error: undefined });
		});

		test('a refusal', async () => {
			answering(refuses(422, 707, 'No money'));
			expect((await getMany.run({})).error?.message).toContain('balance');
		});
		listsPages({ operation: getMany, parameters: {}, path, record: row });
	});
});

import { duringNextWait } from '../../engine/virtualTime.mts';
import type { IDataObject } from 'n8n-workflow';
import { ExecuteContext } from 'n8n-core';
import {
	answering,
	answeringBy,
	answersAside,
	locator,
	refuses,
	says,
	silent,
	type Answer,
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
	worksWithRetryOnFail,
	type Sample,
} from '../../SendPulse/suites.mts';
import { CAMPAIGN, gives, inList, smsOperation } from '../records.mts';

/** What the list says of its numbers, one look after the other. */
let looks: IDataObject[] = [];
let looked = 0;
/** What the list of all lists says. */
let allLists: (path: string) => IDataObject[];
const READY = { active_phones_quantity: 3, exc_phones_quantity: 0 };

answersAside(({ method, path }) => {
	if (path === '/user/info') return says({ locale: 'Europe/Kyiv' });
	if (path.startsWith('/addressbooks?')) return says(allLists(path));
	if (method !== 'GET' || path !== `/addressbooks/${LIST}`) return undefined;
	return says([{ id: LIST, ...(looks[looked++] ?? looks.at(-1) ?? READY) }]);
});
beforeEach(() => {
	allLists = () => [];
	looks = [];
	looked = 0;
});

describe('create', () => {
	const create = smsOperation('campaign', 'create');
	const created = says({ result: true, campaign_id: CAMPAIGN });
	const required = {
		senderName: locator('FlowerShop'),
		mailingListId: LIST,
		text: 'Hi {{name}}!',
		sendMode: 'now',
	};
	const body = { sender: 'FlowerShop', body: 'Hi {{name}}!', addressBookId: LIST };
	const sample: Sample = {
		operation: create,
		parameters: required,
		request: { method: 'POST', path: '/sms/campaigns', body },
		answer: created,
		output: [{ success: true, campaign_id: CAMPAIGN, mailingListId: LIST }],
	};
	const { sendMode: _, ...untouched } = required;

	givesWhatItShould(
		sample,
		{
			...sample,
			parameters: untouched,
			request: { ...sample.request, body: { ...body, emulate: true } },
			output: [{ ...sample.output[0], test: true }],
		},
		{ ...sample, answer: inList({ campaign_id: CAMPAIGN }) },
	);
	takesIdInAnyForm(sample, { name: 'mailingListId', label: 'Mailing List', id: LIST });
	previews(sample);
	doesNotRepeat(sample, "with 'Get Many' of the resource Campaign");
	refusesRetryOnFail(sample, 'Create');
	refusesEqualItems(sample, 'send the same message to the same mailing list', 'text');
	explainsRefusals(sample, [
		[
			422,
			703,
			'Book not found',
			'There is no such mailing list. Pick the mailing list again, or check its ID.',
		],
		[
			422,
			798,
			'No active phones',
			'The mailing list has no phone numbers that are active. Add phone numbers first; SendPulse checks new ones for up to a minute.',
		],
	]);

	test('begins as a test, and says so', async () => {
		const api = answering(created);
		const { hints } = await create.run(untouched);
		expect(api.requests[0].body).toMatchObject({ emulate: true });
		expect(hints).toEqual([
			"This is a test: SendPulse forms the campaign, and nobody gets a message. Set 'Send' to Now or Later to send it.",
		]);
	});

	test('later, with numbers that come until then', async () => {
		const api = answering(created);
		const { hints } = await create.run({
			...required,
			sendMode: 'schedule',
			sendDate: '2097-12-31T23:34:23Z',
			options: { useDynamicList: true, trackLinks: true },
		});
		expect(api.requests.map((request) => request.body)).toEqual([
			{ ...body, date: '2098-01-01 01:34:23', stat_link_tracking: true, use_dynamic_list: true },
		]);
		expect(looked).toBe(0);
		expect(hints).toEqual([expect.stringMatching(/^Send date: 2098-01-01 01:34/)]);
	});

	test.each(['now', 'test'])('a dynamic list is for later, not for %s', async (sendMode) => {
		const api = silent();
		const { error } = await create.run({
			...required,
			sendMode,
			options: { useDynamicList: true },
		});
		expect(error?.message).toBe(
			"'Use Dynamic List' is for scheduled messages only. Set 'Send' to Later. Nothing was sent.",
		);
		expect(api.requests).toEqual([]);
	});

	test.each<[string, Answer, string]>([
		[
			'in its own words',
			says({ result: false, error: 'Text contains forbidden words' }),
			'SendPulse refused the request. SendPulse says: Text contains forbidden words (status 200).',
		],
		[
			'in words that are known',
			says({ result: false, data: { error: 'Not enough money' } }),
			'The balance of the account is used up. Top up the balance in SendPulse. SendPulse says: Not enough money (status 200).',
		],
		[
			'in a list of one',
			says([{ result: false, message: 'Sender is on moderation' }]),
			"There is no such sender name, or it is not active. Pick a sender name that is active ('Get Many' of the resource Sender Name tells). SendPulse says: Sender is on moderation (status 200).",
		],
	])('a refusal with status 200, %s', async (_name, answer, text) => {
		answering(answer);
		const { error } = await create.run(required);
		expect(error?.message).toBe(text);
	});

	describe('numbers that were just added', () => {
		test.each<[string, IDataObject[], number]>([
			['are waited for', [{ new_phones_quantity: 5 }, { new_phones_quantity: 1 }, READY], 3],
			[
				'are waited for, where the list does not say how many are new',
				[{ active_phones_quantity: 0 }, { active_phones_quantity: 0 }, READY],
				3,
			],
			['are not there', [READY], 1],
			['are nothing that the list tells of', [{}], 1],
			['are none', [{ new_phones_quantity: 0, active_phones_quantity: 3 }], 1],
		])('%s', async (_name, all, expected) => {
			looks = all;
			const api = answering(created);
			const { error } = await create.run(required);
			expect(error).toBeUndefined();
			expect(api.requests).toHaveLength(1);
			expect(looked).toBe(expected);
		});

		test('are waited for, where only the list of all lists tells of them', async () => {
			const asked: string[] = [];
			allLists = (path) => {
				asked.push(path);
				const from = Number(/offset=(\d+)/.exec(path)?.[1]);
				const all = Array.from({ length: 150 }, (_, index) => ({ id: index + 1 }));
				all[120] = { id: LIST, new_phones_quantity: asked.length < 3 ? 2 : 0 } as never;
				return all.slice(from, from + 100);
			};
			const api = answering(created);
			const { error } = await create.run(required);
			expect(error).toBeUndefined();
			expect(api.requests).toHaveLength(1);
			// Once found, it is asked for where it stands.
			expect(asked).toEqual([0, 100, 100].map((from) => `/addressbooks?limit=100&offset=${from}`));
			expect(looked).toBe(2);
		});

		test('are looked at once for all items that go to the list', async () => {
			looks = [{ new_phones_quantity: 5 }, READY];
			answeringBy(() => created);
			await create.run(
				{ ...required, text: '={{ $json.text }}' },
				{ items: ['one', 'two', 'three'].map((text) => ({ text })) },
			);
			expect(looked).toBe(2);
		});

		test.each<[IDataObject, string, number]>([
			[
				{ new_phones_quantity: 1200, active_phones_quantity: 7 },
				"SendPulse is still checking 1,200 new phone numbers of the mailing list, which would get no message. Try again in a minute, or add the option 'Wait for Numbers' and switch it off.",
				49,
			],
			[
				{ active_phones_quantity: 0 },
				'The mailing list has no phone number that SendPulse can send to. Add some first, or pick another list.',
				49,
			],
			[
				{ new_phones_quantity: 0, active_phones_quantity: 0 },
				'The mailing list has no phone number that SendPulse can send to. Add some first, or pick another list.',
				1,
			],
		])('%j, and it stays so: nothing is sent', async (look, text, expected) => {
			looks = [look];
			const api = silent();
			const { error } = await create.run(required);
			expect(error?.message).toBe(`${text} Nothing was sent.`);
			expect([api.requests, looked]).toEqual([[], expected]);
		});

		test.each<IDataObject>([{ waitForNumbers: false }, { preview: true }])(
			'are not waited for with %j',
			async (options) => {
				looks = [{ new_phones_quantity: 5 }];
				answeringBy(() => created);
				const { error } = await create.run({ ...required, options });
				expect([error, looked]).toEqual([undefined, 0]);
			},
		);

		test('are waited for with a line in the log every ten seconds, of counts alone', async () => {
			const lines: string[] = [];
			const logger = { info: (line: string) => void lines.push(line) };
			const spy = jest
				.spyOn(ExecuteContext.prototype, 'logger', 'get')
				.mockReturnValue(logger as never);
			looks = [...Array.from({ length: 16 }, () => ({ new_phones_quantity: 1_200 })), READY];
			answering(created);
			await create.run(required);
			spy.mockRestore();
			expect(lines.slice(0, 3)).toEqual(
				Array.from(
					{ length: 3 },
					() =>
						'SendPulse: Campaign → Create: 0 of 1 items read; 1,200 new phone numbers are being checked',
				),
			);
			expect(lines.length).toBeLessThanOrEqual(5);
		});

		test('a wait ends with the execution', async () => {
			looks = [{ new_phones_quantity: 5 }];
			let cancel = () => {};
			const onceLooked = async () => {
				if (looked > 0) cancel();
				else duringNextWait(onceLooked);
			};
			duringNextWait(onceLooked);
			const api = silent();
			await create.run(required, { onStart: (end) => (cancel = end) });
			expect([api.requests, looked]).toEqual([[], 1]);
		});

		test('a list that is not there is told as such', async () => {
			answeringBy(() => refuses(404, 213, 'Book not found'));
			const { error } = await create.run({ ...required, mailingListId: 404404 });
			expect(error?.message).toContain('There is no such mailing list.');
		});
	});

	describe('maxPrice', () => {
		const bounded = {
			...required,
			options: {
				maxPrice: 15,
				routes: { route: [{ countryCode: 'UA', routeType: 'national' }] },
			},
		};
		const costing = (price: unknown) =>
			answeringBy(({ method }) => (method === 'GET' ? gives({ price, currency: 'UAH' }) : created));

		test('asks for exactly this first', async () => {
			const api = costing('14.679');
			const { error } = await create.run(bounded);
			expect(error).toBeUndefined();
			expect(api.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
				`GET /sms/campaigns/cost?sender=FlowerShop&body=Hi%20%7B%7Bname%7D%7D!&route[UA]=national&addressBookId=${LIST}`,
				'POST /sms/campaigns',
			]);
		});

		test('above it nothing is sent', async () => {
			const api = costing(15.01);
			const { error } = await create.run(bounded);
			expect(error?.message).toBe(
				"This would cost 15.01 UAH, more than 'Max Price' allows (15). Nothing was sent.",
			);
			expect(api.requests.map(({ method }) => method)).toEqual(['GET']);
		});
	});
});

describe('getCost', () => {
	const getCost = smsOperation('campaign', 'getCost');
	const required = { senderName: 'FlowerShop', text: 'Hi', mailingListId: LIST };
	const sample: Sample = {
		operation: getCost,
		parameters: required,
		request: {
			method: 'GET',
			path: `/sms/campaigns/cost?sender=FlowerShop&body=Hi&addressBookId=${LIST}`,
		},
		answer: gives({ price: 14.679, currency: 'UAH' }),
		output: [{ price: 14.679, currency: 'UAH' }],
	};
	const toNumbers: Sample = {
		...sample,
		parameters: {
			...required,
			recipients: 'phones',
			phones: '+380956045455, 0956045456',
			options: {
				defaultCountryCode: '380',
				routes: { route: [{ countryCode: 'ua', routeType: 'national' }] },
			},
		},
		request: {
			method: 'GET',
			path: '/sms/campaigns/cost?sender=FlowerShop&body=Hi&route[UA]=national&phones[]=380956045455&phones[]=380956045456',
		},
	};
	givesWhatItShould(sample, toNumbers, {
		...sample,
		answer: gives({ price: '14.679', currency: 'UAH' }),
	});
	takesListInAnyForm(sample);
	worksWithRetryOnFail(sample);

	test('where SendPulse sees no numbers, they are asked for in the other form', async () => {
		const api = answering(
			says({ result: false, message: 'Address book or phone list must be specified' }),
			sample.answer,
		);
		const { json } = await getCost.run(toNumbers.parameters);
		expect(json).toEqual(sample.output);
		const asked = new URL(`http://x${api.requests[1].path}`).searchParams;
		expect([asked.get('phones'), asked.get('route')]).toEqual([
			'["380956045455","380956045456"]',
			'{"UA":"national"}',
		]);
	});

	test('many numbers in parts, added up', async () => {
		const phones = Array.from({ length: 450 }, (_, index) => 380950000000 + index);
		const api = answeringBy(() => gives({ price: 0.1, currency: 'UAH' }));
		const { json } = await getCost.run(
			{ ...required, recipients: 'phones', phones: '={{ $json.phones }}' },
			{ items: [{ phones }] },
		);
		expect(json).toEqual([{ price: 0.3, currency: 'UAH' }]);
		expect(api.requests.map(({ path }) => path.split('phones[]').length - 1).sort()).toEqual([
			200, 200, 50,
		]);
		for (const { path } of api.requests) expect(path.length).toBeLessThan(5_000);
	});

	test.each([
		{ result: true },
		{ result: true, data: { price: null } },
		{ result: true, data: [] },
	])('no price: %j', async (body) => {
		answering(says(body));
		const { error } = await getCost.run(required);
		expect(error?.message).toBe('SendPulse did not tell the price.');
	});
});

import '../../../quickWaits.mts';
import type { IDataObject } from 'n8n-workflow';
import { answering, answeringBy, says, silent } from '../../../api.mts';
import { givesWhatItShould, worksWithRetryOnFail } from '../../../SendPulse/suites.mts';
import { smtpOperation } from '../../records.mts';

const count = smtpOperation('bounce', 'count');
const getMany = smtpOperation('bounce', 'getMany');

const bounce = (number: number): IDataObject => ({
	email_to: `gone${number}@yandex.ru`,
	sender: 'no-reply@boomstream.com',
	send_date: '2019-03-25 19:05:02',
	subject: 'News',
	smtp_answer_code: 550,
	smtp_answer_subcode: '5.1.1',
	smtp_answer_data: '…: 550 5.7.1 No such user!',
});

/** So many bounces, of which a page holds no more than that. */
const holding = (total: number, most: number) =>
	answeringBy(({ path }) => {
		const [, limit, offset] = /limit=(\d+)&offset=(\d+)$/.exec(path) ?? [];
		const all = Array.from({ length: total }, (_, index) => bounce(index + 1));
		const emails = all.slice(Number(offset), Number(offset) + Math.min(Number(limit), most));
		return says({ total, emails, request_limit: most, found: emails.length });
	});

describe('count', () => {
	const sample = {
		operation: count,
		parameters: {},
		request: { method: 'GET', path: '/smtp/bounces/day/total' },
		answer: says({ total: 3 }),
		output: [{ total: 3 }],
	};
	givesWhatItShould(sample);
	worksWithRetryOnFail(sample);
});

describe('getMany', () => {
	givesWhatItShould({
		operation: getMany,
		parameters: {},
		request: { method: 'GET', path: '/smtp/bounces/day?limit=50&offset=0' },
		answer: says({ total: 2, emails: [bounce(1), bounce(2)], request_limit: 100, found: 2 }),
		output: [bounce(1), bounce(2)],
	});

	test.each([100, 1000, 40])('Return All reads to the end: pages of %d', async (most) => {
		holding(230, most);
		const { json, hints } = await getMany.run({ returnAll: true });
		expect(json).toEqual(Array.from({ length: 230 }, (_, index) => bounce(index + 1)));
		expect(hints).toEqual([]);
	});

	test('none', async () => {
		holding(0, 100);
		const { json, error } = await getMany.run({ returnAll: true });
		expect([json, error]).toEqual([[], undefined]);
	});

	test('an empty list as PHP writes it', async () => {
		answering(says({ total: 0, emails: {}, found: 0 }));
		expect((await getMany.run({})).json).toEqual([]);
	});

	describe('of a day', () => {
		// Today for all: at noon UTC it is one day from 12 hours behind to 11 ahead.
		beforeEach(() => jest.spyOn(Date, 'now').mockReturnValue(Date.parse('2026-05-20T12:30:00Z')));
		afterEach(() => jest.restoreAllMocks());

		test.each(['2026-05-20', '2026-05-19', '2026-05-21'])('%s may be one', async (date) => {
			const api = holding(1, 100);
			const { error } = await getMany.run({ filters: { date } });
			expect(error).toBeUndefined();
			expect(api.requests[0]?.path).toBe(`/smtp/bounces/day?date=${date}&limit=50&offset=0`);
		});

		test.each(['2026-05-17', '2026-05-22', '2025-05-20'])(
			'%s is refused before anything is sent',
			async (date) => {
				const api = silent();
				const { error } = await getMany.run({ filters: { date } });
				expect(error?.message).toBe(
					`'Date' has to be today or yesterday, not ${date}. SendPulse keeps the bounces of the last 24 hours. Nothing was sent.`,
				);
				expect(api.requests).toEqual([]);
			},
		);
	});
});

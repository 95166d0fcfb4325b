import { ApiFailure } from '../../../nodes/engine/api/failures';
import type { ApiRequest } from '../../../nodes/engine/api/request';
import {
	readBlacklist,
	readStandings,
	refusalElsewhere,
	refusalOf,
	STANDING_LOOK_UPS,
} from '../../../nodes/SendPulse/fields/standing';
import { CONTACT_STATUS } from '../../../nodes/SendPulse/fields/statuses';

const unknown = new ApiFailure('refused', 'Not there', { status: 422, code: 502, own: true });
const emailsOf = ({ body }: ApiRequest) => body?.emails as string[];

test('each status that keeps e-mails away has its reason', () => {
	const reasons = Object.keys(CONTACT_STATUS).map((status) => refusalOf(Number(status)) ?? '');
	expect(reasons).toEqual([
		...['', '', '', '', 'unsubscribed', 'rejected', 'unsubscribedFromAll', ''],
		...['blocked', 'undeliverable', 'blocked', 'blocked', 'blocked', 'deletedByUser'],
		'undeliverable',
	]);
	expect(refusalOf(15)).toBe('undeliverable');
});

describe('readStandings', () => {
	test.each([
		[0, 0],
		[1, 1],
		[100, 1],
		[101, 2],
	])('%i addresses take %i requests', async (count, requests) => {
		const asked: ApiRequest[] = [];
		const emails = Array.from({ length: count }, (_, index) => `c${index}@example.com`);
		const standings = await readStandings(
			async (request) => {
				asked.push(request);
				return await Promise.resolve([]);
			},
			[...emails, ...emails.map((email) => email.toUpperCase())],
		);
		expect(asked.length).toBe(requests);
		expect(asked.flatMap(emailsOf)).toEqual(emails);
		expect(asked.every(({ path }) => STANDING_LOOK_UPS[0].test(path))).toBe(true);
		expect([...standings.keys()]).toEqual(emails);
	});

	test('asks for both spellings of a domain, and whoever said no under one of them has said no', async () => {
		const standings = await readStandings(
			async (request) => {
				expect(emailsOf(request)).toEqual(['ann@münchen.example', 'ann@xn--mnchen-3ya.example']);
				return await Promise.resolve({
					'ann@xn--mnchen-3ya.example': [{ book_id: 1, status: 4, variables: [] }],
					'ann@münchen.example': [{ book_id: 1, status: 1, variables: [] }],
				});
			},
			['Ann@München.example'],
		);
		expect([...standings.values()].map(({ lists }) => lists.get(1)?.status)).toEqual([4]);
	});

	test('tells lists, statuses and variables, whatever the spelling', async () => {
		const standings = await readStandings(
			async () =>
				await Promise.resolve({
					'Ann@Example.com': [
						{ book_id: 1, status: 4, variables: [{ name: 'n', type: 'number', value: '3' }] },
						{ book_id: '2', status: '0', variables: [] },
					],
				}),
			['ann@example.com', 'joann@example.com'],
		);
		expect(standings.get('ann@example.com')?.lists).toEqual(
			new Map([
				[1, { status: 4, variables: { n: 3 } }],
				[2, { status: 0, variables: {} }],
			]),
		);
		expect(standings.get('joann@example.com')?.lists.size).toBe(0);
	});

	test.each([
		[4, 1],
		[1, 4],
	])('who said no in one spelling has said no: %i, %i', async (one, other) => {
		const body = {
			'Ann@example.com': [{ book_id: 1, status: one }],
			'ann@example.com': [{ book_id: 1, status: other }],
		};
		const standings = await readStandings(
			async () => await Promise.resolve(body),
			['ann@example.com'],
		);
		expect(standings.get('ann@example.com')?.lists.get(1)?.status).toBe(4);
	});

	test('one unknown address of many does not hide the others', async () => {
		const standings = await readStandings(
			async (request) => {
				const emails = emailsOf(request);
				if (emails.includes('no@example.com')) throw unknown;
				const known = emails.map((email) => [email, [{ book_id: 7, status: 6 }]]);
				return await Promise.resolve(Object.fromEntries(known));
			},
			['a@example.com', 'no@example.com', 'b@example.com'],
		);
		const counts = [...standings].map(([email, { lists }]) => [email, lists.size]);
		expect(counts).toEqual([
			['a@example.com', 1],
			['no@example.com', 0],
			['b@example.com', 1],
		]);
	});

	test.each([
		['a text', 'Maintenance'],
		['nothing', null],
		['a status that is none', { 'a@example.com': [{ book_id: 7, status: 'New' }] }],
		['a list that is none', { 'a@example.com': [{ status: 1 }] }],
		['something else', { result: true }],
	])('nobody is taken for new on an answer with %s', async (_, body) => {
		const reading = readStandings(async () => await Promise.resolve(body), ['a@example.com']);
		await expect(reading).rejects.toMatchObject({ kind: 'unclear' });
	});

	test('a failure is passed on', async () => {
		const lost = new ApiFailure('unclear', 'lost');
		const reading = readStandings(async () => await Promise.reject(lost), ['a@example.com']);
		await expect(reading).rejects.toBe(lost);
	});
});

describe('readBlacklist', () => {
	test('has small letters', async () => {
		const read = async (body: unknown) => [
			...(await readBlacklist(async () => await Promise.resolve(body))),
		];
		expect(await read(['John@Test.com'])).toEqual(['john@test.com']);
		expect(await read([])).toEqual([]);
		expect(await read({ 0: 'a@test.com', 4: 'b@test.com' })).toEqual(['a@test.com', 'b@test.com']);
	});

	test.each(['Maintenance', null, { result: true }, [{ email: 'a@test.com' }]])(
		'is not taken for empty on %j',
		async (body) => {
			const reading = readBlacklist(async () => await Promise.resolve(body));
			await expect(reading).rejects.toMatchObject({ kind: 'unclear' });
		},
	);
});

test('reasons against a further list', () => {
	const standing = (...statuses: number[]) => ({
		lists: new Map(statuses.map((status, index) => [index + 1, { status, variables: {} }])),
	});
	const blacklist = new Set(['john@test.com']);
	const reason = (email: string, ...statuses: number[]) =>
		refusalElsewhere(standing(...statuses), blacklist, email, 1);
	expect(reason('John@test.com')).toBe('blacklisted');
	expect(reason('ann@test.com')).toBeUndefined();
	// What it is in the target itself, its own status tells.
	expect(reason('ann@test.com', 6)).toBeUndefined();
	expect(reason('ann@test.com', 0, 6)).toBe('unsubscribedFromAll');
	expect(reason('ann@test.com', 0, 4, 12)).toBe('blocked');
	expect(reason('ann@test.com', 0, 8, 6)).toBe('unsubscribedFromAll');
	// Whoever left one list may be in another.
	expect(reason('ann@test.com', 0, 4, 13, 9)).toBeUndefined();
});

/** A new address in place of an old one, in the sandbox: in each mailing list, and nowhere where somebody said no. */
import { Account, type ListOfPeople } from '../../mailingLists.mts';
import type { IDataObject } from 'n8n-workflow';

let account: Account;
afterEach(async () => await account.close());

const OLD = 'ann@old.example';
const NEW = 'ann@new.example';
const VALUES = { city: 'Kyiv', orders: 3, born: '1990-05-01' };
const TYPES = { city: 'string', orders: 'number', born: 'date' } as const;
const ANN = { email: OLD, phone: '380501112233', values: VALUES };

const setUp = async (
	lists: Record<string, ListOfPeople>,
	setup: Parameters<typeof Account.with>[1] = {},
) => (account = await Account.with(lists, setup));

const change = async (parameters: IDataObject = {}, more: Parameters<Account['run']>[3] = {}) =>
	await account.run('emailAddress', 'change', { email: OLD, newEmail: NEW, ...parameters }, more);

const asNew = { [NEW]: { ...ANN, email: NEW, status: 0 } };

test('takes its place in each mailing list, with variables and phone number', async () => {
	await setUp({
		shop: { variables: TYPES, people: [ANN, { email: 'joann@old.example' }] },
		news: { people: [{ email: OLD }, { email: NEW }] },
		other: { people: [{ email: 'bob@x.example' }] },
	});
	const { json, error } = await change();
	expect(error).toBeUndefined();
	expect(json).toEqual([
		{
			email: NEW,
			oldEmail: OLD,
			mailingLists: [
				{ id: account.id('shop'), copied: true, deleted: true },
				{ id: account.id('news'), copied: true, deleted: true },
			],
		},
	]);
	const { 'joann@old.example': joann, ...shop } = account.contents('shop');
	expect([joann.email, shop]).toEqual(['joann@old.example', asNew]);
	expect(Object.keys(account.contents('news'))).toEqual([NEW]);
	expect(account.counted).toEqual({
		'GET /blacklist': 1,
		'POST /emails': 2,
		'GET /shop/variables': 1,
		// Before, and whether phone numbers arrive.
		'GET /shop/emails/{email}': 2,
		'GET /news/emails/{email}': 1,
		'POST /shop/emails': 1,
		'POST /news/emails': 1,
		'DELETE /shop/emails': 1,
		'DELETE /news/emails': 1,
	});
	// Again: nothing is left to do.
	expect((await change()).json).toEqual([{ email: NEW, oldEmail: OLD, mailingLists: [] }]);
});

test('a mailing list in which somebody said no stays as it is', async () => {
	await setUp({
		shop: { people: [ANN] },
		left: { people: [{ email: OLD, status: 4 }] },
		refused: { people: [{ email: OLD }, { email: NEW, status: 4 }] },
		asked: { people: [{ email: OLD, status: 2 }] },
	});
	const before = ['left', 'refused', 'asked'].map((list) => account.contents(list));
	const { json } = await change();
	const lists = json[0].mailingLists as IDataObject[];
	expect(lists.map(({ copied, deleted, reason }) => [copied, deleted, reason])).toEqual([
		[true, true, undefined],
		[false, false, 'unsubscribed'],
		[false, false, 'unsubscribed'],
		[false, false, 'notConfirmed'],
	]);
	expect(['left', 'refused', 'asked'].map((list) => account.contents(list))).toEqual(before);
});

test.each<[string, string, number | 'blacklist', string]>([
	['new', NEW, 'blacklist', 'blacklisted'],
	['new', NEW, 6, 'unsubscribedFromAll'],
	['new', NEW, 10, 'blocked'],
	['old', OLD, 'blacklist', 'blacklisted'],
	['old', OLD, 6, 'unsubscribedFromAll'],
])('changes nothing where the %s address (%s) is on: %s', async (which, email, where, reason) => {
	await setUp(
		{
			shop: { people: [ANN] },
			other: { people: where === 'blacklist' ? [] : [{ email, status: where }] },
		},
		{ blacklist: where === 'blacklist' ? [email] : [] },
	);
	const before = account.contents('shop');
	const { json } = await change();
	expect(json).toMatchObject([
		{
			mailingLists: [
				{ copied: false, deleted: false, reason },
				...(which === 'old' && where !== 'blacklist' ? [{ reason }] : []),
			],
		},
	]);
	expect(json[0].reason).toBe(which === 'new' ? reason : undefined);
	expect(account.contents('shop')).toEqual(before);
	expect(account.requests.filter((one) => /emails$/.test(one) && one !== 'POST /emails')).toEqual(
		[],
	);
});

test('only in some mailing lists, the old address kept, and shown first', async () => {
	await setUp({ shop: { variables: TYPES, people: [ANN] }, news: { people: [{ email: OLD }] } });
	const options = { keepOld: true, mailingListIds: [account.id('shop')] };
	const shown = await change({ options: { ...options, preview: true } });
	const mailingLists = [{ id: account.id('shop'), copied: true, deleted: false }];
	const record = { email: NEW, oldEmail: OLD, mailingLists };
	expect(shown.json).toEqual([{ preview: true, done: false, ...record }]);
	expect(Object.keys(account.contents('shop'))).toEqual([OLD]);
	expect((await change({ options })).json).toEqual([record]);
	expect(account.contents('shop')).toMatchObject({ [OLD]: ANN, ...asNew });
	expect(Object.keys(account.contents('news'))).toEqual([OLD]);
	const id = account.id('news');
	const elsewhere = await change({ email: 'x@x.example', options: { mailingListIds: [id] } });
	expect(elsewhere.json[0].mailingLists).toEqual([
		{ id, copied: false, deleted: false, reason: 'notInList' },
	]);
});

test('an address that does not arrive is an error that names the list, and the old one stays', async () => {
	// The API takes a bad address without a word.
	await setUp({ shop: { variables: TYPES, people: [ANN] }, news: { people: [{ email: OLD }] } });
	const taken = account.list('shop').contacts;
	const { add } = taken;
	taken.add = () => ({ email: 'dropped' }) as never;
	const options = { keepOld: true, mailingListIds: [account.id('shop')] };
	// Also where the old one stays anyway.
	expect((await change({ options })).error?.message).toContain('it did not arrive there');
	const { error } = await change();
	taken.add = add;
	expect(error?.message).toMatch(
		new RegExp(
			`^The address was not changed in mailing list ${account.id('shop')}: SendPulse took ${NEW} .* did not arrive.* ${NEW} is in mailing list ${account.id('news')} now\\.`,
		),
	);
	expect(Object.keys(account.contents('shop'))).toEqual([OLD]);
	expect(Object.keys(account.contents('news'))).toEqual([NEW]);
	// Run again it finishes.
	expect((await change()).error).toBeUndefined();
	expect(account.contents('shop')).toEqual(asNew);
});

test.each([
	[
		[
			[OLD, NEW],
			[NEW, 'c@x.example'],
		],
	],
	[
		[
			[OLD, NEW],
			[OLD, 'c@x.example'],
		],
	],
	[
		[
			[OLD, NEW],
			['c@x.example', NEW],
		],
	],
	[
		[
			[OLD, NEW],
			[NEW, OLD],
		],
	],
])('addresses that hang together are refused before anything is sent: %j', async (pairs) => {
	await setUp({ shop: { people: [ANN] } });
	const items = pairs.map(([email, newEmail]) => ({ email, newEmail }));
	const parameters = { email: '={{ $json.email }}', newEmail: '={{ $json.newEmail }}' };
	const { error } = await change(parameters, { items });
	expect(error?.message).toContain('is named by two input items');
	expect(account.requests).toEqual([]);
});

test('the same change twice is done once; the same address is none', async () => {
	await setUp({ shop: { people: [ANN] } });
	const { json } = await change({}, { items: [{}, {}] });
	expect(json).toHaveLength(2);
	expect(json[0]).toEqual(json[1]);
	expect(account.counted['POST /shop/emails']).toBe(1);
	expect((await change({ newEmail: OLD.toUpperCase() })).error?.message).toMatch(
		/^'New Email' has to be another address than the old one\./,
	);
});

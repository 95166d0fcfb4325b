/** "No more e-mails": out of all lists, and out of nothing else. */
import { personalAccount, writesAmong, type Account } from './account.mts';

const ANN = 'ann@x.example';
const JOANN = 'joann@x.example';

const statuses = ({ sandbox }: Account, email: string) =>
	sandbox.state.lists.all().map(({ contacts }) => contacts.get(email)?.status);

async function withStatuses(...given: number[]): Promise<Account & { ids: number[] }> {
	const account = await personalAccount();
	for (const email of [ANN, JOANN]) account.add(email);
	const lists = account.sandbox.state.lists.all();
	given.forEach((status, index) => lists[index]!.contacts.setStatus(ANN, status));
	return { ...account, ids: lists.map(({ id }) => id) };
}

test('leaves all lists, and only that', async () => {
	const account = await withStatuses(1, 0);
	const { json } = await account.run('unsubscribe', { email: 'Ann@X.example' });
	expect(json).toEqual([
		{
			email: 'Ann@X.example',
			success: true,
			mailingLists: account.ids.map((id) => ({ id, done: true })),
			alreadyUnsubscribed: [],
			blacklisted: null,
			smtpUnsubscribed: null,
		},
	]);
	expect(statuses(account, ANN)).toEqual([4, 4]);
	expect(statuses(account, JOANN)).toEqual([1, 1]);
	expect(account.sandbox.state.blacklist.has(ANN)).toBe(false);
	const again = await account.run('unsubscribe', { email: ANN });
	expect(again.json).toMatchObject([
		{ success: true, mailingLists: [], alreadyUnsubscribed: account.ids },
	]);
	expect(writesAmong(account.asked())).toEqual([]);
});

test('many people share requests, and each item has its own', async () => {
	const account = await personalAccount();
	const people = Array.from({ length: 150 }, (_, n) => `p${n}@x.example`);
	for (const email of people) account.add(email);
	const { items } = await account.run(
		'unsubscribe',
		{ email: '={{ $json.email }}', options: { alsoBlacklist: true, alsoSmtp: true } },
		{ items: people.map((email) => ({ email })) },
	);
	expect(items.map(({ json, pairedItem }) => [json.email, json.success, pairedItem])).toEqual(
		people.map((email, item) => [email, true, { item }]),
	);
	expect(new Set(people.flatMap((email) => statuses(account, email)))).toEqual(new Set([4]));
	expect(people.every((email) => account.sandbox.state.blacklist.has(email))).toBe(true);
	expect(people.every((email) => account.sandbox.state.smtp.unsubscribed.has(email))).toBe(true);
	// Two lists, the blacklist and the SMTP list, 100 each.
	expect(writesAmong(account.asked())).toHaveLength(8);
});

test('only chosen lists; somebody unknown is a success', async () => {
	const account = await withStatuses(1, 1);
	const chosen = { email: ANN, from: 'lists', mailingListIds: [account.ids[1]] };
	await account.run('unsubscribe', chosen);
	expect(statuses(account, ANN)).toEqual([1, 4]);
	const { json, hints } = await account.run('unsubscribe', { email: 'nobody@x.example' });
	expect(json).toMatchObject([{ success: true, mailingLists: [], alreadyUnsubscribed: [] }]);
	expect(hints).toEqual([
		'1 address is in none of these mailing lists: nothing had to be done there.',
	]);
});

test('who is not active in a list is not called unsubscribed', async () => {
	const account = await withStatuses(2, 8);
	const { json, hints } = await account.run('unsubscribe', { email: ANN });
	const [waiting, blocked] = account.ids;
	expect(json).toMatchObject([
		{
			success: false,
			mailingLists: [
				{ id: waiting, done: false, reason: 'notActive' },
				{ id: blocked, done: false, reason: 'blocked' },
			],
		},
	]);
	expect(hints[0]).toMatch(/^1 could not be unsubscribed/);
});

test('whoever is gone from a list by then is not called unsubscribed', async () => {
	const account = await withStatuses(2, 1);
	const [first, second] = account.sandbox.state.lists.all();
	const { log } = account.sandbox;
	const isWrite = ({ path }: { path: string }) => path.endsWith('/unsubscribe');
	account.sandbox.faults.add({ kind: 'page502', match: { path: '/**/unsubscribe' }, times: 1 });
	const running = account.run('unsubscribe', { email: ANN });
	while (!log.some(isWrite)) await new Promise(setImmediate);
	first!.contacts.remove(ANN);
	const { json } = await running;
	expect(json).toMatchObject([
		{
			success: true,
			mailingLists: [
				{ id: first!.id, done: false, reason: 'notInList' },
				{ id: second!.id, done: true },
			],
		},
	]);
});

test('a preview changes nothing', async () => {
	const account = await withStatuses(1, 1);
	const options = { preview: true, alsoBlacklist: true };
	const { json } = await account.run('unsubscribe', { email: ANN, options });
	expect(json).toMatchObject([
		{ preview: true, success: false, mailingLists: [{ done: false }, { done: false }] },
	]);
	expect(statuses(account, ANN)).toEqual([1, 1]);
	expect(writesAmong(account.asked())).toEqual([]);
});

test('lists that failed are named, and running again does the rest', async () => {
	const account = await withStatuses(1, 1);
	const [first, second] = account.ids;
	account.sandbox.faults.add({
		kind: 'refused',
		match: { path: `/addressbooks/${second}/emails/unsubscribe` },
	});
	const { error } = await account.run('unsubscribe', { email: ANN });
	expect(error?.message).toMatch(
		new RegExp(
			`^Not done: mailing list ${second}\\. .* Unsubscribed from mailing lists ${first}\\. Run this again to do the rest\\.`,
		),
	);
	account.sandbox.faults.clear();
	const { json } = await account.run('unsubscribe', { email: ANN });
	expect(json).toMatchObject([{ success: true, alreadyUnsubscribed: [first] }]);
	expect(statuses(account, ANN)).toEqual([4, 4]);
});

/** What is known of a person, from all parts; a part that is missing hides no other. */
import { personalAccount, writesAmong, type Account } from './account.mts';

const ANN = 'ann@x.example';
const ALL = 'mailingLists,statistics,smtp,crm,campaigns,courses,chatbots,transactionalEmails';

async function withAnn(): Promise<Account> {
	const account = await personalAccount();
	account.add(ANN);
	account.add('joann@x.example');
	return account;
}

test('all parts, of this very address', async () => {
	const account = await withAnn();
	account.sandbox.state.smtp.unsubscribed.add(ANN, 0, { byUser: true });
	account.sandbox.state.blacklist.add(ANN);
	const { json, error } = await account.run('getProfile', { email: ANN, include: ALL });
	expect(error).toBeUndefined();
	expect(json).toHaveLength(1);
	expect(json[0]).toMatchObject({
		email: ANN,
		known: true,
		mailingLists: [
			{ name: 'Customers', status: 1, statusName: 'Active', canReceive: true, variables: {} },
			{ name: 'News' },
		],
		statistics: { sent: 0, opened: 0, clicked: 0, openRate: null, clickRate: null },
		blacklisted: true,
		smtp: { unsubscribed: true },
		crm: [{ firstName: 'Ann', lastName: 'Lee', deals: [] }],
		campaigns: [],
		chatbots: [
			{ channel: 'telegram', botName: 'Shop on telegram', name: 'Ann Lee', status: 'Active' },
			{ channel: 'viber' },
		],
		transactionalEmails: [],
		unavailable: [],
	});
	expect(writesAmong(account.asked())).toEqual([]);
});

test('three requests for each address and two for each hundred', async () => {
	const account = await personalAccount();
	const people = Array.from({ length: 10 }, (_, n) => `p${n}@x.example`);
	for (const email of people) account.add(email);
	const { json } = await account.run(
		'getProfile',
		{ email: '={{ $json.email }}' },
		{ items: [...people, 'nobody@x.example'].map((email) => ({ email })) },
	);
	expect(json.map(({ email, known }) => [email, known])).toEqual([
		...people.map((email) => [email, true]),
		['nobody@x.example', false],
	]);
	expect(json.at(-1)).toMatchObject({ mailingLists: [], crm: [], blacklisted: null });
	// Details, CRM, SMTP and the deals of one contact each; nobody is in a list or has deals.
	expect(account.asked()).toHaveLength(2 + 10 * 4 + 2);
});

test('what the account lacks is named, and the rest stands', async () => {
	const account = await withAnn();
	account.sandbox.faults.add(
		{ kind: 'refused', match: { path: '/crm/**' } },
		{ kind: 'error500', match: { path: '/smtp/**' } },
	);
	const { json } = await account.run('getProfile', { email: ANN });
	expect(json[0]).toMatchObject({ known: true, mailingLists: [{}, {}] });
	expect(json[0]).not.toHaveProperty('crm');
	expect((json[0]!.unavailable as Array<{ part: string }>).map(({ part }) => part)).toEqual([
		'smtp',
		'crm',
	]);
});

test('a credential that does not work fails the item', async () => {
	const account = await withAnn();
	account.sandbox.faults.add({ kind: 'unauthorized', match: { path: '/crm/**' } });
	const { error } = await account.run('getProfile', { email: ANN });
	expect(error?.message).toMatch(/did not accept the credential/);
});

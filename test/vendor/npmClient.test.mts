/** The vendor's own client for Node.js, as it is on npm, against the sandbox. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import nock from 'nock';
import { startBench, type Bench } from '../sandbox/client.mts';

type Callback = (answer: any) => void;
type Call = (callback: Callback, ...args: unknown[]) => void;
// Loaded without types: they say `any` throughout.
const client = createRequire(join(process.cwd(), 'package.json'))('sendpulse-api') as Record<
	string,
	Call
> & {
	init(id: string, secret: string, storage: string, callback: Callback): void;
};

let bench: Bench;
let folder: string;

/** The client knows one host only: what it sends there goes to the sandbox as it is. */
function leadToSandbox(): void {
	for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) {
		nock('https://api.sendpulse.com')
			.persist()
			.intercept(/.*/, method)
			.reply(async function (path, sent) {
				const { authorization } = this.req.headers;
				const raw = typeof sent === 'string' ? sent : JSON.stringify(sent);
				const answer = await bench.call(method, path, {
					raw,
					authorization: authorization ? String([authorization].flat()[0]) : null,
				});
				return [answer.status, answer.text, { 'content-type': 'application/json' }];
			});
	}
}

const ask = async (name: string, ...args: unknown[]): Promise<any> => {
	bench.clock.advance(200);
	return await new Promise((resolve) => client[name]!(resolve, ...args));
};

beforeAll(async () => {
	bench = await startBench();
	folder = mkdtempSync(join(tmpdir(), 'sendpulse-'));
	leadToSandbox();
	const { clientId, clientSecret } = bench.sandbox.state.account;
	await new Promise<void>((resolve) =>
		client.init(clientId, clientSecret, `${folder}/`, () => resolve()),
	);
});

afterAll(async () => {
	nock.cleanAll();
	rmSync(folder, { recursive: true, force: true });
	await bench.sandbox.close();
});

const taken = { result: true };
const inList = 'customer001@mail.example';
const list = () => bench.sandbox.state.lists.getByName('Customers')!;
const found = (name: string) => bench.sandbox.state.lists.getByName(name);
const campaign = () => bench.sandbox.state.campaigns.all()[0]!;
const template = () => bench.sandbox.state.templates.all()[0]!;

test('every call for the e-mail service is tried', () => {
	const others = /^(init|getToken|sendRequest|sms|smtp|addEmails|removeEmails|createCampaign)/;
	const known = Object.keys(client).filter((name) => !others.test(name));
	expect(known.sort()).toEqual(CALLS.map(([name]) => name).sort());
});

const CALLS: Array<[name: string, args: () => unknown[], answer: unknown]> = [
	[
		'listAddressBooks',
		() => [10, 0],
		expect.arrayContaining([expect.objectContaining({ name: 'Customers' })]),
	],
	['createAddressBook', () => ['From the client'], { id: expect.any(Number) }],
	['editAddressBook', () => [found('From the client')!.id, 'Renamed'], taken],
	['getBookInfo', () => [list().id], [expect.objectContaining({ name: 'Customers' })]],
	[
		'getEmailsFromBook',
		() => [list().id],
		expect.arrayContaining([expect.objectContaining({ email: inList })]),
	],
	['getEmailInfo', () => [list().id, inList], expect.objectContaining({ email: inList })],
	['updateEmailVariables', () => [list().id, inList, [{ name: 'city', value: 'Oslo' }]], taken],
	['campaignCost', () => [list().id], expect.objectContaining({ cur: expect.any(String) })],
	[
		'listCampaigns',
		() => [10, 0],
		expect.arrayContaining([expect.objectContaining({ id: expect.any(Number) })]),
	],
	['getCampaignInfo', () => [campaign().id], expect.objectContaining({ id: expect.any(Number) })],
	['campaignStatByCountries', () => [campaign().id], expect.anything()],
	['campaignStatByReferrals', () => [campaign().id], expect.any(Array)],
	['listEmailTemplates', () => [], expect.any(Array)],
	[
		'getEmailTemplate',
		() => [template().realId],
		expect.objectContaining({ real_id: expect.any(Number) }),
	],
	[
		'listSenders',
		() => [],
		expect.arrayContaining([expect.objectContaining({ status: 'Active' })]),
	],
	['addSender', () => ['Shop', 'client@shop.example'], taken],
	[
		'activateSender',
		() => [
			'client@shop.example',
			bench.sandbox.state.senders.get('client@shop.example')!.code!.text,
		],
		{ result: true, email: 'client@shop.example' },
	],
	[
		'getSenderActivationMail',
		() => ['new@shop.example'],
		{ result: true, email: 'new@shop.example' },
	],
	['removeSender', () => ['client@shop.example'], taken],
	[
		'getEmailGlobalInfo',
		() => [inList],
		expect.arrayContaining([expect.objectContaining({ email: inList })]),
	],
	['emailStatByCampaigns', () => [inList], expect.objectContaining({ blacklist: false })],
	['removeEmailFromAllBooks', () => ['customer002@mail.example'], taken],
	['addToBlackList', () => ['spam@mail.example'], taken],
	['getBlackList', () => [], expect.arrayContaining(['spam@mail.example'])],
	['removeFromBlackList', () => ['spam@mail.example'], taken],
	['getBalance', () => ['USD'], expect.objectContaining({ currency: 'USD' })],
	['cancelCampaign', () => [scheduled], taken],
	['removeAddressBook', () => [found('Renamed')!.id], taken],
];

let scheduled = 0;

test('a campaign goes out with what the client sends where nobody says anything: no attachments, no name', async () => {
	const answer = await ask(
		'createCampaign',
		'Shop',
		'hello@shop.example',
		'Hi',
		'<p>Hi</p>',
		list().id,
	);
	expect(answer).toMatchObject({ id: expect.any(Number), count: expect.any(Number) });
	scheduled = answer.id as number;
});

test.each(CALLS)('%s', async (name, args, answer) => {
	expect(await ask(name, ...args())).toEqual(answer);
});

test.each(['addEmails', 'removeEmails'])(
	'%s sends what PHP has serialized, and is refused',
	async (name) => {
		const before = list().contacts.size;
		const answer = await ask(name, list().id, [inList]);
		expect(answer).toEqual({ message: 'Argument emails must be array', error_code: 422 });
		expect(list().contacts.size).toBe(before);
	},
);

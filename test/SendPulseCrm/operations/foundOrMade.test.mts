/** What the upserts of contacts and companies share, against the sandbox: one record, and nothing lost of it. */
import { pass } from '../../engine/virtualTime.mts';
import fc from 'fast-check';
import nock from 'nock';
import type { IDataObject } from 'n8n-workflow';
import type { Sandbox, SandboxSetup } from '../../../sandbox/index.mts';
import type { Reachable } from '../../../sandbox/crm/store.mts';
import { goOn } from '../../engine/bench.mts';
import { StoredCredential } from '../../n8n.mts';
import { borrowedSandbox } from '../../servers.mts';
import { crmOperation } from '../records.mts';

beforeAll(() => nock.enableNetConnect('127.0.0.1'));

let sandbox: Sandbox;
let credential: StoredCredential;
afterEach(async () => await sandbox.close());

async function open(setup: SandboxSetup = {}): Promise<Sandbox> {
	sandbox = borrowedSandbox({ perSecond: 10_000, crmSearchLag: 0, ...setup });
	const baseUrl = await sandbox.listen();
	const { key } = sandbox.state.account.createApiKey('crm');
	credential = new StoredCredential({ authentication: 'apiKey', apiKey: key, baseUrl }, key);
	return sandbox;
}

const run = async (resource: string, parameters: IDataObject, items: IDataObject[] = [{}]) =>
	await crmOperation(resource, 'upsert').run(parameters, { items, credential, ...goOn });

/** What n8n's Continue has in place of a failed item. */
const outcome = ({ id, created, error }: IDataObject) =>
	error ? String((error as IDataObject).message ?? error) : [id, created];

const addresses = ({ emails, phones }: Reachable) => [
	emails.map(({ email }) => email),
	phones.map(({ phone }) => phone),
];

const NEVER = 600_000;

/** Its answer is lost, though it was done. */
const lose = (method: string, path: string, times = 1) =>
	sandbox.faults.add({ kind: 'page502', acted: true, times, match: { method, path } });

describe.each([
	{
		resource: 'contact',
		all: () => sandbox.state.crm.contacts,
		add: (name: string) => sandbox.state.crm.addContact({ firstName: name }),
		named: (name: string) => ({ firstName: name }),
		creation: '/crm/v1/contacts',
	},
	{
		resource: 'company',
		all: () => sandbox.state.crm.companies,
		add: (companyName: string) => sandbox.state.crm.addCompany({ companyName }),
		named: (name: string) => ({ name }),
		creation: '/crm/v1/companies',
	},
])('a $resource', ({ resource, all, add, named, creation }) => {
	const reachable = (name: string, emails: string[], phones: string[] = []) => {
		const record = add(name);
		for (const email of emails) sandbox.state.crm.addEmail(record, email);
		for (const phone of phones) sandbox.state.crm.addPhone(record, phone);
		return record;
	};
	const byEmail = { ...named('Holm'), matchBy: ['email'], emails: '={{ $json.email }}' };

	describe('List Mode Remove', () => {
		const parameters = {
			...named('Holm'),
			matchBy: ['email'],
			emails: 'new@holm.example, old@holm.example',
			phones: '+4930123456',
			options: { listMode: 'remove' },
		};

		test('what it is found by stays, and the rest goes', async () => {
			await open();
			const there = reachable('Holm', ['old@holm.example'], ['+49 30 123456', '+4930999999']);
			const { json } = await run(resource, { ...parameters, matchBy: ['email'] });
			expect(json.map(outcome)).toEqual([[there.id, false]]);
			expect(addresses(there)).toEqual([['old@holm.example'], ['+4930999999']]);
		});

		test('a new one gets what it is found by, and nothing of what is to be removed', async () => {
			await open();
			const { json } = await run(resource, parameters);
			const made = all().get(Number(json[0]!.id))!;
			expect(json[0]).toMatchObject({ created: true });
			expect(addresses(made)).toEqual([['new@holm.example', 'old@holm.example'], []]);
		});
	});

	test('what is matched by first decides, also over one that the run knows', async () => {
		await open();
		const bob = reachable('Bob', ['bob@holm.example']);
		const { json } = await run(
			resource,
			{ ...byEmail, matchBy: ['email', 'phone'], phones: '+4930123456' },
			[{ email: 'ann@holm.example' }, { email: 'bob@holm.example' }, { email: 'x@holm.example' }],
		);
		const ann = Number(json[0]!.id);
		expect(json.map(outcome)).toEqual([
			[ann, true],
			[bob.id, false],
			[ann, false],
		]);
		expect(bob.emails).toHaveLength(1);
	});

	test('If Several: Fail where several have it, and not where one has all of it', async () => {
		await open();
		const parameters = {
			...byEmail,
			matchBy: ['email', 'phone'],
			phones: '+4930123456',
			options: { ifSeveral: 'error' },
		};
		const one = reachable('Holm', ['a@holm.example'], ['+4930123456']);
		const [first] = (await run(resource, parameters, [{ email: 'A@holm.example' }])).json;
		expect(outcome(first!)).toEqual([one.id, false]);

		const other = reachable('Holm', ['a@holm.example']);
		const [second] = (await run(resource, parameters, [{ email: 'A@holm.example' }])).json;
		expect(outcome(second!)).toContain(
			`have the e-mail address 'a@holm.example': ${one.id}, ${other.id}. Leave one of them`,
		);
	});

	test('the one that is meant stands among hundreds that only look like it', async () => {
		await open({ crmMostPerPage: 50 });
		const alike = (more: number) => reachable('Holm', [], [`49301234567${more}`]);
		for (let more = 0; more < 105; more++) alike(more);
		const ann = reachable('Holm', ['ann@holm.example'], ['49301234567']);
		for (let more = 0; more < 105; more++) alike(more);
		const { json } = await run(
			resource,
			{ ...named('Holm'), matchBy: ['phone'], phones: '+49301234567' },
			[{}],
		);
		expect(json.map(outcome)).toEqual([[ann.id, false]]);
	});

	describe('an answer that was lost', () => {
		test('it shows a moment later, and is gone on with', async () => {
			await open({ crmSearchLag: 2_000 });
			const before = all().size;
			lose('POST', creation);
			const { json } = await run(resource, byEmail, [{ email: 'a@lost.example' }]);
			expect(json[0]).toMatchObject({ created: true, emails: ['a@lost.example'] });
			expect(all().size).toBe(before + 1);
		});

		test('as long as it does not show, no other item makes it', async () => {
			await open({ crmSearchLag: NEVER });
			const before = all().size;
			lose('POST', creation);
			const { json } = await run(resource, byEmail, [
				{ email: 'a@lost.example' },
				{ email: 'A@lost.example' },
				{ email: 'b@lost.example' },
				{ email: 'B@lost.example' },
			]);
			expect(all().size).toBe(before + 2);
			const outcomes = json.map(outcome);
			// Both are made at once: whose answer was lost is not said.
			const ofEach = [outcomes.slice(0, 2), outcomes.slice(2)];
			const made = ofEach.find(([first]) => Array.isArray(first))!;
			expect(made).toEqual([
				[expect.any(Number), true],
				[expect.any(Number), false],
			]);
			expect(ofEach.find((one) => one !== made)).toEqual([
				expect.stringMatching(/It was not sent again/),
				expect.stringMatching(
					new RegExp(`Whether an item before this one has made this ${resource} is unclear`),
				),
			]);
		});
	});
});

describe('a contact', () => {
	const parameters = {
		matchBy: ['email'],
		firstName: 'Ann',
		emails: 'ann@lost.example',
		options: { externalId: '4711' },
	};

	test('no tag is made only to be taken away', async () => {
		await open();
		const { contacts, tags } = sandbox.state.crm;
		const before = tags.size;
		const options = { listMode: 'remove', createMissingTags: true, tagIds: ['vip', 'brand new'] };
		const added = await run('contact', {
			...parameters,
			options: { createMissingTags: true, tagIds: ['vip'] },
		});
		const made = contacts.get(Number(added.json[0]!.id))!;
		expect(made.tagIds.size).toBe(1);
		expect((await run('contact', { ...parameters, options })).json[0]).toMatchObject({ tags: [] });
		await run('contact', { ...parameters, emails: 'bob@lost.example', options });
		expect(tags.size).toBe(before);
	});

	test('that was begun for an external ID is gone on with, whatever it is matched by', async () => {
		await open();
		const { contacts } = sandbox.state.crm;
		const before = contacts.size;
		sandbox.faults.add({
			kind: 'error500',
			times: 2,
			match: { method: 'POST', path: '/crm/v1/contacts/*/emails' },
		});
		const [first] = (await run('contact', parameters)).json;
		expect(outcome(first!)).toMatch(/Contact \d+ exists, but/);
		const [second] = (await run('contact', parameters)).json;
		expect(second).toMatchObject({ emails: ['ann@lost.example'], created: false });
		// Somebody else of the same ID, by the address that decides.
		await run('contact', { ...parameters, emails: 'other@lost.example' });
		expect(contacts.size).toBe(before + 2);
	});
});

describe('a company', () => {
	test.each([
		['a known volume stays with its currency', 5, 'EUR', { keepExisting: true }, 5, 'EUR'],
		['one that is lacking comes with its own', null, 'EUR', { keepExisting: true }, 7, 'USD'],
		['a volume without a currency is no amount', 5, null, { keepExisting: true }, 5, null],
		['both change together', 5, 'EUR', {}, 7, 'USD'],
	])('volume: %s', async (_, annualBusinessVolume, currency, more, volume, unit) => {
		await open();
		const there = sandbox.state.crm.addCompany({
			companyName: 'Volume Ltd',
			annualBusinessVolume,
			currency,
		});
		const options = { annualBusinessVolume: 7, currency: 'USD', ...more };
		const { json } = await run('company', { name: 'Volume Ltd', options });
		expect(json.map(outcome)).toEqual([[there.id, false]]);
		expect(there).toMatchObject({ annualBusinessVolume: volume, currency: unit });
	});

	test.each<[string | null, unknown]>([
		['EUR', [9, 'EUR']],
		[null, /has no currency yet, and SendPulse takes a volume only with one. Add 'Currency'/],
	])('Update: a volume alone, of a company in %s', async (currency, expected) => {
		await open();
		const { id } = sandbox.state.crm.addCompany({ companyName: 'Volume Ltd', currency });
		const { json, error } = await crmOperation('company', 'update').run(
			{ companyId: id, options: { annualBusinessVolume: 9, emails: 'a@volume.example' } },
			{ credential },
		);
		const { annualBusinessVolume, currency: unit, emails } = sandbox.state.crm.companies.get(id)!;
		if (Array.isArray(expected)) {
			expect(json).toHaveLength(1);
			expect([annualBusinessVolume, unit]).toEqual(expected);
		} else {
			expect(error?.message).toMatch(expected as RegExp);
			expect(emails).toEqual([]);
		}
	});
});

test('a deal whose creation stays unclear is not made by another item', async () => {
	await open({ crmSearchLag: NEVER });
	const { deals, pipelines } = sandbox.state.crm;
	const before = deals.size;
	lose('POST', '/crm/v1/deals');
	const parameters = {
		pipelineId: pipelines.all()[0]!.id,
		name: 'Boat',
		price: '={{ $json.price }}',
		options: { sourceId: 880_011 },
	};
	const { json } = await run('deal', parameters, [{ price: 1 }, { price: 2 }]);
	expect(json.map(outcome)).toEqual([
		expect.stringMatching(/It was not sent again/),
		expect.stringMatching(/Whether an item before this one has made this deal is unclear/),
	]);
	expect(deals.size).toBe(before + 1);
});

describe('whatever answers are lost, nobody is there twice, and no address is lost', () => {
	const LAG = 20_000;
	const people = fc.array(
		fc.record({
			who: fc.constantFrom('ann', 'bob', 'eva'),
			phone: fc.constantFrom('', '+4930123456', '+4930999999'),
			externalId: fc.boolean(),
		}),
		{ minLength: 1, maxLength: 5 },
	);
	/**
	 * Who was named by an external ID is so from then on: SendPulse takes it with a request of its own, and where all
	 * that follows is lost, nothing else tells who the contact is (the error says which one is there).
	 */
	const history = fc.array(people, { minLength: 1, maxLength: 2 }).map((runs) => {
		const named = new Set<string>();
		return runs.map((items) =>
			items.map((item) => {
				if (item.externalId) named.add(item.who);
				return { ...item, externalId: named.has(item.who) };
			}),
		);
	});
	const faults = fc.array(
		fc.record({ after: fc.nat(12), times: fc.integer({ min: 1, max: 5 }), acted: fc.boolean() }),
		{ maxLength: 3 },
	);

	test.each([
		['contact', { matchBy: ['email'], firstName: '={{ $json.who }}' }],
		['company', { matchBy: ['name'], name: '={{ $json.who }} & Sons' }],
	])('a %s', async (resource, how) => {
		const parameters: IDataObject = {
			...how,
			emails: '={{ $json.who }}@twice.example',
			phones: '={{ $json.phone }}',
			...(resource === 'contact'
				? { options: { externalId: '={{ $json.externalId ? $json.who.charCodeAt(0) : "" }}' } }
				: {}),
		};
		await fc.assert(
			fc.asyncProperty(history, faults, async (runs, lost) => {
				await open({ crmSearchLag: LAG });
				for (const fault of lost) {
					sandbox.faults.add({ kind: 'page502', ...fault, match: { method: 'POST' } });
				}
				const done = new Map<string, Set<string>>();
				for (const items of runs) {
					const { json } = await run(resource, parameters, items);
					for (const [index, { who, phone }] of items.entries()) {
						const numbers = done.get(who) ?? new Set();
						if (!json[index]?.error) done.set(who, numbers.add(phone));
					}
					pass(2 * LAG);
				}
				const { contacts, companies } = sandbox.state.crm;
				for (const who of ['ann', 'bob', 'eva']) {
					const own: Reachable[] =
						resource === 'contact'
							? contacts.all().filter(({ firstName }) => firstName === who)
							: companies.all().filter(({ companyName }) => companyName === `${who} & Sons`);
					const wanted = done.get(who);
					expect(own.length).toBeLessThanOrEqual(1);
					if (!wanted) continue;
					const [emails, phones] = addresses(own[0]!);
					expect(emails).toEqual([`${who}@twice.example`]);
					expect(phones).toEqual(expect.arrayContaining([...wanted].filter(Boolean)));
					expect(new Set(phones).size).toBe(phones!.length);
				}
				await sandbox.close();
			}),
			{ numRuns: 12 },
		);
	});
});

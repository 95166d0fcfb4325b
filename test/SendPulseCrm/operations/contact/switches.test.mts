/** Whatever SendPulse's documents leave open: running the same again changes nothing, and nobody is there twice. */
import '../../../engine/virtualTime.mts';
import nock from 'nock';
import type { IDataObject } from 'n8n-workflow';
import type { SandboxSetup } from '../../../../sandbox/index.mts';
import { StoredCredential } from '../../../n8n.mts';
import { mapping } from '../../people.mts';
import { crmOperation } from '../../records.mts';
import { borrowedSandbox } from '../../../servers.mts';

beforeAll(() => nock.enableNetConnect('127.0.0.1'));

const WAYS: Array<[string, SandboxSetup]> = [
	['as it is assumed to be', {}],
	['the old call takes names alone', { crmOldCreate: 'names' }],
	['the old call is gone', { crmOldCreate: 'off' }],
	['somebody has to be responsible, or 0', { crmResponsible: 'zero' }],
	['a number is found as a whole', { crmPhoneSearch: 'whole' }],
	['the search is late', { crmSearchLag: 2_000 }],
	['the same part again is refused', { crmSamePart: 'refused', crmOldCreate: 'names' }],
	['a batch only adds values', { crmBatch: 'adds', crmOldCreate: 'names' }],
	['attributes without a value are not listed', { crmUnsetAttributes: 'absent' }],
	['nobody has the ID: null', { crmNobody: 'null' }],
	['linking twice is done', { crmLinkedTwice: 'done' }],
	['refusals are worded like the documented one', { crmErrors: 'data' }],
];

const contact = (company: number): IDataObject => ({
	matchBy: ['externalId', 'email', 'phone'],
	firstName: 'Greta',
	emails: '={{ $json.email }}',
	phones: '+4915112345678',
	attributes: mapping({
		City: '={{ $json.city }}',
		Plan: 'Pro',
		Seats: 3,
		Interests: 'Tea,Travel',
	}),
	options: {
		companyId: { __rl: true, mode: 'id', value: String(company) },
		createMissingTags: true,
		messengers: { messenger: [{ type: 'telegram', login: 'greta' }] },
		tagIds: ['vip', 'brand new'],
	},
});

test.each(WAYS)('%s', async (_, setup) => {
	const sandbox = borrowedSandbox({ perSecond: 1_000, crmSearchLag: 0, ...setup });
	const baseUrl = await sandbox.listen();
	const { crm, account } = sandbox.state;
	const { key } = account.createApiKey('crm');
	const credential = new StoredCredential({ authentication: 'apiKey', apiKey: key, baseUrl }, key);
	const upsert = crmOperation('contact', 'upsert');
	const run = async (items: IDataObject[]) =>
		await upsert.run(contact(crm.companies.all()[3]!.id), { items, credential });
	const before = crm.contacts.size;

	const first = await run([
		{ email: 'greta@mail.example', city: 'Köln' },
		{ email: 'GRETA@mail.example', city: 'Bonn' },
	]);
	expect(first.error).toBeUndefined();
	expect(first.json.map(({ created }) => created)).toEqual([true, false]);
	expect(crm.contacts.size).toBe(before + 1);
	const made = crm.contacts.get(Number(first.json[0]?.id))!;
	const seen = () => ({
		emails: made.emails.map(({ email }) => email),
		phones: made.phones.map(({ phone }) => phone),
		messengers: made.messengers.map(({ login }) => login),
		tags: [...made.tagIds].map((id) => crm.tags.get(id)?.name),
		companies: made.companyIds.size,
		values: [...made.attributes.values()].map(String),
	});
	const wanted = {
		emails: ['greta@mail.example'],
		phones: ['+4915112345678'],
		messengers: ['greta'],
		tags: ['vip', 'brand new'],
		companies: 1,
	};
	expect(seen()).toMatchObject(wanted);
	expect(seen().values.sort()).toEqual(['3', 'Bonn', 'Pro', 'Tea,Travel']);

	const writes = sandbox.log.length;
	// A search that is late would find nobody yet.
	if (setup.crmSearchLag === undefined) {
		const again = await run([{ email: 'greta@mail.example', city: 'Bonn' }]);
		expect(again.error).toBeUndefined();
		expect(again.json[0]).toMatchObject({ id: made.id, created: false });
		const sent = sandbox.log
			.slice(writes)
			.map(({ method, path }) => `${method} ${path}`)
			.filter((line) => !/^GET|get-list/.test(line));
		expect(sent).toEqual([]);
	}
	await sandbox.close();
});

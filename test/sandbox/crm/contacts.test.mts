/** Contacts of the sandbox's CRM: strict where its document is, and both ways where that is silent. */
import { complaints, startCrm, told, type CrmBench } from './crm.mts';

let bench: CrmBench;
beforeEach(async () => {
	bench = await startCrm();
});
afterEach(() => bench.sandbox.close());

const idOf = (name: string) => bench.crm.contacts.all().find((one) => one.firstName === name)!.id;
const attribute = (name: string) => bench.crm.attributes.all().find((one) => one.name === name)!.id;
const list = async (filter: object) => (await bench.post('/contacts/get-list', filter)).json.data;

describe('finding', () => {
	test('pages of 1 to 100, without a body too, newest first, with a total', async () => {
		const { json } = await bench.post('/contacts/get-list');
		expect([json.data.list.length, json.data.total]).toEqual([100, 130]);
		expect(json.data.list[0].id).toBeGreaterThan(json.data.list[1].id);
		expect(json.data.list[0].createdAt).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}\+00:00$/);
		const last = await list({
			limit: 100,
			offset: 100,
			sortBy: { fieldName: 'id', direction: 'asc' },
		});
		expect(last.list).toHaveLength(30);
		for (const limit of [0, 101, '5', 1.5])
			expect(complaints(await bench.post('/contacts/get-list', { limit }))).toEqual([
				422,
				['limit'],
			]);
	});

	test.each([
		[{ firstName: 'олена' }, 1],
		[{ tagIds: [3101] }, 1],
		[{ sourceType: [1] }, 1],
		[{ messengerTypeIds: [1] }, 1],
		[{ from: '2025-07-01', to: '2025-07-01' }, 2],
		[{ responsibleIds: [7_100_014], firstName: 'Niamh' }, 0],
		[{ fieldValueConditions: [{ field: 'lastName', expression: 'eq', value: "O'Hara" }] }, 1],
		[{ fieldValueConditions: [{ field: 'tags', expression: 'in', value: ['vip'] }] }, 1],
		[{ location: 'Kyiv' }, 1],
	])('%j finds %d', async (filter, total) => {
		expect((await list(filter)).total).toBe(total);
	});

	test('values of attributes, an ID that is a text', async () => {
		const condition = { id: String(attribute('Seats')), expression: 'gt', value: '9' };
		expect((await list({ attributes: [condition] })).total).toBe(1);
		expect(
			complaints(await bench.post('/contacts/get-list', { attributes: [{ ...condition, id: 5 }] })),
		).toEqual([422, ['attributes.0.id']]);
	});

	test('days that are none', async () => {
		for (const from of ['2025-07-01 10:00:00', '2025-02-31', '1.7.2025'])
			expect(complaints(await bench.post('/contacts/get-list', { from }))).toEqual([422, ['from']]);
	});

	test('an e-mail address, whole or in part', async () => {
		const find = async (email: string, isEmailFullSearch?: boolean) =>
			(await bench.post('/contacts/get-list-by-email', { email, isEmailFullSearch })).json.data
				.total;
		expect(await find('NN@shop.example', true)).toBe(1);
		expect(await find('nn@shop.example', false)).toBe(2);
		expect(await find('office@duval.example', true)).toBe(2);
		bench.options.crmEmailSearch = 'asStored';
		expect(await find('NN@shop.example', true)).toBe(0);
		expect(await find('nn@shop.example', true)).toBe(1);
	});

	test.each([
		['part', '501112233', 1],
		['whole', '501112233', 0],
		['whole', '+380501112233', 1],
	] as const)('a number, crmPhoneSearch %s: %s', async (crmPhoneSearch, phone, total) => {
		bench.options.crmPhoneSearch = crmPhoneSearch;
		expect((await list({ phone })).total).toBe(total);
	});

	test('IDs of other systems, in two envelopes', async () => {
		const [telegram] = bench.crm.contacts.get(idOf('Anna'))!.messengers;
		const chat = await bench.get(`/contacts/messenger-external/${telegram?.contactId}`);
		expect(chat.json.data.data.firstName).toBe('Anna');
		expect((await bench.get('/contacts/messenger-external/5f3a')).status).toBe(404);
		expect((await bench.get('/contacts/external/900117')).json.data.data.firstName).toBe('Tom');
		await bench.post('/contacts/create', { responsibleId: 0, externalContactId: 'site-7' });
		expect((await bench.get('/contacts/external/site-7')).status).toBe(200);
		bench.options.crmExternalId = 'integer';
		expect((await bench.get('/contacts/external/site-7')).status).toBe(404);
		expect((await bench.get('/contacts/external/1')).status).toBe(404);
		bench.options.crmNobody = 'null';
		expect((await bench.get('/contacts/external/1')).json).toEqual({ data: { data: null } });
	});

	test('crmSearchLag: what was made or changed is found later, and by its ID at once', async () => {
		bench.options.crmSearchLag = 2_000;
		const { json } = await bench.post('/contacts/create', { responsibleId: 0, firstName: 'Late' });
		await bench.put(`/contacts/${idOf('Tom')}`, { responsibleId: 0, firstName: 'Thomas' });
		expect((await list({ firstName: 'Late' })).total).toBe(0);
		expect((await list({ firstName: 'Thomas' })).total).toBe(0);
		expect((await list({ firstName: 'Tom' })).total).toBe(1);
		expect((await bench.get(`/contacts/${json.data.id}`)).status).toBe(200);
		bench.clock.advance(2_000);
		expect((await list({ firstName: 'Late' })).total).toBe(1);
		expect((await list({ firstName: 'Thomas' })).total).toBe(1);
	});
});

describe('making and changing', () => {
	test('a contact as a whole', async () => {
		const { status, json } = await bench.post('/contacts', {
			responsibleId: 7_100_014,
			firstName: 'Ann',
			emails: ['ann@example.com'],
			phones: ['+380501112299'],
			tags: [3102],
			messengers: [{ typeId: 5, login: '380501112299' }],
			attributes: [
				{ attributeId: attribute('Plan'), name: 'Plan', value: 'Pro', type: 4 },
				{ name: 'Shoe size', value: '38' },
			],
		});
		expect(status).toBe(200);
		expect(json.data).toMatchObject({
			sourceType: 'public_api',
			responsibleId: 7_100_014,
			lastName: null,
			emails: [{ email: 'ann@example.com', isMain: true }],
			phones: [{ phone: '+380501112299', isMain: true }],
			tags: [{ name: 'lead' }],
			messengers: [{ typeId: 5, login: '380501112299' }],
		});
		const valued = json.data.attributes.filter(({ value }: { value: unknown }) => value !== null);
		expect(valued.map(({ name, value }: any) => [name, value])).toEqual([
			['Plan', { type: '4', value: 'Pro' }],
			['Shoe size', { type: '0', value: '38' }],
		]);
	});

	test.each([
		['whole', 200, 1],
		['names', 200, 0],
		['off', 405, 0],
	] as const)('crmOldCreate %s', async (crmOldCreate, expected, emails) => {
		bench.options.crmOldCreate = crmOldCreate;
		const { status, json } = await bench.post('/contacts', {
			responsibleId: 0,
			emails: ['ann@example.com'],
		});
		expect([status, json.data.emails?.length ?? 0]).toEqual([expected, emails]);
	});

	test('what is refused leaves nothing behind', async () => {
		const refused = async (body: object, field: string) => {
			expect(complaints(await bench.post('/contacts', { responsibleId: 0, ...body }))).toEqual([
				422,
				[field],
			]);
		};
		await refused({ emails: ['ann'] }, 'emails.0');
		await refused({ phones: ['1'.repeat(51)] }, 'phones.0');
		await refused({ phones: [380] }, 'phones.0');
		await refused({ tags: [5] }, 'tags.0');
		await refused({ messengers: [{ typeId: 3, login: 'a' }] }, 'messengers.0.typeId');
		await refused({ attributes: [{ attributeId: 1, value: 'x' }] }, 'attributes.0.name');
		await refused(
			{ attributes: [{ attributeId: attribute('Plan'), name: 'Plan', value: 'Gold' }] },
			'attributes.0.value',
		);
		expect(bench.crm.contacts.size).toBe(130);
	});

	test.each([
		['optional', undefined, 200],
		['zero', undefined, 422],
		['zero', 0, 200],
		['required', 0, 422],
		['required', 7_100_014, 200],
		['zero', 7_100_031, 422],
		['zero', '7100014', 422],
	] as const)('crmResponsible %s with %j: %d', async (crmResponsible, responsibleId, status) => {
		bench.options.crmResponsible = crmResponsible;
		const made = await bench.post('/contacts/create', { firstName: 'Ann', responsibleId });
		expect(made.status).toBe(status);
		const changed = await bench.put(`/contacts/${idOf('Tom')}`, { responsibleId });
		expect(changed.status).toBe(status);
	});

	test('records that are not there', async () => {
		for (const path of ['/contacts/1', '/contacts/abc', '/contacts/5f3a5f3a5f3a5f3a5f3a5f3a']) {
			const { status, json } = await bench.get(path);
			expect([status, json]).toEqual([404, { data: { code: 404, message: 'Record not found' } }]);
		}
		const { id } = (await bench.post('/contacts/create', { responsibleId: 0 })).json.data;
		expect(told(await bench.del(`/contacts/${id}`))).toEqual([204, 'nothing']);
		expect((await bench.del(`/contacts/${id}`)).status).toBe(404);
	});

	test('crmErrors: refused values as "Record not found" is worded', async () => {
		bench.options.crmErrors = 'data';
		const { status, json } = await bench.post('/contacts/create', { responsibleId: 'x' });
		expect([status, json.data.code]).toEqual([422, 422]);
		expect(json.data.message).toContain('responsibleId');
	});

	test('who may not ask is told nothing else', async () => {
		const { status, json } = await bench.call('POST', '/crm/v1/contacts/create', {
			authorization: null,
			body: { responsibleId: 'x' },
		});
		expect([status, json]).toEqual([401, { message: 'Unauthorized!', error_code: 401 }]);
	});
});

describe('parts', () => {
	test('e-mail addresses: all in one, 50 characters added and 128 changed, one is the main one', async () => {
		const path = `/contacts/${idOf('Tom')}/emails`;
		const { status, json } = await bench.post(path, {
			emails: [{ email: 'tom@work.example', isMain: true }, { email: 'tr@mail.example' }],
		});
		expect([status, json.data.length]).toEqual([200, 2]);
		const { emails } = (await bench.get(`/contacts/${idOf('Tom')}`)).json.data;
		expect(emails.map(({ isMain }: { isMain: boolean }) => isMain)).toEqual([false, true, false]);
		const long = `${'a'.repeat(40)}@${'b'.repeat(20)}.example`;
		expect(complaints(await bench.post(path, { emails: [{ email: long }] }))).toEqual([
			422,
			['emails.0.email'],
		]);
		expect((await bench.put(`${path}/${emails[2].id}`, { email: long })).status).toBe(200);
		expect(told(await bench.del(`${path}/${emails[1].id}`))).toEqual([204, 'nothing']);
		expect((await bench.get(`/contacts/${idOf('Tom')}`)).json.data.emails[0].isMain).toBe(true);
		expect((await bench.del(`${path}/${emails[1].id}`)).status).toBe(404);
	});

	test('numbers as they are given, and messengers', async () => {
		const contact = `/contacts/${idOf('Tom')}`;
		const { json } = await bench.post(`${contact}/phones`, { phone: '0 44 / 12' });
		expect(json.data).toMatchObject({ phone: '0 44 / 12', isMain: false });
		expect(complaints(await bench.post(`${contact}/phones`, { phone: 44 }))).toEqual([
			422,
			['phone'],
		]);
		const messenger = await bench.post(`${contact}/messengers`, { typeId: 1, login: 'tom' });
		expect(told(await bench.del(`${contact}/messengers/${messenger.json.data.id}`))).toEqual([
			204,
			'nothing',
		]);
	});

	test.each([
		['second', 200, 2],
		['refused', 422, 1],
		['ignored', 200, 1],
	] as const)('crmSamePart %s', async (crmSamePart, status, count) => {
		bench.options.crmSamePart = crmSamePart;
		const contact = bench.crm.contacts.get(idOf('Tom'))!;
		const phone = await bench.post(`/contacts/${contact.id}/phones`, { phone: '+447700900117' });
		const email = await bench.post(`/contacts/${contact.id}/emails`, {
			emails: [{ email: 'Tom.Reed@mail.example' }],
		});
		expect([phone.status, email.status]).toEqual([status, status]);
		expect([contact.phones.length, contact.emails.length]).toEqual([count, count]);
	});

	test.each([
		['done', 201, 200],
		['refused', 422, 422],
	] as const)('tags and companies, crmLinkedTwice %s', async (crmLinkedTwice, tag, company) => {
		bench.options.crmLinkedTwice = crmLinkedTwice;
		const id = idOf('Tom');
		const firm = bench.crm.companies.all()[0]!.id;
		const tagPath = `/contact-tags/3101/contact/${id}`;
		const firmPath = `/contacts/${id}/relation/${firm}`;
		expect(told(await bench.post(tagPath))).toEqual([201, 'nothing']);
		expect(told(await bench.post(firmPath))).toEqual([200, 'nothing']);
		expect((await bench.post(tagPath)).status).toBe(tag);
		expect((await bench.post(firmPath)).status).toBe(company);
		for (const _ of [1, 2]) expect(told(await bench.del(tagPath))).toEqual([204, 'nothing']);
		expect(told(await bench.del(firmPath))).toEqual([200, 'nothing']);
	});

	test.each([
		[true, 1],
		[false, 0],
	])('crmUpdatedByParts %j', async (crmUpdatedByParts, newer) => {
		bench.options.crmUpdatedByParts = crmUpdatedByParts;
		const before = bench.crm.contacts.get(idOf('Tom'))!.updatedAt;
		await bench.post(`/contacts/${idOf('Tom')}/comments`, { message: 'Called' });
		const { updatedAt } = bench.crm.contacts.get(idOf('Tom'))!;
		expect(Math.sign(updatedAt - before)).toBe(newer);
	});

	test('notes: a text of 1 to 65,535 characters', async () => {
		const path = `/contacts/${idOf('Tom')}/comments`;
		const { status, json } = await bench.post(path, { message: 'Called' });
		expect([status, json.data.text]).toEqual([200, 'Called']);
		for (const message of ['', 'x'.repeat(65_536), undefined])
			expect(complaints(await bench.post(path, { message }))).toEqual([422, ['message']]);
		const changed = await bench.put(`${path}/${json.data.id}`, { message: 'Called twice' });
		expect(changed.json.data.text).toBe('Called twice');
		const { comments } = (await bench.get(`/contacts/${idOf('Tom')}`)).json.data;
		expect(comments).toMatchObject([{ text: 'Called twice' }]);
		expect(told(await bench.del(`${path}/${json.data.id}`))).toEqual([204, 'nothing']);
		expect((await bench.del(`${path}/${json.data.id}`)).status).toBe(404);
	});
});

describe('attributes', () => {
	const path = () => `/contacts/${idOf('Tom')}/attributes`;
	const valueOf = async (name: string) =>
		(await bench.get(`/contacts/${idOf('Tom')}`)).json.data.attributes.find(
			(one: { name: string }) => one.name === name,
		)?.value;

	test('a value is made before it can be changed', async () => {
		const id = attribute('City');
		expect((await bench.put(`${path()}/${id}`, { value: 'Leeds' })).status).toBe(404);
		expect((await bench.post(path(), { attributeId: id, value: 'Leeds' })).status).toBe(200);
		expect((await bench.put(`${path()}/${id}`, { value: 'York' })).status).toBe(200);
		expect(await valueOf('City')).toEqual({ type: '0', value: 'York' });
		expect(told(await bench.del(`${path()}/${id}`))).toEqual([204, 'nothing']);
		expect((await bench.del(`${path()}/${id}`)).status).toBe(404);
	});

	test.each([
		['Seats', 'many'],
		['Seats', 12],
		['Birthday', '02.04.1988'],
		['Plan', 'Gold'],
		['Interests', 'Coffee,Wine'],
		['City', 'x'.repeat(5_501)],
	])('%s does not take %j', async (name, value) => {
		const answer = await bench.post(path(), { attributeId: attribute(name), value });
		expect(complaints(answer)).toEqual([422, ['value']]);
	});

	test.each([
		['text', 'Coffee,Tea', ['Coffee']],
		['list', ['Coffee', 'Tea'], 'Coffee'],
	] as const)('crmMultiSelect %s', async (crmMultiSelect, value, wrong) => {
		bench.options.crmMultiSelect = crmMultiSelect;
		const id = attribute('Interests');
		expect((await bench.post(path(), { attributeId: id, value: wrong })).status).toBe(422);
		expect((await bench.post(path(), { attributeId: id, value })).status).toBe(200);
		expect(await valueOf('Interests')).toEqual({ type: '5', value });
	});

	test.each([
		['overwrites', 'York'],
		['adds', 'Leeds'],
	] as const)('crmBatch %s', async (crmBatch, city) => {
		bench.options.crmBatch = crmBatch;
		await bench.post(path(), { attributeId: attribute('City'), value: 'Leeds' });
		const { status } = await bench.post(`${path()}/batch`, {
			attributesValues: [
				{ attributeId: attribute('City'), value: 'York' },
				{ attributeId: attribute('Plan'), value: 'Free' },
			],
		});
		expect(status).toBe(201);
		expect([await valueOf('City'), await valueOf('Plan')]).toEqual([
			{ type: '0', value: city },
			{ type: '4', value: 'Free' },
		]);
		expect(
			complaints(
				await bench.post(`${path()}/batch`, { attributesValues: [{ attributeId: 1, value: 'x' }] }),
			),
		).toEqual([422, ['attributesValues.0.attributeId']]);
	});

	test.each([
		['listed', 6],
		['absent', 0],
	] as const)('crmUnsetAttributes %s', async (crmUnsetAttributes, count) => {
		bench.options.crmUnsetAttributes = crmUnsetAttributes;
		const { attributes } = (await bench.get(`/contacts/${idOf('Tom')}`)).json.data;
		expect(attributes).toHaveLength(count);
	});

	test.each([
		[true, 422],
		[false, 200],
	])('crmMandatory %j', async (crmMandatory, status) => {
		bench.options.crmMandatory = crmMandatory;
		expect((await bench.post('/contacts', { responsibleId: 0 })).status).toBe(status);
		const attributes = [{ name: 'Plan', value: 'Free' }];
		expect((await bench.post('/contacts', { responsibleId: 0, attributes })).status).toBe(200);
	});

	test('definitions: choices for those that have some, one name once', async () => {
		const { json } = await bench.post('/contacts/attributes', {
			name: 'Size',
			type: 4,
			options: ['S', 'M'],
		});
		expect(json.data).toMatchObject({ type: 4, options: ['S', 'M'], mandatory: false, status: 1 });
		const refused = async (body: object, field: string) =>
			expect(complaints(await bench.post('/companies/attributes', body))).toEqual([422, [field]]);
		await refused({ name: 'Kind', type: 5 }, 'options');
		await refused({ name: 'Kind', type: 6 }, 'type');
		await refused({ name: 'Industry' }, 'name');
		expect((await bench.get('/contacts/attributes')).json.data).toHaveLength(7);
	});
});

test('tags: 64 characters new, 255 changed, one name once', async () => {
	const refused = async (body: object) =>
		expect(complaints(await bench.post('/contact-tags', body))).toEqual([422, ['name']]);
	await refused({ name: 'x'.repeat(65) });
	await refused({ name: 'vip' });
	await refused({});
	const { json } = await bench.post('/contact-tags', { name: 'cold' });
	const changed = await bench.put(`/contact-tags/${json.data.id}`, { name: 'x'.repeat(65) });
	expect(changed.status).toBe(200);
	const names = async (query: string) =>
		(await bench.get(`/contact-tags${query}`)).json.data.map(({ name }: { name: string }) => name);
	expect([await names('?name=vi'), await names('?search=vi')]).toEqual([[], ['vip']]);
	expect(told(await bench.del('/contact-tags/3101'))).toEqual([204, 'nothing']);
	expect(bench.crm.contacts.get(idOf('Anna'))!.tagIds.size).toBe(0);
});

test.each([
	[false, ['Jonas', 'Олена']],
	[true, ['Ada', 'Jonas', 'Олена']],
])('members of the team, crmOwnerListed %j', async (crmOwnerListed, names) => {
	bench.options.crmOwnerListed = crmOwnerListed;
	const { json } = await bench.get('/users');
	expect(json.data.map(({ firstname }: { firstname: string }) => firstname)).toEqual(names);
});

describe('companies', () => {
	test('made and changed: a volume needs its currency', async () => {
		const { status, json } = await bench.post('/companies', {
			companyName: 'Holm',
			annualBusinessVolume: 5,
			currency: 'EUR',
		});
		expect([status, json.data.responsibleId]).toEqual([200, 7_100_001]);
		const refused = async (body: object, field: string) =>
			expect(complaints(await bench.post('/companies', body))).toEqual([422, [field]]);
		await refused({}, 'companyName');
		await refused({ companyName: 'x'.repeat(101) }, 'companyName');
		await refused({ companyName: 'Holm', annualBusinessVolume: 5 }, 'currency');
		await refused({ companyName: 'Holm', responsibleId: 5 }, 'responsibleId');
		const changed = await bench.put(`/companies/${json.data.id}`, { companyName: 'Holm & Sons' });
		expect(changed.json.data).toMatchObject({ companyName: 'Holm & Sons', currency: 'EUR' });
		expect(told(await bench.del(`/companies/${json.data.id}`))).toEqual([204, 'nothing']);
	});

	test('their parts in batches', async () => {
		const { id } = bench.crm.companies.all()[3]!;
		const emails = [{ email: 'a@rooms.example' }];
		expect((await bench.post(`/companies/${id}/emails/batch`, { emails })).status).toBe(200);
		const phones = [{ phone: '+4930' }, { phone: '+4931' }];
		const { json } = await bench.post(`/companies/${id}/phones/batch`, { phones });
		expect(json.data).toHaveLength(2);
		const messengers = [{ typeId: 1, login: 'rooms' }];
		await bench.post(`/companies/${id}/messengers/batch`, { messengers });
		const { data } = (await bench.get(`/companies/${id}`)).json;
		expect([data.emails, data.phones, data.messengers].map(({ length }) => length)).toEqual([
			2, 2, 1,
		]);
		expect((await bench.del(`/companies/${id}/phones/${json.data[0].id}`)).status).toBe(204);
	});

	test.each([
		[{ companyName: 'duval' }, 1],
		[{ email: 'office@' }, 4],
		[{ phone: '8500' }, 1],
		[{ responsibleId: [7_100_001] }, 4],
		[{ withoutContacts: true }, 1],
		[{ searchString: 'duval', companyName: 'nobody' }, 1],
		[{ dateFrom: '2025-07-02' }, 3],
	])('%j finds %d', async (filter, total) => {
		for (const path of ['/companies/list', '/companies/short-data']) {
			const { json } = await bench.post(path, filter);
			expect([json.data.length, json.metadata.total]).toEqual([total, total]);
			for (const record of json.data) expect(Object.keys(record)).toHaveLength(6);
		}
	});

	test('crmMostPerPage: pages smaller than asked for', async () => {
		bench.options.crmMostPerPage = 3;
		const { json } = await bench.post('/companies/list', { limit: 100 });
		expect([json.data.length, json.metadata.total]).toEqual([3, 4]);
	});
});

/** Deals and pipelines of the sandbox's CRM. */
import { complaints, startCrm, told, type CrmBench } from './crm.mts';

let bench: CrmBench;
beforeEach(async () => {
	bench = await startCrm();
});
afterEach(() => bench.sandbox.close());

const pipeline = (name: string) => bench.crm.pipelines.all().find((one) => one.name === name)!;
const stage = (name: string) =>
	bench.crm.pipelines
		.all()
		.flatMap(({ stages }) => stages)
		.find((one) => one.name === name)!.id;
const attribute = (name: string) =>
	bench.crm
		.attributesOf({ of: 'pipeline', id: pipeline('Sales').id })
		.find((one) => one.name === name)!.id;
const place = (name = 'New') => ({ pipelineId: pipeline('Sales').id, stepId: stage(name) });
const make = async (more: object = {}) =>
	(await bench.post('/deals', { ...place(), ...more })).json.data;
const list = async (filter: object) => (await bench.post('/deals/get-list', filter)).json;

describe('the list', () => {
	test('ten unasked, a total in meta, the newest first', async () => {
		const { data, meta } = await list({});
		expect([data.length, meta.total]).toEqual([10, 60]);
		expect(data[0].number).toBe(60);
		expect(data[0].updatedAt).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}\+00:00$/);
	});

	test.each([50, 10])('crmMostPerPage %d, however many are asked for', async (most) => {
		bench.options.crmMostPerPage = most;
		expect((await list({ limit: 100 })).data).toHaveLength(most);
		const active = await list({ unlimited: true });
		expect(active.data.length).toBeGreaterThan(most);
	});

	const eq = (name: string, value: unknown) => ({
		filter: [{ name, expression: 'eq', value }],
	});

	test.each<[string, () => object, number]>([
		['a status', () => eq('status', 3), 4],
		['a status that is a text', () => eq('status', '3'), 4],
		['an order number', () => eq('sourceId', 10_006), 1],
		[
			'stages',
			() => ({ filter: [{ name: 'stepId', expression: 'in', value: [stage('New')] }] }),
			12,
		],
		['a price', () => ({ filter: [{ name: 'price', expression: 'gte', value: '7000' }] }), 2],
		[
			'a part of a name',
			() => ({ filter: [{ name: 'name', expression: 'like', value: 'TEA' }] }),
			10,
		],
		['a name', () => ({ name: 'tea' }), 10],
		['a contact', () => ({ email: 'anna.lindstrom' }), 0],
		['another contact', () => ({ firstName: 'Олена' }), 1],
		['a pipeline', () => ({ pipelineIds: [pipeline('Renewals').id] }), 24],
		['no due date', () => ({ expiration: 1 }), 57],
		['what is overdue', () => ({ expiration: 2 }), 1],
		['what is due in a week', () => ({ expiration: 4 }), 1],
		['what was closed', () => ({ completionDateFrom: '2025-08-01' }), 4],
		[
			'an attribute',
			() => ({
				attributes: [{ id: String(attribute('Order number')), expression: 'eq', value: 'SO-1010' }],
			}),
			1,
		],
	])('%s', async (_, filter, total) => {
		expect((await list({ limit: 50, ...filter() })).meta.total).toBe(total);
	});

	test('conditions that are none', async () => {
		const refused = async (condition: object, field: string) =>
			expect(complaints(await bench.post('/deals/get-list', { filter: [condition] }))).toEqual([
				422,
				[field],
			]);
		await refused({ name: 'color', expression: 'eq', value: 1 }, 'filter.0.name');
		await refused({ name: 'id', expression: '=', value: 1 }, 'filter.0.expression');
		await refused({ name: 'id', expression: 'eq', value: 'x'.repeat(256) }, 'filter.0.value');
		await refused({ name: 'id', value: 1 }, 'filter.0.expression');
		await refused({ name: 'createdAt', expression: 'gt', value: 'soon' }, 'filter.0.value');
	});

	test.each([
		['any', [2, 4, 60]],
		['id', [60, 59, 58]],
	] as const)('crmDealSort %s', async (crmDealSort, numbers) => {
		bench.options.crmDealSort = crmDealSort;
		for (const { id } of bench.crm.deals.all().filter(({ number }) => [2, 4].includes(number))) {
			await bench.post(`/deals/${id}/comments`, { message: 'Called' });
		}
		await bench.post(`/deals/${bench.crm.deals.all()[1]!.id}/comments`, { message: 'Called' });
		const { data } = await list({
			limit: 3,
			sortBy: { fieldName: 'updatedAt', direction: 'desc' },
		});
		expect(data.map(({ number }: { number: number }) => number)).toEqual(numbers);
	});

	test.each([
		['instant', 0, 1],
		['day', 1, 1],
	] as const)('crmDateFilter %s', async (crmDateFilter, later, day) => {
		bench.options.crmDateFilter = crmDateFilter;
		const { createdAt } = await make();
		const after = createdAt.replace(/:\d\d\./, ':59.');
		const count = async (value: string) =>
			(await list({ filter: [{ name: 'createdAt', expression: 'gte', value }] })).meta.total;
		expect([await count(after), await count(createdAt.slice(0, 10))]).toEqual([later, day]);
	});

	test('crmDateFilter refused: days alone', async () => {
		bench.options.crmDateFilter = 'refused';
		const at = (value: string) => ({ filter: [{ name: 'updatedAt', expression: 'gte', value }] });
		expect((await bench.post('/deals/get-list', at('2026-01-05'))).status).toBe(200);
		expect((await bench.post('/deals/get-list', at('2026-01-05 10:00:00'))).status).toBe(422);
	});
});

describe('making and changing', () => {
	test('a deal, called by its number where it has no name', async () => {
		const [contact] = bench.crm.contacts.all();
		const { status, json } = await bench.post('/deals', {
			...place(),
			price: 99.5,
			currency: 'CHF',
			sourceId: 1042,
			contact: [contact!.id],
			attributes: [{ attributeId: attribute('Source'), value: 'Site' }],
		});
		expect(status).toBe(200);
		expect(json.data).toMatchObject({
			...place(),
			number: 61,
			name: '61',
			status: 1,
			price: 99.5,
			currency: 'CHF',
			sourceId: 1042,
			order: 1,
			expiration: null,
		});
		const contacts = await bench.get(`/deals/${json.data.id}/contacts`);
		expect(contacts.json.data.map(({ id }: { id: number }) => id)).toEqual([contact!.id]);
		const deals = await bench.get(`/contacts/${contact!.id}/deals`);
		expect(deals.json.data).toHaveLength(1);
		const detailed = (await bench.get(`/deals/${json.data.id}`)).json.data;
		expect(Object.keys(detailed)).not.toContain('expiration');
		expect(detailed.history.at(-1)).toMatchObject({
			eventType: 'deal_contact_added',
			eventData: { contactId: contact!.id },
		});
		// An older form.
		expect((await make({ contact: [{ id: contact!.id }] })).id).toBeGreaterThan(json.data.id);
	});

	test('what is refused leaves nothing behind', async () => {
		const refused = async (more: object, field: string) =>
			expect(complaints(await bench.post('/deals', { ...place(), ...more }))).toEqual([
				422,
				[field],
			]);
		await refused({ pipelineId: undefined }, 'pipelineId');
		await refused({ stepId: undefined }, 'stepId');
		await refused({ stepId: String(stage('New')) }, 'stepId');
		await refused({ stepId: stage('Due') }, 'stepId');
		await refused({ stepId: stage('Fair 2024') }, 'stepId');
		await refused({ price: '99' }, 'price');
		await refused({ currency: 'usd' }, 'currency');
		await refused({ name: 'x'.repeat(256) }, 'name');
		await refused({ contact: [1] }, 'contact.0');
		await refused({ responsibleId: 7_100_031 }, 'responsibleId');
		await refused({ attributes: [{ attributeId: 1, value: 'x' }] }, 'attributes.0.attributeId');
		await refused(
			{ attributes: [{ attributeId: attribute('Source'), value: 'Radio' }] },
			'attributes.0.value',
		);
		expect(bench.crm.deals.size).toBe(60);
	});

	test('PUT replaces: five fields are needed, and what is left out is gone', async () => {
		const { id } = await make({ name: 'Seats', price: 5, currency: 'EUR', sourceId: 7 });
		const whole = { ...place('Offer'), status: 3, name: 'Seats', price: 5 };
		for (const missing of ['pipelineId', 'stepId', 'status', 'name', 'price'])
			expect(
				complaints(await bench.put(`/deals/${id}`, { ...whole, [missing]: undefined })),
			).toEqual([422, [missing]]);
		const { status, json } = await bench.put(`/deals/${id}`, whole);
		expect([status, json.data.stepId, json.data.status]).toEqual([200, stage('Offer'), 3]);
		expect(json.data).toMatchObject({ currency: 'USD', sourceId: null, responsibleId: null });
		const elsewhere = { ...whole, pipelineId: pipeline('Renewals').id, stepId: stage('Due') };
		expect(complaints(await bench.put(`/deals/${id}`, elsewhere))).toEqual([422, ['pipelineId']]);
		expect(complaints(await bench.put(`/deals/${id}`, { ...whole, status: 4 }))).toEqual([
			422,
			['status'],
		]);
	});

	test('its place: on top, unless it is told', async () => {
		const [first, second] = [await make(), await make()];
		expect([first, second].map(({ id }) => bench.crm.deals.get(id)!.order)).toEqual([2, 1]);
		const before = bench.crm.deals.get(second.id)!.updatedAt;
		const { name, price } = first;
		await bench.put(`/deals/${first.id}`, { ...place(), status: 1, name, price });
		expect([first, second].map(({ id }) => bench.crm.deals.get(id)!.order)).toEqual([1, 2]);
		await bench.put(`/deals/${first.id}`, { ...place(), status: 1, name, price, order: 2 });
		expect([first, second].map(({ id }) => bench.crm.deals.get(id)!.order)).toEqual([2, 1]);
		expect(bench.crm.deals.get(second.id)!.updatedAt).toBe(before);
	});

	test.each([
		['works', 200],
		['refused', 422],
	] as const)('crmSamePipelineChange %s', async (crmSamePipelineChange, status) => {
		bench.options.crmSamePipelineChange = crmSamePipelineChange;
		const { id } = await make();
		const move = (body: object) => bench.post(`/deals/${id}/change-pipeline`, body);
		expect((await move(place('Offer'))).status).toBe(status);
		expect(told(await move({ pipelineId: pipeline('Renewals').id }))).toEqual([200, 'nothing']);
		expect(bench.crm.deals.get(id)!.stageId).toBe(stage('Due'));
		const wrong = { pipelineId: pipeline('Sales').id, stepId: stage('Due') };
		expect(complaints(await move(wrong))).toEqual([422, ['stepId']]);
	});

	test.each([
		['nothing', 'nothing'],
		['list', []],
		['object', {}],
	] as const)('crmNothing %s, where the document has no body', async (crmNothing, body) => {
		bench.options.crmNothing = crmNothing;
		const { id } = await make();
		const moved = await bench.post(`/deals/${id}/change-pipeline`, place('Offer'));
		expect(told(moved)).toEqual([200, body]);
		expect(told(await bench.del(`/deals/${id}`))).toEqual([204, 'nothing']);
	});

	test('deleted for good', async () => {
		const { id } = await make();
		expect(told(await bench.del(`/deals/${id}`))).toEqual([204, 'nothing']);
		expect((await bench.get(`/deals/${id}`)).status).toBe(404);
		expect((await bench.del(`/deals/${id}`)).status).toBe(404);
	});

	test('a due date', async () => {
		const { id } = await make();
		const path = `/deals/${id}/expiration`;
		const due = { date: '2026-01-16', time: '09:30', notifyIn: '15min' };
		const { status, json } = await bench.put(path, due);
		expect(status).toBe(200);
		expect(json.data).toEqual({
			date: '2026-01-16',
			time: '09:30:00',
			dateTime: '2026-01-16 08:30:00.000000+00:00',
			notificationEnabled: true,
			notifyIn: '15min',
			expired: false,
			expires_within_day: true,
		});
		const refused = async (more: object, field: string) =>
			expect(complaints(await bench.put(path, { ...due, ...more }))).toEqual([422, [field]]);
		await refused({ date: '16.01.2026' }, 'date');
		await refused({ time: '25:00' }, 'time');
		await refused({ notifyIn: '20min' }, 'notifyIn');
		expect(told(await bench.del(path))).toEqual([204, 'nothing']);
		expect((await bench.del(path)).status).toBe(404);
	});

	test.each([
		['done', 201],
		['refused', 422],
	] as const)('its contacts, crmLinkedTwice %s', async (crmLinkedTwice, again) => {
		bench.options.crmLinkedTwice = crmLinkedTwice;
		const { id } = await make();
		const path = `/deals/${id}/contacts/${bench.crm.contacts.all()[0]!.id}`;
		expect(told(await bench.post(path))).toEqual([201, 'nothing']);
		expect((await bench.post(path)).status).toBe(again);
		expect(bench.crm.deals.get(id)!.contactIds).toHaveLength(1);
		expect(told(await bench.del(path))).toEqual([204, 'nothing']);
		expect((await bench.del(path)).status).toBe(404);
	});

	test('notes, whose text lies deeper than that of contacts', async () => {
		const { id } = await make();
		const path = `/deals/${id}/comments`;
		const { json } = await bench.post(path, { message: 'Called' });
		expect(json.data).toMatchObject({ eventData: { text: 'Called' }, status: 1 });
		expect(json.data).not.toHaveProperty('text');
		await bench.put(`${path}/${json.data.id}`, { message: 'Called twice' });
		expect((await bench.get(path)).json.data[0].eventData.text).toBe('Called twice');
		expect(told(await bench.del(`${path}/${json.data.id}`))).toEqual([204, 'nothing']);
	});

	test('attributes: those of its pipeline, made before they can be changed', async () => {
		const { id } = await make();
		const path = `/deals/${id}/attributes`;
		const seats = attribute('Seats');
		expect((await bench.put(`${path}/${seats}`, { value: '5' })).status).toBe(404);
		expect((await bench.post(path, { attributeId: seats, value: '5' })).status).toBe(200);
		expect((await bench.post(path, { attributeId: seats, value: '6' })).status).toBe(422);
		expect((await bench.put(`${path}/${seats}`, { value: '6' })).status).toBe(200);
		expect(complaints(await bench.put(`${path}/${seats}`, { value: 6 }))).toEqual([422, ['value']]);
		const { data } = (await bench.get(path)).json;
		expect(data).toHaveLength(6);
		expect(data.find(({ name }: { name: string }) => name === 'Seats').value).toEqual({
			value: '6',
		});
		const ofContact = bench.crm.attributesOf({ of: 'contact' })[0]!.id;
		expect(complaints(await bench.post(path, { attributeId: ofContact, value: 'x' }))).toEqual([
			422,
			['attributeId'],
		]);
		expect(told(await bench.del(`${path}/${seats}`))).toEqual([204, 'nothing']);
	});
});

describe('pipelines', () => {
	test.each([
		[false, 0],
		[true, 2],
	])('made, crmNewPipelineStages %j', async (crmNewPipelineStages, count) => {
		bench.options.crmNewPipelineStages = crmNewPipelineStages;
		const settings = [{ name: 'currency', value: 'EUR' }];
		const { status, json } = await bench.post('/pipelines', { name: 'Partners', settings });
		expect([status, json.data.steps.length, json.data.settings]).toEqual([201, count, settings]);
		const changed = await bench.put(`/pipelines/${json.data.id}`, { settings: [] });
		expect([changed.status, changed.json.data]).toMatchObject([
			200,
			{ name: 'Partners', settings: [] },
		]);
	});

	test('stages, of which a deleted one stays with another status', async () => {
		const path = `/pipelines/${pipeline('Renewals').id}/steps`;
		const { status, json } = await bench.post(path, { name: 'Asked', color: '#123456' });
		expect([status, json.data.order, json.data.pipelineId]).toEqual([
			200,
			3,
			pipeline('Renewals').id,
		]);
		expect(complaints(await bench.post(path, { name: 'Asked', addEndHours: 7 }))).toEqual([
			422,
			['addEndHours'],
		]);
		const changed = await bench.put(`${path}/${json.data.id}`, { name: 'Asked twice' });
		expect(changed.json.data).toMatchObject({ name: 'Asked twice', color: '#123456' });
		expect(told(await bench.del(`${path}/${json.data.id}`))).toEqual([204, 'nothing']);
		expect((await bench.del(`${path}/${json.data.id}`)).status).toBe(404);
		expect((await bench.get(path)).json.data.at(-1)).toMatchObject({ status: 0 });
	});

	test('attributes of deals', async () => {
		const path = `/pipelines/${pipeline('Renewals').id}/attributes`;
		expect(complaints(await bench.post(path, { name: 'Kind' }))).toEqual([422, ['type']]);
		const made = await bench.post(path, { name: 'Kind', type: 5, options: ['A', 'B'] });
		expect([made.status, made.json.data.options]).toEqual([200, ['A', 'B']]);
		expect((await bench.get(path)).json.data).toHaveLength(2);
	});
});

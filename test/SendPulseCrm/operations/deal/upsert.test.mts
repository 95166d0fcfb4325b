/** Deals that are created, or brought up to date where they are there already. */
import '../../../engine/virtualTime.mts';
import type { IDataObject } from 'n8n-workflow';
import { answering, answeringBy, answersAside, silent } from '../../../api.mts';
import { crmOperation, PIPELINE } from '../../records.mts';
import {
	BODILESS,
	DEAL,
	deal,
	gives,
	lines,
	LOST,
	mapped,
	OFFER,
	refused,
	salesAside,
	shown,
	simple,
	STAGE,
	whole,
} from '../../sales.mts';

answersAside(salesAside);

const upsert = crmOperation('deal', 'upsert');
const GET = `GET /deals/${DEAL}`;
const PUT = `PUT /deals/${DEAL}`;
const order = {
	pipelineId: PIPELINE,
	name: 'Boat for Ann',
	price: '1200.50',
	currency: 'EUR',
	options: { sourceId: 100245 },
};
const search = [
	'POST /deals/get-list',
	{
		filter: [{ name: 'sourceId', expression: 'eq', value: 100245 }],
		sortBy: { fieldName: 'id', direction: 'asc' },
		limit: 100,
		offset: 0,
	},
];
const creation = [
	'POST /deals',
	{
		pipelineId: PIPELINE,
		stepId: STAGE,
		name: 'Boat for Ann',
		price: 1200.5,
		currency: 'EUR',
		sourceId: 100245,
	},
];
const list = (...deals: IDataObject[]) => gives(deals, { meta: { total: deals.length } });

describe('an order that is not there', () => {
	test('is looked for, and created', async () => {
		const { requests } = answering(list(), gives(deal()));
		const { items } = await upsert.run(order);
		expect(lines(requests)).toEqual([search, creation]);
		expect(items).toEqual([{ json: simple({ created: true }), pairedItem: { item: 0 } }]);
	});

	test('deals that were deleted, and those of another number, are not it', async () => {
		const others = [deal({ id: 1, status: 0 }), deal({ id: 2, sourceId: 1002450 })];
		const { requests } = answering(list(...others), gives(deal()));
		await upsert.run(order);
		expect(lines(requests)).toEqual([search, creation]);
	});

	test('two items of one order make one deal: the second knows what the first has made', async () => {
		let now: IDataObject | undefined;
		const { requests } = answeringBy(({ method, path, body }) => {
			// The search is behind.
			if (path.endsWith('/get-list')) return list();
			if (method !== 'GET') now = deal({ ...(now ?? {}), ...(body as IDataObject) });
			return gives(now);
		});
		const { json } = await upsert.run(
			{ ...order, price: '={{ $json.price }}' },
			{ items: [{ price: 10 }, { price: 20 }, { price: 20 }] },
		);
		expect(lines(requests).map(([line]) => line)).toEqual([
			'POST /deals/get-list',
			'POST /deals',
			GET,
			PUT,
			GET,
		]);
		expect(json.map(({ id, price, created }) => [id, price, created])).toEqual([
			[DEAL, 10, true],
			[DEAL, 20, false],
			[DEAL, 20, false],
		]);
	});

	test('an answer that is lost: it is looked for once more, and found', async () => {
		const { requests } = answering(list(), LOST, list(deal()));
		const { json } = await upsert.run(order);
		expect(lines(requests)).toEqual([search, creation, search]);
		expect(json).toEqual([simple({ created: true })]);
	});

	test('or not found: nobody knows, and it is not created twice', async () => {
		const { requests } = answering(list(), LOST, list());
		const { error } = await upsert.run(order);
		expect(lines(requests)).toEqual([search, creation, search]);
		expect(error?.message).toContain("Look with 'Get Many' of the resource Deal");
	});

	test('Preview Only looks, and shows what would be created', async () => {
		const { requests } = answering(list());
		const { json } = await upsert.run({
			...order,
			options: { sourceId: 100245, dueDate: '2099-02-01', preview: true },
		});
		expect(lines(requests)).toEqual([search]);
		expect(shown(json)).toEqual([
			creation,
			['PUT /deals/{the new deal}/expiration', { date: '2099-02-01' }],
		]);
	});
});

describe('an order that is there', () => {
	test('run again it changes nothing', async () => {
		const { requests } = answering(list(deal()), gives(deal()));
		const { json } = await upsert.run(order);
		expect(lines(requests)).toEqual([search, [GET]]);
		expect(json).toEqual([simple({ created: false })]);
	});

	test('gets what differs, its contacts and attributes, and stays in its stage', async () => {
		const there = deal({ stepId: OFFER, price: 5 });
		const { requests } = answering(
			list(there),
			gives(there),
			gives({ id: 901 }),
			gives([{ id: 501 }]),
			BODILESS,
			gives(deal({ stepId: OFFER })),
		);
		const { json, error } = await upsert.run({
			...order,
			contactId: 501,
			attributes: mapped({ Color: 'blue' }),
			options: { sourceId: 100245, moreContactIds: '502' },
		});
		expect(error).toBeUndefined();
		expect(lines(requests)).toEqual([
			search,
			[GET],
			[`PUT /deals/${DEAL}/attributes/901`, { value: 'blue' }],
			[`GET /deals/${DEAL}/contacts`],
			[`POST /deals/${DEAL}/contacts/502`],
			[PUT, whole({ stepId: OFFER })],
		]);
		expect(json).toEqual([simple({ stepId: OFFER, created: false })]);
	});

	test('goes to the chosen stage only if it is to be moved', async () => {
		const { requests } = answering(list(deal()), gives(deal()), gives(deal({ stepId: OFFER })));
		await upsert.run({
			...order,
			stageId: OFFER,
			options: { sourceId: 100245, moveExisting: true },
		});
		const { order: place, ...onTop } = whole({ stepId: OFFER });
		expect(place).toBe(3);
		expect(lines(requests)).toEqual([search, [GET], [PUT, onTop]]);
	});

	test('into another pipeline too, and then gets the attributes of that one', async () => {
		const elsewhere = deal({ pipelineId: 41202, stepId: 190001, attributes: [] });
		const { requests } = answering(
			list(elsewhere),
			gives(elsewhere),
			BODILESS,
			gives(deal({ attributes: [] })),
			gives({ id: 901 }),
			gives(deal()),
		);
		await upsert.run({
			...order,
			attributes: mapped({ Color: 'red' }),
			options: { sourceId: 100245, moveExisting: true },
		});
		expect(lines(requests)).toEqual([
			search,
			[GET],
			[`POST /deals/${DEAL}/change-pipeline`, { pipelineId: PIPELINE, stepId: STAGE }],
			[GET],
			[`POST /deals/${DEAL}/attributes`, { attributeId: 901, value: 'red' }],
			[GET],
		]);
	});

	test.each<[IDataObject, number]>([
		[{}, 11],
		[{ ifSeveral: 'newest' }, 12],
	])('several of one number: %j', async (options, id) => {
		const { requests } = answering(list(deal({ id: 12 }), deal({ id: 11 })), gives(deal({ id })));
		const { json } = await upsert.run({ ...order, options: { sourceId: 100245, ...options } });
		expect(lines(requests)[1]).toEqual([`GET /deals/${id}`]);
		expect(json[0]).toMatchObject({ id, created: false });
	});

	test('or none of them, where that is wanted', async () => {
		answering(list(deal({ id: 12 }), deal({ id: 11 })));
		const options = { sourceId: 100245, ifSeveral: 'error' };
		const { error } = await upsert.run({ ...order, options });
		expect(error?.message).toBe(
			"2 deals have the source ID '100245': 11, 12. Leave one of them in SendPulse, or set 'If Several' to the oldest or the newest.",
		);
	});

	test('a contact that is not there yet: what makes it is said', async () => {
		answering(gives({ list: [], total: 0 }), gives({ list: [], total: 0 }));
		const { error } = await upsert.run({ ...order, contactId: 'new@example.com' });
		expect(error?.message).toContain(
			"create the contact before this node ('Create or Update' of the resource Contact)",
		);
	});

	test('a refusal in the middle: the item fails, and the next run goes on', async () => {
		const there = deal({ price: 5 });
		answering(list(there), gives(there), gives([]), refused('contactId', 'Unknown'));
		const { error } = await upsert.run({ ...order, contactId: 501 });
		expect(error?.message).toMatch(/SendPulse says: .*contactId: Unknown/);
		expect(error?.message).not.toContain('Do only the rest');
	});
});

describe('by name', () => {
	test('the whole name, within the pipeline', async () => {
		const { requests } = answering(
			list(deal({ id: 1, pipelineId: 5 }), deal({ id: 2, name: 'Boat for Anna' }), deal()),
			gives(deal()),
		);
		const { json } = await upsert.run({
			matchBy: 'name',
			pipelineId: PIPELINE,
			name: 'boat for ann',
			price: '',
		});
		expect(lines(requests)[0]).toEqual([
			'POST /deals/get-list',
			{
				pipelineIds: [PIPELINE],
				filter: [{ name: 'name', expression: 'eq', value: 'boat for ann' }],
				sortBy: { fieldName: 'id', direction: 'asc' },
				limit: 100,
				offset: 0,
			},
		]);
		expect(json[0]).toMatchObject({ id: DEAL, created: false });
	});
});

test.each<[string, IDataObject, string]>([
	[
		'without a number',
		{ options: {} },
		"'Match By' needs a Source ID to match by. Add the option 'Source ID'.",
	],
	[
		'without a name',
		{ matchBy: 'name', name: '' },
		"'Name' is empty, and the deal is matched by it.",
	],
])('%s nothing is sent', async (_, parameters, text) => {
	const api = silent();
	const { error } = await upsert.run({ ...order, ...parameters });
	expect(error?.message).toBe(`${text} Nothing was sent.`);
	expect(api.requests).toEqual([]);
});

test("it may be run again, with n8n's Retry On Fail as well", async () => {
	answering(list(), gives(deal()));
	const { json } = await upsert.run(order, { settings: { retryOnFail: true } });
	expect(json[0]).toMatchObject({ created: true });
});

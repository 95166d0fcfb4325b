/** Deals that are created, changed and moved. */
import '../../../engine/virtualTime.mts';
import type { IDataObject } from 'n8n-workflow';
import { answering, answeringBy, answersAside, locator, silent } from '../../../api.mts';
import {
	doesNotRepeat,
	givesWhatItShould,
	previews,
	refusesRetryOnFail,
	worksWithRetryOnFail,
} from '../../../SendPulse/suites.mts';
import { crmOperation, PIPELINE } from '../../records.mts';
import {
	BASE,
	BODILESS,
	DEAL,
	deal,
	gives,
	lines,
	LOST,
	mapped,
	NOT_FOUND,
	NOTHING,
	OFFER,
	refused,
	salesAside,
	shown,
	simple,
	STAGE,
	whole,
} from '../../sales.mts';

answersAside(salesAside);

const GET = `GET /deals/${DEAL}`;
const PUT = `PUT /deals/${DEAL}`;
const RENEWALS = 41202;

describe('create', () => {
	const create = crmOperation('deal', 'create');
	const sample = {
		operation: create,
		parameters: {
			pipelineId: PIPELINE,
			stageId: locator('Offer', 'name'),
			name: 'Boat for Ann',
			price: '1200.50',
			currency: 'eur',
			contactId: 501,
			attributes: mapped({ 901: 'red', Seats: '4', '903': '' }),
			options: { moreContactIds: '502, 501', responsibleId: 7100002, sourceId: '100245' },
		},
		request: {
			method: 'POST',
			path: `${BASE}/deals`,
			body: {
				pipelineId: PIPELINE,
				stepId: OFFER,
				name: 'Boat for Ann',
				price: 1200.5,
				currency: 'EUR',
				responsibleId: 7100002,
				sourceId: 100245,
				contact: [501, 502],
				attributes: [
					{ attributeId: 901, value: 'red' },
					{ attributeId: 902, value: '4' },
				],
			},
		},
		answer: gives(deal({ expiration: { dateTime: '2026-02-01 10:00:00+02:00' } })),
		output: [simple({ dueAt: '2026-02-01 10:00:00+02:00', attributes: { Color: 'red' } })],
	};
	givesWhatItShould(sample);
	previews(sample);
	doesNotRepeat(sample, "with 'Get Many' of the resource Deal");
	refusesRetryOnFail(sample, 'Create');

	test('with nothing but a pipeline: its first stage that is not deleted', async () => {
		const { requests } = answering(gives(deal()));
		await create.run({ pipelineId: PIPELINE });
		expect(lines(requests)).toEqual([['POST /deals', { pipelineId: PIPELINE, stepId: STAGE }]]);
	});

	test.each<[string, IDataObject, IDataObject]>([
		['a day', { dueDate: '2099-02-01' }, { date: '2099-02-01' }],
		[
			'an instant, on the clock of the account',
			{ dueDate: '2099-02-01T10:00:00Z', dueReminder: '2h' },
			{ date: '2099-02-01', time: '12:00', notifyIn: '2h' },
		],
	])('due on %s', async (_, options, body) => {
		const expiration = { date: '2099-02-01', time: '12:00:00', dateTime: null };
		const { requests } = answering(gives(deal()), gives(expiration));
		const { json } = await create.run({ pipelineId: PIPELINE, options });
		expect(lines(requests)[1]).toEqual([`PUT /deals/${DEAL}/expiration`, body]);
		expect(json[0].dueAt).toBe('2099-02-01 12:00:00');
	});

	test('a deal of which half was done is named', async () => {
		answering(gives(deal()), refused('date', 'The date is past'));
		const { error } = await create.run({
			pipelineId: PIPELINE,
			options: { dueDate: '2099-02-01' },
		});
		expect(error?.message).toMatch(
			new RegExp(`^Deal ${DEAL} exists, but its due date was refused`),
		);
	});

	test.each<[string, IDataObject, string]>([
		[
			'a price that is none',
			{ price: 'a lot' },
			"'Price' has to be a number like 1234.50, not 'a lot'.",
		],
		[
			'one that reads two ways',
			{ price: '1,234' },
			"'Price' can be read as 1234 or 1.234: '1,234'. Write it like 1234.50.",
		],
		[
			'a currency',
			{ currency: 'euros' },
			"'Currency' has to be three letters like EUR, not 'euros'.",
		],
		[
			'a stage',
			{ stageId: 'Lost' },
			`'Stage' is no stage of pipeline ${PIPELINE}: 'Lost'. It has these: New (${STAGE}), Contacted (182302), Offer (${OFFER}).`,
		],
		[
			'a source ID',
			{ options: { sourceId: 'A-1' } },
			"'Source ID' has to be a whole number of at least 1, not 'A-1'.",
		],
		[
			'a long name',
			{ name: 'x'.repeat(256) },
			"'Name' is longer than SendPulse takes: 256 characters of 255.",
		],
		[
			'a reminder alone',
			{ options: { dueReminder: '2h' } },
			"'Due Reminder' needs a due date. Add 'Due Date' as well.",
		],
		[
			'an attribute',
			{ attributes: mapped({ Wheels: '4' }) },
			"SendPulse has no attribute 'Wheels' for the pipeline.",
		],
	])('refuses %s before anything is sent', async (_, parameters, text) => {
		const api = silent();
		const { error } = await create.run({ pipelineId: PIPELINE, ...parameters });
		expect(error?.message).toContain(text);
		expect(api.requests).toEqual([]);
	});
});

describe('update', () => {
	const update = crmOperation('deal', 'update');

	test('the whole deal goes with what changes: neither price nor source nor place is lost', async () => {
		const after = deal({ name: 'Ship for Ann' });
		const { requests } = answering(gives(deal()), gives(after));
		const { items } = await update.run({ dealId: DEAL, options: { name: 'Ship for Ann' } });
		expect(lines(requests)).toEqual([[GET], [PUT, whole({ name: 'Ship for Ann' })]]);
		expect(items).toEqual([{ json: simple({ name: 'Ship for Ann' }), pairedItem: { item: 0 } }]);
	});

	test.each([
		['successful', 3, 'Successful'],
		['unsuccessful', 2, 'Unsuccessful'],
	])('won and lost: %s', async (status, number, statusName) => {
		const { requests } = answering(gives(deal()), gives(deal({ status: number })));
		const { json } = await update.run({ dealId: DEAL, options: { status } });
		expect(lines(requests)[1]).toEqual([PUT, whole({ status: number })]);
		expect(json).toEqual([simple({ status: number, statusName })]);
	});

	test('what a deal lacks is not made up, but for what PUT insists on', async () => {
		const bare = deal({ name: '', price: null, sourceId: null, responsibleId: null });
		const { requests } = answering(gives(bare), gives(deal()));
		await update.run({ dealId: DEAL, options: { currency: 'usd' } });
		const { sourceId, responsibleId, ...rest } = whole({ name: '17', price: 0, currency: 'USD' });
		expect(lines(requests)[1]).toEqual([PUT, rest]);
		expect([sourceId, responsibleId]).toEqual([100245, 7100002]);
	});

	test('attributes: those that differ are added, changed and emptied, one by one', async () => {
		const set = (color: unknown, seats: unknown) =>
			deal({
				attributes: [
					{ id: 901, name: 'Color', value: color && { value: color } },
					{ id: 902, name: 'Seats', value: seats && { value: seats } },
				],
			});
		const run = async (before: IDataObject, attributes: IDataObject) => {
			const { requests } = answeringBy(({ method }) =>
				method === 'GET' ? gives(before) : method === 'DELETE' ? NOTHING : gives({}),
			);
			const { error } = await update.run({
				dealId: DEAL,
				pipelineId: PIPELINE,
				attributes: mapped(attributes),
			});
			expect(error).toBeUndefined();
			return lines(requests);
		};
		const path = `/deals/${DEAL}/attributes`;
		expect(await run(set('red', null), { Color: 'blue', Seats: '4' })).toEqual([
			[GET],
			[`PUT ${path}/901`, { value: 'blue' }],
			[`POST ${path}`, { attributeId: 902, value: '4' }],
			[GET],
		]);
	});

	test('attributes that are emptied, or are so already', async () => {
		const before = deal();
		const { requests } = answeringBy(({ method }) =>
			method === 'DELETE' ? NOTHING : gives(before),
		);
		await update.run({
			dealId: DEAL,
			pipelineId: PIPELINE,
			attributes: mapped({ Color: '', Seats: '' }),
		});
		expect(lines(requests)).toEqual([[GET], [`DELETE /deals/${DEAL}/attributes/901`], [GET]]);
	});

	test.each(['', null])(
		'the due date is taken away where it is left empty: %j',
		async (dueDate) => {
			const { requests } = answering(gives(deal()), NOTHING);
			const { json, error } = await update.run({ dealId: DEAL, options: { dueDate } });
			expect(error).toBeUndefined();
			expect(lines(requests)).toEqual([[GET], [`DELETE /deals/${DEAL}/expiration`]]);
			expect(json).toEqual([simple()]);
		},
	);

	test.each([
		['missing', { dueDate: '={{ $json.none }}' }, "'Due Date' was added but is empty"],
		['null by an expression', { dueDate: '={{ null }}' }, "'Due Date' was added but is empty"],
		['blank', { dueDate: ' ' }, "'Due Date' was added but is empty"],
		['empty beside a reminder', { dueDate: '', dueReminder: '2h' }, "'Due Reminder' needs a due"],
	])('a due date that is %s takes nothing away', async (_, options, text) => {
		const { requests } = silent();
		const { error } = await update.run({ dealId: DEAL, options: options as never });
		expect(error?.message).toContain(text);
		expect(requests).toEqual([]);
	});

	test('one that is not there is as good as taken away', async () => {
		answering(gives(deal()), NOT_FOUND);
		const { json } = await update.run({ dealId: DEAL, options: { dueDate: '' } });
		expect(json).toEqual([simple()]);
	});

	test('what is so already is not sent', async () => {
		const { requests } = answering(gives(deal()));
		const { json } = await update.run({
			dealId: DEAL,
			options: { name: 'Boat for Ann', price: 1200.5, currency: 'EUR', status: 'active' },
		});
		expect([lines(requests), json]).toEqual([[[GET]], [simple()]]);
	});

	test('a deal by the number of an order, looked for before anything is sent', async () => {
		const { requests } = answering(
			gives([deal({ id: 5, status: 0 }), deal()], { meta: { total: 2 } }),
			gives(deal()),
			gives(deal({ price: 5 })),
		);
		await update.run({ dealId: locator('100245', 'sourceId'), options: { price: 5 } });
		expect(lines(requests)).toEqual([
			[
				'POST /deals/get-list',
				{
					filter: [{ name: 'sourceId', expression: 'eq', value: 100245 }],
					sortBy: { fieldName: 'id', direction: 'asc' },
					limit: 100,
					offset: 0,
				},
			],
			[GET],
			[PUT, whole({ price: 5 })],
		]);
	});

	test('attributes of another pipeline are refused, and nothing is changed', async () => {
		const { requests } = answering(gives(deal({ pipelineId: RENEWALS })));
		const { error } = await update.run({
			dealId: DEAL,
			pipelineId: PIPELINE,
			attributes: mapped({ Color: 'blue' }),
		});
		expect(error?.message).toBe(
			`'Attributes' are those of pipeline ${PIPELINE}, and the deal is in pipeline ${RENEWALS}. Pick that one, or leave them out.`,
		);
		expect(lines(requests)).toEqual([[GET]]);
	});

	test.each<[string, IDataObject, string]>([
		['nothing to change', {}, "'Update Fields' has nothing to change."],
		[
			'attributes without their pipeline',
			{ attributes: mapped({ Color: 'blue' }) },
			"'Pipeline' is empty. Pick the pipeline of the deal: it has the attributes.",
		],
		...[
			{ Color: 'blue' },
			'{"Color": "blue"}',
			{ mappingMode: 'autoMapInputData', value: null },
		].map((attributes): [string, IDataObject, string] => [
			`the same in the form ${JSON.stringify(attributes)}`,
			{ attributes, options: { price: 5 } },
			"'Pipeline' is empty.",
		]),
		[
			'a price that is added and empty',
			{ options: { price: '' } },
			"'Price' was added but is empty for this item.",
		],
	])('refuses %s', async (_, parameters, text) => {
		const api = silent();
		const items = [{ Color: 'blue' }];
		const { error } = await update.run({ dealId: DEAL, ...parameters }, { items });
		expect(error?.message).toContain(text);
		expect(api.requests).toEqual([]);
	});

	test('an answer that is lost: it is sent again, the same', async () => {
		const { requests } = answering(gives(deal()), LOST, gives(deal({ price: 5 })));
		const { json } = await update.run({ dealId: DEAL, options: { price: 5 } });
		expect(lines(requests).slice(1)).toEqual([
			[PUT, whole({ price: 5 })],
			[PUT, whole({ price: 5 })],
		]);
		expect(json).toEqual([simple({ price: 5 })]);
	});

	test('an attribute that is refused first of all is named, with its value', async () => {
		answering(gives(deal()), refused('value', 'The value is invalid.'));
		const { error } = await update.run({
			dealId: DEAL,
			pipelineId: PIPELINE,
			attributes: mapped({ Color: 'blue' }),
		});
		expect(error?.message).toBe(
			"Its attribute 'Color' ('blue') was refused: SendPulse did not take an attribute, or its value. Compare the value with the type and the choices that the attribute has in SendPulse, and refresh the attributes (⋮ beside Attributes). SendPulse says: The given data was invalid. (value: The value is invalid.) (status 422).",
		);
	});

	test('a refusal names the part, and what is done by then', async () => {
		const { error } = await (async () => {
			answering(gives(deal()), gives({}), refused('stepId', 'The selected stepId is invalid.'));
			return await update.run({
				dealId: DEAL,
				pipelineId: PIPELINE,
				attributes: mapped({ Color: 'blue' }),
				options: { price: 5 },
			});
		})();
		expect(error?.message).toMatch(
			/^its attribute 'Color' was set, but the deal was refused: The stage does not belong to this pipeline, or was deleted\. Pick pipeline and stage again\./,
		);
	});

	test('Preview Only reads the deal and shows the rest', async () => {
		const { requests } = answering(gives(deal()));
		const { json } = await update.run({
			dealId: DEAL,
			options: { price: 5, dueDate: '2099-02-01', preview: true },
		});
		expect(lines(requests)).toEqual([[GET]]);
		expect(shown(json)).toEqual([
			[`PUT /deals/${DEAL}/expiration`, { date: '2099-02-01' }],
			[PUT, whole({ price: 5 })],
		]);
	});

	test('two items of one deal follow one another, and each sends what it then is', async () => {
		let now = deal();
		const { requests } = answeringBy(({ method, body }) => {
			if (method === 'PUT') now = { ...now, ...(body as IDataObject) };
			return gives(now);
		});
		const { json } = await update.run(
			{ dealId: DEAL, options: { price: 5, name: '={{ $json.name }}' } },
			{ items: [{ name: 'Boat for Ann' }, { name: 'Ship' }] },
		);
		expect(json.map(({ price, name }) => [price, name])).toEqual([
			[5, 'Boat for Ann'],
			[5, 'Ship'],
		]);
		expect(lines(requests).at(-1)).toEqual([PUT, whole({ price: 5, name: 'Ship' })]);
	});

	worksWithRetryOnFail({
		operation: update,
		parameters: { dealId: DEAL, options: { status: 'active' } },
		request: { method: 'GET', path: `${BASE}/deals/${DEAL}` },
		answer: gives(deal()),
		output: [simple()],
	});
});

describe('move', () => {
	const move = crmOperation('deal', 'move');
	const { order, ...onTop } = whole();

	test('within its pipeline: all of the deal, to the top of the stage', async () => {
		expect(order).toBe(3);
		const { requests } = answering(gives(deal()), gives(deal({ stepId: OFFER })));
		const { items } = await move.run({
			dealId: DEAL,
			pipelineId: PIPELINE,
			stageId: locator('Offer', 'name'),
		});
		expect(lines(requests)).toEqual([[GET], [PUT, { ...onTop, stepId: OFFER }]]);
		expect(items).toEqual([
			{ json: simple({ stepId: OFFER, moved: true }), pairedItem: { item: 0 } },
		]);
	});

	test('and closed in the same request', async () => {
		const { requests } = answering(gives(deal()), gives(deal({ stepId: OFFER, status: 3 })));
		const { json } = await move.run({
			dealId: DEAL,
			pipelineId: PIPELINE,
			stageId: OFFER,
			options: { status: 'successful' },
		});
		expect(lines(requests)).toEqual([[GET], [PUT, { ...onTop, stepId: OFFER, status: 3 }]]);
		expect(json[0]).toMatchObject({ moved: true, statusName: 'Successful' });
	});

	test('where it is already: nothing is sent', async () => {
		const { requests } = answering(gives(deal()));
		const { json } = await move.run({ dealId: DEAL, pipelineId: PIPELINE });
		expect([lines(requests), json]).toEqual([[[GET]], [simple({ moved: false })]]);
	});

	test('only closed, it keeps its place', async () => {
		const { requests } = answering(gives(deal()), gives(deal({ status: 2 })));
		const { json } = await move.run({
			dealId: DEAL,
			pipelineId: PIPELINE,
			stageId: STAGE,
			options: { status: 'unsuccessful' },
		});
		expect(lines(requests)[1]).toEqual([PUT, whole({ status: 2 })]);
		expect(json[0]).toMatchObject({ moved: false });
	});

	const there = { pipelineId: RENEWALS, stepId: 190001, order: 1 };
	const toRenewals = { dealId: DEAL, pipelineId: RENEWALS, stageId: 190001 };

	test.each([BODILESS, { status: 200, body: [] }, gives(deal(there))])(
		'into another pipeline, answered with %j',
		async (answer) => {
			const { requests } = answering(gives(deal()), answer, gives(deal(there)));
			const { json } = await move.run(toRenewals);
			expect(lines(requests)).toEqual([
				[GET],
				[`POST /deals/${DEAL}/change-pipeline`, { pipelineId: RENEWALS, stepId: 190001 }],
				[GET],
			]);
			expect(json).toEqual([simple({ pipelineId: RENEWALS, stepId: 190001, moved: true })]);
		},
	);

	test('into another pipeline and won', async () => {
		const { requests } = answering(
			gives(deal()),
			BODILESS,
			gives(deal(there)),
			gives(deal({ ...there, status: 3 })),
		);
		await move.run({ ...toRenewals, options: { status: 'successful' } });
		expect(lines(requests)[3]).toEqual([PUT, whole({ ...there, status: 3 })]);
	});

	test('Preview Only shows both requests', async () => {
		const { requests } = answering(gives(deal()));
		const { json } = await move.run({
			...toRenewals,
			options: { status: 'successful', preview: true },
		});
		expect(lines(requests)).toEqual([[GET]]);
		expect(shown(json)).toEqual([
			[`POST /deals/${DEAL}/change-pipeline`, { pipelineId: RENEWALS, stepId: 190001 }],
			[PUT, { ...onTop, pipelineId: RENEWALS, stepId: 190001, status: 3 }],
		]);
	});

	test('won, but the move was done before: that is said', async () => {
		answering(gives(deal()), BODILESS, gives(deal(there)), refused('status', 'No'));
		const { error } = await move.run({ ...toRenewals, options: { status: 'successful' } });
		expect(error?.message).toMatch(new RegExp(`^Deal ${DEAL} was moved, but the deal was refused`));
	});
});

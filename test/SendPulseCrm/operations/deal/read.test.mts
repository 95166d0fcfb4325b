/** Deals that are read, one or many, and what belongs to them. */
import '../../../quickWaits.mts';
import nock from 'nock';
import type { IDataObject } from 'n8n-workflow';
import {
	answering,
	answeringBy,
	answersAside,
	locator,
	says,
	silent,
	type Answer,
} from '../../../api.mts';
import {
	doesNotRepeat,
	findsItGone,
	givesWhatItShould,
	previews,
	repeatsWhatIsUnclear,
	takesIdInAnyForm,
	worksWithRetryOnFail,
} from '../../../SendPulse/suites.mts';
import { crmOperation, PIPELINE, pipeline } from '../../records.mts';
import {
	BASE,
	BODILESS,
	DEAL,
	deal,
	gives,
	lines,
	LOST,
	NOT_FOUND,
	NOTHING,
	refused,
	salesAside,
	simple,
} from '../../sales.mts';

const ann = {
	id: 501,
	firstName: 'Ann',
	lastName: 'Lee',
	emails: [{ email: 'ann@example.com', isMain: true }],
	phones: [{ phone: '+380501112233', isMain: true }],
	tags: [{ id: 31, name: 'vip' }],
	attributes: [],
	responsibleId: 7100002,
	externalContactId: 'A1',
	sourceType: 'public_api',
	dealsQty: 1,
	createdAt: '2026-01-05 10:00:00.000000+00:00',
	updatedAt: '2026-01-05 10:00:00.000000+00:00',
};
const simpleAnn = {
	...ann,
	email: 'ann@example.com',
	phone: '+380501112233',
	emails: ['ann@example.com'],
	phones: ['+380501112233'],
	tags: ['vip'],
	attributes: {},
};
const names = {
	pipelineName: 'Sales',
	stageName: 'New',
	responsibleName: 'Ben Holm (ben@holm.example)',
};

answersAside((request) => {
	const { path } = request;
	if (path === `${BASE}/pipelines`) return gives([pipeline()]);
	if (path === `${BASE}/users`) {
		return gives([{ id: 7100002, firstname: 'Ben', lastname: 'Holm', email: 'ben@holm.example' }]);
	}
	if (path === `${BASE}/deals/${DEAL}/contacts` && request.method === 'GET') return gives([ann]);
	return salesAside(request);
});

const itsId = { name: 'dealId', label: 'Deal', id: DEAL };
const everything = { addNames: true, includeContacts: true };

describe('get', () => {
	const get = crmOperation('deal', 'get');
	const sample = {
		operation: get,
		parameters: { dealId: DEAL, options: everything },
		request: { method: 'GET', path: `${BASE}/deals/${DEAL}` },
		answer: gives(deal({ expiration: { date: '2026-02-01', time: '12:00' } })),
		output: [simple({ ...names, dueAt: '2026-02-01 12:00', contacts: [simpleAnn] })],
	};
	givesWhatItShould(sample);
	takesIdInAnyForm(sample, itsId);

	test('the record as it is', async () => {
		answering(gives(deal()));
		const { json } = await get.run({ dealId: DEAL, simplify: false });
		expect(json).toEqual([deal()]);
	});

	test('one that is not there', async () => {
		answering(NOT_FOUND);
		const { error } = await get.run({ dealId: DEAL });
		expect(error?.message).toContain('SendPulse says: Record not found');
	});

	test.each<[string, IDataObject[], string]>([
		[
			'none',
			[],
			"'Deal' finds nothing: no deal has the source ID '100245'. Check it, or leave this item out.",
		],
		[
			'two',
			[deal(), deal({ id: 8 })],
			`'Deal' is not clear: 2 deals have the source ID '100245'. Give the ID of one of them: 8 (Boat for Ann), ${DEAL} (Boat for Ann).`,
		],
	])('a source ID that %s have', async (_, deals, text) => {
		answering(gives(deals, { meta: { total: deals.length } }));
		const { error } = await get.run({ dealId: locator('100245', 'sourceId') });
		expect(error?.message).toBe(`${text} Nothing was sent.`);
	});
});

describe('getMany', () => {
	const getMany = crmOperation('deal', 'getMany');
	const LIST = 'POST /deals/get-list';
	const byId = { sortBy: { fieldName: 'id', direction: 'asc' } };
	const asked = async (parameters: IDataObject) => {
		nock.cleanAll();
		const { requests } = answering(gives([], { meta: { total: 0 } }));
		const { error } = await getMany.run(parameters);
		expect(error).toBeUndefined();
		expect(lines(requests)[0][0]).toBe(LIST);
		const { limit, offset, ...body } = requests[0].body as IDataObject;
		expect([limit, offset]).toEqual([50, 0]);
		return body;
	};

	givesWhatItShould({
		operation: getMany,
		parameters: { limit: 1, options: everything },
		request: {
			method: 'POST',
			path: `${BASE}/deals/get-list`,
			body: { ...byId, limit: 1, offset: 0 },
		},
		answer: gives([deal({ expiration: { date: '2026-02-01' } })], { meta: { total: 1 } }),
		output: [simple({ ...names, dueAt: '2026-02-01', contacts: [simpleAnn] })],
	});

	test('filters as fields', async () => {
		expect(
			await asked({
				filters: {
					pipelineIds: [PIPELINE],
					stageIds: '182301',
					statuses: ['active', 'successful'],
					responsibleIds: [7100002, 7100003],
					name: 'Boat',
					contactEmail: 'ann@example.com',
					contactPhone: '380501112233',
					contactFirstName: 'Ann',
					contactLastName: 'Lee',
					completedFrom: '2026-01-01',
					completedTo: '2026-01-31',
					due: 'overdue',
					attributeConditions: {
						condition: [{ attributeId: '901', expression: 'in', value: 'red, blue' }],
					},
					priceFrom: '100',
					priceTo: 2000.5,
					currency: 'eur',
					sourceId: 100245,
					createdFrom: '2026-01-01',
					createdTo: '2026-01-31',
					updatedFrom: '2026-02-01',
					updatedTo: '2026-02-28',
					sortBy: 'updatedAt',
					sortDirection: 'desc',
				},
			}),
		).toEqual({
			pipelineIds: [PIPELINE],
			name: 'Boat',
			email: 'ann@example.com',
			phone: '380501112233',
			firstName: 'Ann',
			lastName: 'Lee',
			completionDateFrom: '2026-01-01',
			completionDateTo: '2026-01-31',
			expiration: 2,
			attributes: [{ id: '901', expression: 'in', value: ['red', 'blue'] }],
			filter: [
				{ name: 'stepId', expression: 'eq', value: 182301 },
				{ name: 'status', expression: 'in', value: [1, 3] },
				{ name: 'responsibleId', expression: 'in', value: [7100002, 7100003] },
				{ name: 'price', expression: 'gte', value: 100 },
				{ name: 'price', expression: 'lte', value: 2000.5 },
				{ name: 'currency', expression: 'eq', value: 'EUR' },
				{ name: 'sourceId', expression: 'eq', value: 100245 },
				{ name: 'createdAt', expression: 'gte', value: '2026-01-01' },
				{ name: 'createdAt', expression: 'lt', value: '2026-02-01' },
				{ name: 'updatedAt', expression: 'gte', value: '2026-02-01' },
				{ name: 'updatedAt', expression: 'lt', value: '2026-03-01' },
			],
			sortBy: { fieldName: 'updatedAt', direction: 'desc' },
		});
	});

	test('the whole language of filters as JSON, sent as it is', async () => {
		const filter = { unlimited: true, filter: [{ name: 'number', expression: 'gt', value: '5' }] };
		const json = { specifyFilters: 'json', filters: { name: 'Boat' } };
		expect(await asked({ ...json, filtersJson: JSON.stringify(filter) })).toEqual({
			...byId,
			...filter,
		});
		const sortBy = { fieldName: 'price', direction: 'desc' };
		expect(await asked({ ...json, filtersJson: { sortBy } as never })).toEqual({ sortBy });
	});

	test.each([10, 50, 100])('Return All, in pages of %d at the most', async (most) => {
		const all = Array.from({ length: 230 }, (_, n) => deal({ id: n + 1 }));
		const { requests } = answeringBy(({ body }) => {
			const { limit, offset } = body as { limit: number; offset: number };
			return gives(all.slice(offset, offset + Math.min(limit, most)), { meta: { total: 230 } });
		});
		const { json } = await getMany.run({ returnAll: true });
		expect(json.map(({ id }) => id)).toEqual(all.map(({ id }) => id));
		expect(requests.length).toBeLessThan(230 / (most - 1) + 4);
	});

	test('contacts only for those that are wanted', async () => {
		answering(gives([deal(), deal({ id: 8 })], { meta: { total: 2 } }));
		const { json } = await getMany.run({ limit: 1, options: { includeContacts: true } });
		expect(json.map(({ contacts }) => contacts)).toEqual([[simpleAnn]]);
	});

	test('a stage that is not known any more has no name', async () => {
		answering(gives([deal({ stepId: 1, responsibleId: 1 })]));
		const { json } = await getMany.run({ limit: 1, options: { addNames: true } });
		expect(json[0]).toMatchObject({
			pipelineName: 'Sales',
			stageName: null,
			responsibleName: null,
		});
	});

	test.each<[IDataObject, string]>([
		[{ filters: { statuses: ['won'] } }, "'Statuses' has to hold"],
		[
			{ filters: { createdFrom: '01.02.2026' } },
			"'Created From' is no day that everybody reads alike",
		],
		[{ filters: { priceFrom: 'much' } }, "'Price From' has to be a number"],
		[{ specifyFilters: 'json', filtersJson: '{"limit": 5}' }, "must not have 'limit'"],
		[{ specifyFilters: 'json', filtersJson: '' }, "'Filters (JSON)' is empty"],
		[{ specifyFilters: 'json', filtersJson: '={{ $json.none }}' }, "'Filters (JSON)' is empty"],
		[{ specifyFilters: 'json', filtersJson: ' ' }, "'Filters (JSON)' is empty"],
	])('%j is refused', async (parameters, text) => {
		const api = silent();
		const { error } = await getMany.run(parameters);
		expect(error?.message).toContain(text);
		expect(api.requests).toEqual([]);
	});
});

describe('delete', () => {
	const sample = {
		operation: crmOperation('deal', 'delete'),
		parameters: { dealId: DEAL },
		request: { method: 'DELETE', path: `${BASE}/deals/${DEAL}` },
		answer: NOTHING,
		output: [{ deleted: true, dealId: DEAL }],
	};
	givesWhatItShould(sample);
	previews(sample);
	findsItGone(sample, NOT_FOUND);
});

describe('its contacts', () => {
	const link = {
		operation: crmOperation('deal', 'addContact'),
		parameters: { dealId: DEAL, contactId: 502 },
		request: { method: 'POST', path: `${BASE}/deals/${DEAL}/contacts/502` },
		answer: { status: 201, body: '' },
		output: [{ success: true, dealId: DEAL, contactId: 502 }],
	};
	givesWhatItShould(link, { ...link, answer: { status: 201, body: [] } });
	repeatsWhatIsUnclear(link);
	worksWithRetryOnFail(link);

	test('one that is linked is known before, and not linked again', async () => {
		const api = silent();
		const { json } = await link.operation.run({ dealId: DEAL, contactId: ann.id });
		expect(json).toEqual([{ success: true, dealId: DEAL, contactId: ann.id }]);
		expect(api.requests).toEqual([]);
	});

	const already = refused('contactId', 'The contact is linked already.');
	test('after a lost answer a refusal of what is there already means that it was done', async () => {
		answering(LOST, already);
		expect((await link.operation.run(link.parameters)).json).toEqual(link.output);
	});

	test.each<[string, Answer[]]>([
		['The contact is linked already.', [already]],
		...[
			'The selected contactId is invalid.',
			'The contact does not exists.',
			'No such contact exists.',
			"The contact doesn't exist or isn't taken.",
		].map((words): [string, Answer[]] => [words, [LOST, refused('contactId', words)]]),
	])('another refusal is one: %s', async (words, answers) => {
		answering(...answers);
		const { error } = await link.operation.run(link.parameters);
		expect(error?.message).toContain(words);
	});

	const unlink = {
		...link,
		operation: crmOperation('deal', 'removeContact'),
		request: { ...link.request, method: 'DELETE' },
		answer: NOTHING,
	};
	givesWhatItShould(unlink);
	findsItGone(unlink, NOT_FOUND);

	test('are listed, simplified', async () => {
		silent();
		const { json } = await crmOperation('deal', 'getContacts').run({ dealId: DEAL });
		expect(json).toEqual([simpleAnn]);
	});
});

describe('its products', () => {
	const add = {
		operation: crmOperation('deal', 'addProduct'),
		parameters: {
			dealId: DEAL,
			productId: 31,
			quantity: 2,
			options: { price: 9.5, currency: 'eur', allowOutOfStock: true },
		},
		request: {
			method: 'POST',
			path: `${BASE}/products/deals`,
			body: {
				dealId: DEAL,
				productId: 31,
				quantity: 2,
				productPriceISO: 'EUR',
				productPriceValue: 9.5,
				allow_out_of_stock: true,
			},
		},
		answer: BODILESS,
		output: [{ success: true, dealId: DEAL, productId: 31, quantity: 2 }],
	};
	givesWhatItShould(add);
	doesNotRepeat(add, "with 'Get Products' of the resource Deal");

	test.each([{ price: 5 }, { currency: 'EUR' }])('half a price is refused: %j', async (options) => {
		const api = silent();
		const { error } = await add.operation.run({ ...add.parameters, options });
		expect(error?.message).toMatch(/^'(Price|Currency)' is missing: /);
		expect(api.requests).toEqual([]);
	});

	const extra = { quantity: 2, amount: 9.5, currency: 'EUR', totalAmount: 19, outOfStock: false };
	const paddle = {
		id: 31,
		name: 'Paddle',
		description: 'Long',
		images: ['a.png'],
		vendorCode: 'P',
	};
	givesWhatItShould({
		operation: crmOperation('deal', 'getProducts'),
		parameters: { dealId: DEAL },
		request: { method: 'GET', path: `${BASE}/products/deals/${DEAL}` },
		answer: says({ data: { totalAmount: 19, currency: 'EUR', items: [{ ...paddle, extra }] } }),
		output: [{ ...paddle, extra, dealId: DEAL }],
	});

	test('none', async () => {
		answering(gives({ totalAmount: 0, currency: 'EUR', items: [] }));
		const { json, error } = await crmOperation('deal', 'getProducts').run({ dealId: DEAL });
		expect([json, error]).toEqual([[], undefined]);
	});
});

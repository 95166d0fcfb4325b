/** Contacts that are found by what people have of them, and what is done with one. */
import '../../../engine/virtualTime.mts';
import type { IDataObject } from 'n8n-workflow';
import {
	answering,
	answeringBy,
	answersAside,
	locator,
	silent,
	type Answer,
} from '../../../api.mts';
import {
	CONTACT,
	found,
	mail,
	mapping,
	number,
	peopleAside,
	person,
	simplePerson,
	valued,
} from '../../people.mts';
import { crmOperation } from '../../records.mts';
import { deal, gives, lines, LOST, NOT_FOUND, NOTHING, simple } from '../../sales.mts';

answersAside(peopleAside);

const contact = (name: string) => crmOperation('contact', name);
const get = contact('get');

const CHATBOT = '5f1a2b3c4d5e6f7a8b9c0d1e';
const byPhone = (phone: string) => [
	'POST /contacts/get-list',
	{ phone, sortBy: { fieldName: 'id', direction: 'asc' }, limit: 100, offset: 0 },
];
const byEmail = [
	'POST /contacts/get-list-by-email',
	{ email: 'ann@example.com', isEmailFullSearch: true },
];
const ann = person({ emails: [mail('Ann@example.com')], phones: [number('380 50 111-22-33')] });

describe('a contact is found', () => {
	test.each<[string, unknown, Answer[], unknown[]]>([
		['by ID', 501, [], []],
		['by e-mail', locator('ANN@example.com', 'email'), [found(ann)], [byEmail]],
		['by an address as such', 'ann@example.com', [found(ann)], [byEmail]],
		['by phone', locator('+380 50 111-22-33', 'phone'), [found(ann)], [byPhone('380501112233')]],
		[
			'by phone, as it is stored',
			'+380501112233',
			[found(), found(ann)],
			[byPhone('380501112233'), byPhone('+380501112233')],
		],
		[
			'by external ID',
			locator('7', 'externalId'),
			[gives({ data: { ...ann, externalContactId: 7 } })],
			[['GET /contacts/external/7']],
		],
		[
			'by the contact of a chatbot',
			CHATBOT.toUpperCase(),
			[gives({ data: ann })],
			[[`GET /contacts/messenger-external/${CHATBOT}`]],
		],
	])('%s', async (_, contactId, answers, looks) => {
		const { requests } = answering(...answers, gives(ann));
		const { json, error } = await get.run({ contactId: contactId as IDataObject });
		expect(error).toBeUndefined();
		expect(lines(requests)).toEqual([...looks, ['GET /contacts/501']]);
		expect(json).toEqual([
			simplePerson({
				email: 'Ann@example.com',
				phone: '380 50 111-22-33',
				emails: ['Ann@example.com'],
				phones: ['380 50 111-22-33'],
			}),
		]);
	});

	test.each<[string, unknown, Answer[], RegExp]>([
		[
			'nobody has it',
			'ann@example.com',
			[found()],
			/finds nothing: no contact has the e-mail address 'ann@example.com'/,
		],
		[
			'somebody else has part of it',
			'ann@example.com',
			[found(person({ emails: [mail('joann@example.com')] }))],
			/finds nothing/,
		],
		[
			'several have it',
			'ann@example.com',
			[found(ann, { ...ann, id: 502 })],
			/2 contacts have .*: 501 \(Ann Lee \(Ann@example\.com\)\), 502/,
		],
		[
			'an ID that nobody has',
			locator('7', 'externalId'),
			[NOT_FOUND],
			/no contact has the external ID '7'/,
		],
		[
			'an ID that nobody has: null',
			locator('7', 'externalId'),
			[gives({ data: null })],
			/no contact has the external ID '7'/,
		],
		[
			'no ID of a chatbot',
			locator('7', 'chatbotContactId'),
			[],
			/has to be the ID of a chatbot's contact/,
		],
		['no number', locator('call me', 'phone'), [], /is not a phone number/],
	])('not where %s: nothing is sent', async (_, contactId, answers, words) => {
		const { requests } = answering(...answers);
		const { error } = await contact('delete').run({ contactId: contactId as IDataObject });
		expect(error?.message).toMatch(words);
		expect(lines(requests).filter(([line]) => String(line).startsWith('DELETE'))).toEqual([]);
	});
});

test('Search: no match gives no item', async () => {
	const { requests } = answering(found(), found());
	const search = contact('search');
	const { json, error } = await search.run({ searchBy: 'phone', phone: '+380501112233' });
	expect([json, error]).toEqual([[], undefined]);
	expect(lines(requests)).toEqual([byPhone('380501112233'), byPhone('+380501112233')]);
});

test('Search: a part of an address finds a whole firm', async () => {
	const firm = [ann, person({ id: 502, emails: [mail('bob@example.com')] })];
	const { requests } = answering(found(...firm));
	const { json } = await contact('search').run({
		searchBy: 'email',
		email: '@example.com',
		options: { partialMatch: true },
	});
	expect(lines(requests)[0]![1]).toEqual({ email: '@example.com', isEmailFullSearch: false });
	expect(json.map(({ id }) => id)).toEqual([501, 502]);
});

test('Search: what the search for addresses counts and does not show is in the list', async () => {
	const firm = Array.from({ length: 250 }, (_, index) =>
		person({ id: index + 1, emails: [mail(`x${index}@example.com`)] }),
	);
	let shows = 250;
	const { requests } = answeringBy(({ path, body }) => {
		const { offset = 0 } = body as { offset?: number };
		const list = path.endsWith('by-email')
			? firm.slice(0, 60)
			: firm.slice(offset, shows).slice(0, 100);
		return gives({ list, total: 250 });
	});
	const search = async () =>
		await contact('search').run({
			searchBy: 'email',
			email: '@example.com',
			options: { partialMatch: true },
		});
	expect((await search()).json).toHaveLength(250);
	expect(requests).toHaveLength(4);

	shows = 200;
	expect((await search()).error?.message).toMatch(
		/SendPulse counts 250 contacts with '@example.com' and shows 200 of them/,
	);
});

test('Get Many: all filters, under the names of the API', async () => {
	const { requests } = answering(found(ann), found());
	const { error } = await contact('getMany').run({
		filters: {
			createdFrom: '2026-01-01',
			createdTo: '2026-01-31',
			updatedFrom: '2026-02-01',
			updatedTo: '2026-02-28',
			firstName: 'Ann',
			lastName: 'Lee',
			email: 'ann@',
			phone: '38050',
			messengerLogin: 'ann',
			location: 'Kyiv',
			responsibleIds: [12],
			tagIds: ['31', 32],
			ids: '1, 2',
			sources: ['chatbot', 'marketplace'],
			messengers: ['telegram', 'linkedIn'],
			attributeConditions: {
				condition: [
					{ attributeId: '901', expression: 'like', value: 'Kyi' },
					{ attributeId: 904, expression: 'in', value: 'Free, Pro' },
				],
			},
			fieldConditions: { condition: [{ field: 'emails', expression: 'eq', value: 'a@b.example' }] },
			sortBy: 'createdAt',
			sortDirection: 'desc',
		},
	});
	expect(error).toBeUndefined();
	expect(lines(requests).slice(0, 1)).toEqual([
		[
			'POST /contacts/get-list',
			{
				from: '2026-01-01',
				to: '2026-01-31',
				updateFrom: '2026-02-01',
				updateTo: '2026-02-28',
				firstName: 'Ann',
				lastName: 'Lee',
				email: 'ann@',
				phone: '38050',
				messengerLogin: 'ann',
				location: 'Kyiv',
				responsibleIds: [12],
				tagIds: [31, 32],
				ids: [1, 2],
				sourceType: [1, 13],
				messengerTypeIds: [1, 5008],
				attributes: [
					{ id: '901', expression: 'like', value: 'Kyi' },
					{ id: '904', expression: 'in', value: ['Free', 'Pro'] },
				],
				fieldValueConditions: [{ field: 'emails', expression: 'eq', value: 'a@b.example' }],
				sortBy: { fieldName: 'created_at', direction: 'desc' },
				limit: 50,
				offset: 0,
			},
		],
	]);
});

test('Get Many: the filter as JSON leaves as it is, by ID unless it says otherwise', async () => {
	const { requests } = answering(found(ann));
	const filtersJson = '{"fieldValueConditions": [{"field": "tags"}]}';
	await contact('getMany').run({ specifyFilters: 'json', filtersJson, limit: 2 });
	expect(lines(requests)[0]![1]).toEqual({
		fieldValueConditions: [{ field: 'tags' }],
		sortBy: { fieldName: 'id', direction: 'asc' },
		limit: 2,
		offset: 0,
	});
});

test('Get Deals: one item each, simplified', async () => {
	answering(gives([deal()]));
	const { json } = await contact('getDeals').run({ contactId: locator(501, 'id') });
	expect(json).toEqual([simple()]);
});

test.each<[string, Answer[]]>([
	['at once', [NOTHING]],
	['after an answer that was lost', [LOST, NOT_FOUND]],
])('Delete: gone %s', async (_, answers) => {
	answering(...answers);
	const { json } = await contact('delete').run({ contactId: locator(501, 'id') });
	expect(json).toEqual([{ deleted: true, contactId: CONTACT }]);
});

describe('Update', () => {
	const update = contact('update');
	const there = person({ attributes: [valued(901, 'Kyiv')], emails: [mail('ann@example.com')] });

	test('only what differs is sent; an empty value empties', async () => {
		const { requests } = answering(
			gives(there),
			NOTHING,
			gives(person({ firstName: 'Anna' })),
			gives(person()),
		);
		const { error } = await update.run({
			contactId: locator(501, 'id'),
			attributes: mapping({ 901: '', 902: null }),
			options: { emails: 'ANN@example.com', firstName: 'Anna' },
		});
		expect(error).toBeUndefined();
		expect(lines(requests)).toEqual([
			['GET /contacts/501'],
			['DELETE /contacts/501/attributes/901'],
			['PUT /contacts/501', { responsibleId: 12, firstName: 'Anna', lastName: 'Lee' }],
			['GET /contacts/501'],
		]);
	});

	test('nothing that differs is no write', async () => {
		const { requests } = answering(gives(there));
		const { json } = await update.run({ contactId: 501, options: { lastName: 'Lee' } });
		expect(lines(requests)).toEqual([['GET /contacts/501']]);
		expect(json[0]).toMatchObject({ id: 501 });
	});

	test('with nothing in it is refused', async () => {
		const { requests } = silent();
		const { error } = await update.run({ contactId: 501 });
		expect(error?.message).toMatch(/'Update Fields' has nothing to change/);
		expect(requests).toEqual([]);
	});

	test('two items of one contact follow one another', async () => {
		let now = person();
		const { requests } = answeringBy(({ method, body }) => {
			if (method === 'PUT') now = { ...now, ...(body as IDataObject) };
			return gives(now);
		});
		await update.run(
			{
				contactId: 501,
				options: { firstName: '={{ $json.first }}', lastName: '={{ $json.last }}' },
			},
			{
				items: [
					{ first: 'Anna', last: 'Lee' },
					{ first: 'Anna', last: 'Nowak' },
				],
			},
		);
		expect(lines(requests).filter(([line]) => line === 'PUT /contacts/501')).toHaveLength(2);
		expect(now).toMatchObject({ firstName: 'Anna', lastName: 'Nowak' });
	});
});

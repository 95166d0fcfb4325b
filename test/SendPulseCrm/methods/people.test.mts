/** What is picked from: contacts, companies, the team, tags; attributes of contacts as fields. */
import '../../quickWaits.mts';
import { ACTION_NODES } from '../../actionNodes.mts';
import { answering, answeringBy, apiKey } from '../../api.mts';
import { callMethodOf } from '../../n8n.mts';
import { showsErrors } from '../../SendPulse/methods/shown.mts';
import { DEFINITIONS, found, mail, number, peopleAside, person } from '../people.mts';
import { gives, lines } from '../sales.mts';

const callMethod = callMethodOf(ACTION_NODES.SendPulseCrm);
const search = async (name: string, ...args: unknown[]) =>
	await callMethod('listSearch', name, apiKey(), {}, ...args);

const page = { limit: 100, offset: 0 };

describe('contacts', () => {
	test.each<[string, unknown[]]>([
		['', [['POST /contacts/get-list', page]]],
		['ann@', [['POST /contacts/get-list-by-email', { email: 'ann@', isEmailFullSearch: false }]]],
		['+380 50', [['POST /contacts/get-list', { phone: '38050', ...page }]]],
		[
			'Lee',
			[
				['POST /contacts/get-list', { firstName: 'Lee', ...page }],
				['POST /contacts/get-list', { lastName: 'Lee', ...page }],
			],
		],
	])('are searched by SendPulse itself: %j', async (typed, requests) => {
		const api = answeringBy(() => found(person({ emails: [mail('ann@example.com')] })));
		expect(await search('searchContacts', typed)).toEqual({
			results: [{ name: 'Ann Lee (ann@example.com)', value: '501' }],
		});
		expect(lines(api.requests)).toEqual(expect.arrayContaining(requests));
		expect(api.requests).toHaveLength(requests.length);
	});

	test('are called by what there is; a full page has another behind it', async () => {
		const nobody = { firstName: null, lastName: null };
		const numbered = person({ ...nobody, phones: [number('+380501112233')] });
		const many = Array.from({ length: 98 }, (_, index) => person({ id: 600 + index }));
		const { requests } = answering(
			found(numbered, person({ id: 502, ...nobody }), ...many),
			found(),
		);
		const first = (await search('searchContacts')) as { results: unknown[] };
		expect(first.results.slice(0, 2)).toEqual([
			{ name: '+380501112233', value: '501' },
			{ name: '502', value: '502' },
		]);
		expect(first).toMatchObject({ paginationToken: '100' });
		await search('searchContacts', '', '100');
		expect(lines(requests)[1]![1]).toEqual({ limit: 100, offset: 100 });
	});

	showsErrors('listSearch', 'searchContacts', {}, callMethod);
});

test('companies, by what is typed', async () => {
	const { requests } = answering(
		gives([{ id: 9, companyName: 'Holm' }], { metadata: { total: 1 } }),
	);
	expect(await search('searchCompanies', ' holm ')).toEqual({
		results: [{ name: 'Holm', value: '9' }],
	});
	expect(lines(requests)).toEqual([
		['POST /companies/short-data', { searchString: 'holm', ...page }],
	]);
});

test('tags and the team', async () => {
	answeringBy((request) => peopleAside(request) ?? gives([{ id: 31, name: 'vip' }]));
	expect(await search('searchTags', 'vi')).toEqual({ results: [{ name: 'vip', value: '31' }] });
	const eva = 'Eva Holm (eva@shop.example)';
	expect(await search('searchUsers', 'eva')).toEqual({ results: [{ name: eva, value: '12' }] });
	expect(await callMethod('loadOptions', 'getUsers', apiKey(), {})).toEqual([
		{ name: eva, value: 12 },
	]);
	expect(await callMethod('loadOptions', 'getTags', apiKey(), {})).toEqual([
		{ name: 'vip', value: 31 },
		{ name: 'Lead', value: 32 },
	]);
});

test('attributes of contacts: typed, with their choices, those that were deleted left out', async () => {
	answering(gives(DEFINITIONS), gives([]));
	const map = async () => await callMethod('resourceMapping', 'mapContactAttributes', apiKey(), {});
	const { fields } = (await map()) as { fields: Array<Record<string, unknown>> };
	expect(fields.map(({ id, displayName, type }) => [id, displayName, type])).toEqual([
		['901', 'City (text)', 'string'],
		['902', 'Seats (number)', 'number'],
		['903', 'Birthday (date)', 'dateTime'],
		['904', 'Plan (required in SendPulse)', 'options'],
		['905', 'Interests (some of Coffee, Tea, green)', 'string'],
	]);
	expect(fields[3]?.options).toEqual(['Free', 'Pro'].map((name) => ({ name, value: name })));
	expect(await map()).toMatchObject({ fields: [], emptyFieldsNotice: expect.any(String) });
});

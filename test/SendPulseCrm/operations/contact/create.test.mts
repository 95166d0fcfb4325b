/** Contacts that are made, with all that belongs to them. */
import '../../../engine/virtualTime.mts';
import { answering, answeringBy, answersAside, locator, silent } from '../../../api.mts';
import { mail, mapping, number, peopleAside, person, simplePerson, valued } from '../../people.mts';
import { crmOperation } from '../../records.mts';
import { created, gives, lines, LOST, NOT_FOUND, NOTHING, refused, shown } from '../../sales.mts';

answersAside(peopleAside);

const create = crmOperation('contact', 'create');

const whole = {
	firstName: 'Ann',
	lastName: 'Lee',
	emails: 'ann@example.com; ANN@example.com, ann@work.example',
	phones: '+380 50 111-22-33',
	attributes: mapping({ 901: 'Kyiv', seats: '1,000.5', 904: 'pro', 905: ['Tea, green'] }),
	options: {
		messengers: { messenger: [{ type: 'telegram', login: 'ann_lee' }] },
		responsibleId: locator('EVA@shop.example', 'email'),
		tagIds: ['VIP', 40],
	},
};

const WHOLE = [
	'POST /contacts',
	{
		responsibleId: 12,
		firstName: 'Ann',
		lastName: 'Lee',
		emails: ['ann@example.com', 'ann@work.example'],
		phones: ['+380501112233'],
		messengers: [{ typeId: 1, login: 'ann_lee' }],
		tags: [31, 40],
		attributes: [
			{ attributeId: 901, name: 'City', type: 0, value: 'Kyiv' },
			{ attributeId: 904, name: 'Plan', type: 4, value: 'Pro' },
			{ attributeId: 905, name: 'Interests', type: 5, value: 'Tea, green' },
			{ attributeId: 902, name: 'Seats', type: 1, value: '1000.5' },
		],
	},
];

const made = person({
	emails: [mail('ann@example.com'), mail('ann@work.example', 62)],
	phones: [number('380501112233')],
	messengers: [{ id: 81, typeId: 1, login: 'ann_lee' }],
	tags: [
		{ id: 31, name: 'vip' },
		{ id: 40, name: 'new' },
	],
	attributes: [
		valued(901, 'Kyiv'),
		valued(902, '1000.50'),
		valued(904, 'Pro'),
		valued(905, 'Tea, green'),
	],
});

test('as a whole it takes one request, and its answer is the contact', async () => {
	const { requests } = answering(gives(made));
	const { items, error } = await create.run(whole);
	expect(error).toBeUndefined();
	expect(lines(requests)).toEqual([WHOLE]);
	const json = simplePerson({
		email: 'ann@example.com',
		phone: '380501112233',
		emails: ['ann@example.com', 'ann@work.example'],
		phones: ['380501112233'],
		tags: ['vip', 'new'],
		attributes: { City: 'Kyiv', Seats: '1000.50', Plan: 'Pro', Interests: 'Tea, green' },
	});
	expect(items).toEqual([{ json, pairedItem: { item: 0 } }]);
});

test('with names alone it is made by the call for these, of nobody', async () => {
	const { requests } = answering(gives(person()));
	await create.run({ firstName: 'Ann' });
	expect(lines(requests)).toEqual([
		['POST /contacts/create', { responsibleId: 0, firstName: 'Ann' }],
	]);
});

test('with an external ID it is made in parts, since no other call takes that', async () => {
	const { requests } = answering(
		gives(person({ externalContactId: '7' })),
		gives([mail('ann@example.com')]),
		gives(number('+380501112233')),
		created(undefined),
		NOTHING,
		gives(made),
	);
	const { error } = await create.run({
		emails: 'ann@example.com',
		phones: '+380501112233',
		attributes: mapping({ City: 'Kyiv' }),
		options: { externalId: '7', tagIds: 'vip' },
	});
	expect(error).toBeUndefined();
	expect(lines(requests)).toEqual([
		['POST /contacts/create', { responsibleId: 0, externalContactId: '7' }],
		['POST /contacts/501/emails', { emails: [{ email: 'ann@example.com', isMain: true }] }],
		['POST /contacts/501/phones', { phone: '+380501112233' }],
		['POST /contact-tags/31/contact/501'],
		[
			'POST /contacts/501/attributes/batch',
			{ attributesValues: [{ attributeId: 901, value: 'Kyiv' }] },
		],
		['GET /contacts/501'],
	]);
});

test('what the answer does not show is added, one part after the other', async () => {
	const { requests } = answering(
		gives(person({ emails: [mail('ann@example.com')] })),
		gives([mail('ann@work.example', 62)]),
		gives(number('+380501112233')),
		gives({ id: 81, typeId: 1, login: 'ann_lee' }),
		NOTHING,
		NOTHING,
		NOTHING,
		gives(made),
	);
	const { error } = await create.run(whole);
	expect(error).toBeUndefined();
	expect(lines(requests).slice(1, 5)).toEqual([
		['POST /contacts/501/emails', { emails: [{ email: 'ann@work.example', isMain: false }] }],
		['POST /contacts/501/phones', { phone: '+380501112233' }],
		['POST /contacts/501/messengers', { typeId: 1, login: 'ann_lee' }],
		['POST /contact-tags/31/contact/501'],
	]);
});

test.each([405, 404])('the old call is gone (%i): it is made in parts', async (status) => {
	const { requests } = answering(
		{ status, body: { message: 'Not here' } },
		gives(person()),
		gives([mail('ann@example.com')]),
		gives(made),
	);
	const { error } = await create.run({ emails: 'ann@example.com' });
	expect(error).toBeUndefined();
	expect(lines(requests).map(([line]) => line)).toEqual([
		'POST /contacts',
		'POST /contacts/create',
		'POST /contacts/501/emails',
		'GET /contacts/501',
	]);
});

test('a value that SendPulse took and did not set is set once more, by itself', async () => {
	const parts = [gives(person({ externalContactId: '7' })), NOTHING];
	const before = gives(person({ attributes: [valued(901, 'Lviv')] }));
	const { requests } = answering(...parts, before, NOTHING, gives(made));
	await create.run({
		firstName: 'Ann',
		attributes: mapping({ City: 'Kyiv' }),
		options: { externalId: '7' },
	});
	expect(lines(requests).slice(3)).toEqual([
		['PUT /contacts/501/attributes/901', { value: 'Kyiv' }],
		['GET /contacts/501'],
	]);
});

test('tags that there are not are made first, each once in a run', async () => {
	const { requests } = answeringBy(({ path }) =>
		path.endsWith('/contact-tags') ? gives({ id: 33, name: 'new' }) : gives(made),
	);
	await create.run(
		{
			firstName: '={{ $json.name }}',
			options: { createMissingTags: true, tagIds: ['new'] },
		},
		{ items: [{ name: 'Ann' }, { name: 'Ben' }] },
	);
	const all = lines(requests);
	expect(all.filter(([line]) => line === 'POST /contact-tags')).toEqual([
		['POST /contact-tags', { name: 'new' }],
	]);
	const bodies = all.filter(([line]) => line === 'POST /contacts').map(([, body]) => body);
	expect(bodies).toEqual(
		['Ann', 'Ben'].map((firstName) => ({ responsibleId: 0, firstName, tags: [33] })),
	);
});

test('a tag that somebody else has made meanwhile is that tag', async () => {
	const { requests } = answeringBy(({ path }) => {
		if (path.includes('?name=')) return gives([{ id: 33, name: 'New' }]);
		if (path.endsWith('/contact-tags')) return refused('name', 'The name has already been taken.');
		return gives({ ...made, tags: [{ id: 33, name: 'New' }] });
	});
	const options = { createMissingTags: true, tagIds: ['new'] };
	const { error } = await create.run({ firstName: 'Ann', options });
	expect(error).toBeUndefined();
	expect(lines(requests).slice(1)).toEqual([
		['GET /contact-tags?name=new'],
		['POST /contacts', { responsibleId: 0, firstName: 'Ann', tags: [33] }],
	]);
});

describe('half of it', () => {
	test.each([
		[
			'a refused number',
			refused('phone', 'The phone is invalid.'),
			"Contact 501 exists, but its phone number '+380501112233' was refused: A value was not accepted. Correct the value that SendPulse names. SendPulse says: The given data was invalid. (phone: The phone is invalid.) (status 422). Do only the rest: to run this again would do the first part twice.",
		],
		[
			'a record that is gone by then',
			NOT_FOUND,
			"Contact 501 exists, but its phone number '+380501112233' was refused: SendPulse does not know contact 501. Check the ID. SendPulse says: Record not found (code 404). Do only the rest: to run this again would do the first part twice.",
		],
	])('%s: the contact is named', async (_, answer, message) => {
		answering(gives(person({ emails: [] })), answer);
		const { error } = await create.run({ firstName: 'Ann', phones: '+380501112233' });
		expect(error?.message).toBe(message);
	});

	test.each([true, false])(
		'a part whose answer was lost is looked for before it is sent again (done: %s)',
		async (done) => {
			const { requests } = answering(
				gives(person()),
				LOST,
				gives(person({ phones: done ? [number('380501112233')] : [] })),
				...(done ? [] : [gives(number('+380501112233'))]),
				gives(made),
			);
			const { error } = await create.run({ firstName: 'Ann', phones: '+380501112233' });
			expect(error).toBeUndefined();
			const posts = lines(requests).filter(([line]) => line === 'POST /contacts/501/phones');
			expect(posts).toHaveLength(done ? 1 : 2);
		},
	);

	test('a contact whose answer was lost is not made again', async () => {
		const { requests } = answering(LOST);
		const { error } = await create.run({ emails: 'ann@example.com' });
		expect(requests).toHaveLength(1);
		expect(error?.message).toMatch(/Look with Contact > Search whether it was done before/);
	});
});

test('a preview shows what would leave, and sends nothing', async () => {
	const { requests } = silent();
	const { json } = await create.run({
		emails: 'ann@example.com',
		options: { companyId: locator(9, 'id'), externalId: '7', preview: true },
	});
	expect(requests).toEqual([]);
	expect(shown(json)).toEqual([
		['POST /contacts/create', { responsibleId: 0, externalContactId: '7' }],
		[
			'POST /contacts/{the new contact}/emails',
			{ emails: [{ email: 'ann@example.com', isMain: true }] },
		],
		['POST /contacts/{the new contact}/relation/9'],
		['GET /contacts/{the new contact}'],
	]);
});

test.each([
	[{}, /'First Name' is empty, and so are 'Last Name', 'Emails' and 'Phones'/],
	[{ emails: 'ann' }, /'Emails' has something that is not an e-mail address: 'ann'/],
	[{ emails: `${'a'.repeat(60)}@${'b'.repeat(60)}.${'c'.repeat(20)}` }, /more than 128 characters/],
	[{ phones: 'call me' }, /'Phones' is not a phone number/],
	[{ phones: '0501112233' }, /only its own country understands/],
	[
		{ firstName: 'A', options: { tagIds: 'nobody' } },
		/a tag that there is not: 'nobody'. There are: vip, Lead/,
	],
	[
		{ firstName: 'A', attributes: mapping({ 904: 'Gold' }) },
		/'Plan' wants one of Free, Pro, not 'Gold'/,
	],
	[
		{ firstName: 'A', attributes: mapping({ 902: '1,234' }) },
		/'Seats' wants a number, and '1,234' can be read as 1234 or 1.234/,
	],
	[
		{ firstName: 'A', attributes: mapping({ 903: '01.02.2019' }) },
		/'Birthday' wants a date like 2030-12-31/,
	],
	[{ firstName: 'A', attributes: mapping({ 901: 'x'.repeat(5_501) }) }, /takes 5,500 characters/],
	[
		{ firstName: 'A', attributes: mapping({ Colour: 'red' }) },
		/SendPulse has no attribute 'Colour' for contacts. There are: City, Seats, Birthday, Plan, Interests/,
	],
	[
		{ firstName: 'A', options: { responsibleId: locator('no@shop.example', 'email') } },
		/no team member has the e-mail address/,
	],
])('%j is refused before anything is sent', async (parameters, words) => {
	const { requests } = silent();
	const { error } = await create.run(parameters);
	expect(error?.message).toMatch(words);
	expect(error?.message).toMatch(/Nothing was sent/);
	expect(requests).toEqual([]);
});

test('mapped automatically, input fields are taken that are named like attributes', async () => {
	const { requests } = answering(gives(made));
	await create.run(
		{
			firstName: 'Ann',
			attributes: {
				mappingMode: 'autoMapInputData',
				value: null,
				schema: [{ id: '902', removed: true }],
			},
		},
		{ items: [{ city: 'Kyiv', Seats: 3, birthday: '1988-04-02T00:00:00Z', 901: 'no', other: 1 }] },
	);
	expect(lines(requests)[0]![1]).toMatchObject({
		attributes: [
			{ attributeId: 901, value: 'Kyiv' },
			{ attributeId: 903, value: '1988-04-02' },
		],
	});
});

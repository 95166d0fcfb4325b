/** Companies, tags, notes and attributes. */
import '../../engine/virtualTime.mts';
import type { IDataObject } from 'n8n-workflow';
import { answering, answeringBy, answersAside, locator, silent, type Answer } from '../../api.mts';
import { mail, number, peopleAside, person } from '../people.mts';
import { crmOperation, PIPELINE } from '../records.mts';
import { created, gives, lines, LOST, NOTHING, NOT_FOUND, refused, shown } from '../sales.mts';

answersAside(peopleAside);

const COMPANY = 9;
const company = (more: IDataObject = {}): IDataObject => ({
	id: COMPANY,
	companyName: 'Holm & Sons',
	responsibleId: 12,
	address: null,
	annualBusinessVolume: null,
	currency: null,
	emails: [],
	phones: [],
	messengers: [],
	attributes: [],
	contacts: [],
	...more,
});
const listed = (...data: IDataObject[]): Answer =>
	gives(data, { metadata: { total: data.length } });
const LIST = (filter: IDataObject) => [
	'POST /companies/list',
	{
		...filter,
		sortBy: { fieldName: 'createdAt', direction: 'asc' },
		limit: 100,
		offset: 0,
	},
];

describe('company', () => {
	const upsert = crmOperation('company', 'upsert');

	test('made with its parts, several of a kind in one request', async () => {
		const { requests } = answering(
			listed(),
			gives(company()),
			gives([mail('a@holm.example')]),
			gives([number('+4930123456')]),
			NOTHING,
			gives(company()),
		);
		const { json, error } = await upsert.run({
			name: 'Holm & Sons',
			emails: 'a@holm.example, b@holm.example',
			phones: '+4930123456',
			options: { annualBusinessVolume: 5, contactId: locator(501, 'id'), currency: 'eur' },
		});
		expect(error).toBeUndefined();
		expect(lines(requests)).toEqual([
			LIST({ companyName: 'Holm & Sons' }),
			['POST /companies', { companyName: 'Holm & Sons', annualBusinessVolume: 5, currency: 'EUR' }],
			[
				'POST /companies/9/emails/batch',
				{
					emails: [
						{ email: 'a@holm.example', isMain: true },
						{ email: 'b@holm.example', isMain: false },
					],
				},
			],
			['POST /companies/9/phones/batch', { phones: [{ phone: '+4930123456', isMain: true }] }],
			['POST /contacts/501/relation/9'],
			['GET /companies/9'],
		]);
		expect(json[0]).toMatchObject({ id: COMPANY, created: true });
	});

	test('found by its whole name, changed as a set', async () => {
		const { requests } = answering(
			listed(
				{ id: 8, companyName: 'Holm & Sons Ltd' },
				{ id: COMPANY, companyName: 'HOLM & sons' },
			),
			gives(company({ contacts: [{ id: 501 }] })),
			gives(company()),
			gives(company({ annualBusinessVolume: 7 })),
		);
		const { json } = await upsert.run({
			name: 'Holm & Sons',
			options: { annualBusinessVolume: 7, contactId: locator(501, 'id'), currency: 'EUR' },
		});
		expect(lines(requests).slice(1)).toEqual([
			['GET /companies/9'],
			[
				'PUT /companies/9',
				{ companyName: 'Holm & Sons', responsibleId: 12, annualBusinessVolume: 7, currency: 'EUR' },
			],
			['GET /companies/9'],
		]);
		expect(json[0]).toMatchObject({ created: false });
	});

	test('found by an address: the list has none, so that each candidate is read', async () => {
		const mine = company({ emails: [mail('office@holm.example')] });
		const { requests } = answering(
			listed({ id: 8 }, { id: COMPANY }),
			gives(company({ id: 8, emails: [mail('backoffice@holm.example')] })),
			gives(mine),
			gives(mine),
		);
		const { json } = await upsert.run({
			matchBy: ['email'],
			name: 'Holm & Sons',
			emails: 'OFFICE@holm.example',
		});
		expect(lines(requests).map(([line]) => line)).toEqual([
			'POST /companies/list',
			'GET /companies/8',
			'GET /companies/9',
			'GET /companies/9',
		]);
		expect(json[0]).toMatchObject({ id: COMPANY, created: false });
	});

	test('two items of one company make one; a lost answer is looked for', async () => {
		let made: IDataObject | undefined;
		let lost = 1;
		const { requests } = answeringBy(({ path, method }) => {
			if (path.endsWith('/list')) return made && lost < 1 ? listed(made) : listed();
			if (method === 'POST') made = company();
			return method === 'POST' && lost-- > 0 ? LOST : gives(made);
		});
		const { json } = await upsert.run(
			{ name: '={{ $json.name }}' },
			{ items: [{ name: 'Holm & Sons' }, { name: 'holm & sons' }] },
		);
		expect(json.map(({ id, created: isNew }) => [id, isNew])).toEqual([
			[COMPANY, true],
			[COMPANY, false],
		]);
		expect(lines(requests).filter(([line]) => line === 'POST /companies')).toHaveLength(1);
	});

	test('a contact that belongs to it is not linked twice', async () => {
		const add = crmOperation('company', 'addContact');
		const { requests } = answering(gives(company({ contacts: [501] })));
		const { json } = await add.run({ companyId: 9, contactId: 501 });
		expect(lines(requests)).toEqual([['GET /companies/9']]);
		expect(json).toEqual([{ success: true, companyId: 9, contactId: 501 }]);
	});

	test.each([
		[{ name: 'x'.repeat(101) }, /'Name' has 101 characters/],
		[{ name: 'Holm', options: { annualBusinessVolume: 5 } }, /needs the option 'Currency'/],
		[{ name: 'Holm', options: { currency: 'euro' } }, /has to be three letters/],
	])('%j is refused before anything is sent', async (parameters, words) => {
		const { requests } = silent();
		const { error } = await crmOperation('company', 'create').run(parameters);
		expect(error?.message).toMatch(words);
		expect(requests).toEqual([]);
	});

	test('Get Many: simplified, without what the list does not tell', async () => {
		const short = { id: 9, companyName: 'Holm', responsibleId: 12, address: null };
		const more = { annualBusinessVolume: null, currency: null };
		const whole = company({ id: 10, emails: [mail('a@holm.example')], history: [] });
		answering(listed({ ...short, ...more, userId: 7 }, whole), listed(whole));
		const { json } = await crmOperation('company', 'getMany').run({});
		expect(json).toEqual([
			{ ...short, ...more },
			{
				...short,
				...more,
				id: 10,
				companyName: 'Holm & Sons',
				email: 'a@holm.example',
				emails: ['a@holm.example'],
				phone: null,
				phones: [],
				attributes: {},
			},
		]);
	});

	test('Get Many: Search stands alone', async () => {
		silent();
		const { error } = await crmOperation('company', 'getMany').run({
			filters: { search: 'Holm', email: 'a' },
		});
		expect(error?.message).toMatch(/'Search' stands alone/);
	});
});

describe('tag', () => {
	test('assigned and taken away, one request for each', async () => {
		const { requests } = answeringBy(({ method }) =>
			method === 'GET'
				? gives(person({ tags: [{ id: 7, name: 'lead' }] }))
				: method === 'DELETE'
					? NOTHING
					: created(undefined),
		);
		const parameters = { contactId: 501, tagIds: ['vip', 40] };
		const assigned = await crmOperation('tag', 'assign').run(parameters);
		await crmOperation('tag', 'unassign').run(parameters);
		expect(assigned.json).toEqual([{ success: true, contactId: 501, tagIds: [31, 40] }]);
		expect(lines(requests).map(([line]) => line)).toEqual([
			'GET /contacts/501',
			'POST /contact-tags/31/contact/501',
			'POST /contact-tags/40/contact/501',
			'DELETE /contact-tags/31/contact/501',
			'DELETE /contact-tags/40/contact/501',
		]);
	});

	test('those that it has are known before, and not assigned again', async () => {
		const tags = [{ id: 31, name: 'vip' }];
		const { requests } = answering(gives(person({ tags })), created(undefined));
		const assign = crmOperation('tag', 'assign');
		const { json } = await assign.run({ contactId: 501, tagIds: ['vip', 40] });
		expect(json).toEqual([{ success: true, contactId: 501, tagIds: [31, 40] }]);
		expect(lines(requests).map(([line]) => line)).toEqual([
			'GET /contacts/501',
			'POST /contact-tags/40/contact/501',
		]);
	});

	test('one that it has by then, after a lost answer, is done', async () => {
		answering(gives(person()), LOST, refused('tagId', 'It is there.'));
		const { json } = await crmOperation('tag', 'assign').run({ contactId: 501, tagIds: [31] });
		expect(json).toHaveLength(1);
	});

	test('a name that there is already is told as such', async () => {
		answering(refused('name', 'The name has already been taken.'));
		const { error } = await crmOperation('tag', 'create').run({ name: 'vip' });
		expect(error?.message).toMatch(/^There is one of this name already\. Use that one, or/);
	});

	test('an update sends along what stays', async () => {
		const { requests } = answering(gives({ id: 31, name: 'vip', colorBackground: '#112233' }));
		const update = crmOperation('tag', 'update');
		await update.run({ tagId: 31, options: { textColor: '#FFFFFF' } });
		expect(lines(requests)).toEqual([
			['PUT /contact-tags/31', { name: 'vip', colorText: '#ffffff' }],
		]);
	});
});

describe('note', () => {
	test.each([
		['contact', 'contactId', 'contacts', { id: 7, text: 'Called' }],
		['deal', 'dealId', 'deals', { id: 7, eventData: { text: 'Called' } }],
		['task', 'taskId', 'tasks', { id: 7, body: 'Called' }],
	])(
		'of a %s: its text is text, whatever SendPulse calls it',
		async (noteOf, parameter, path, record) => {
			const { requests } = answering(created(record));
			const { json } = await crmOperation('note', 'create').run({
				noteOf,
				[parameter]: 5,
				text: 'Called {{name}}',
			});
			expect(lines(requests)).toEqual([
				[`POST /${path}/5/comments`, { message: 'Called {{name}}' }],
			]);
			expect(json[0]).toMatchObject({ id: 7, text: 'Called' });
		},
	);

	test('those of a contact stand in its record', async () => {
		answering(gives({ id: 501, comments: [{ id: 7, text: 'Called' }] }));
		const { json } = await crmOperation('note', 'getMany').run({
			noteOf: 'contact',
			contactId: 501,
		});
		expect(json).toEqual([{ id: 7, text: 'Called' }]);
	});

	test('written once, whatever becomes of the answer; one of a task is not deleted', async () => {
		const { requests } = answering(LOST);
		const { error } = await crmOperation('note', 'create').run({
			noteOf: 'contact',
			contactId: 501,
			text: 'x',
		});
		expect(error?.message).toMatch(/It was not sent again/);
		expect(requests).toHaveLength(1);
		const none = await crmOperation('note', 'delete').run({
			noteOf: '={{ "task" }}',
			contactId: 501,
			dealId: 5,
			noteId: 7,
		});
		expect(none.error?.message).toMatch(/has to be one of contact, deal/);
	});

	const gone = { noteOf: 'contact', contactId: 501, noteId: 7 };

	test('gone after a lost answer is deleted', async () => {
		answering(LOST, NOT_FOUND);
		const { json } = await crmOperation('note', 'delete').run(gone);
		expect(json).toEqual([{ deleted: true, contactId: 501, noteId: 7 }]);
	});

	test.each<[string, Answer]>([
		['that names no code', { status: 404, body: { success: false, message: 'Not found' } }],
		['with a code of 0', { status: 404, body: { data: { code: 0, message: 'Not found' } } }],
		['without a body', { status: 404, body: '' }],
	])('a 404 %s deletes nothing, and names what is not known', async (_, answer) => {
		answering(LOST, answer);
		const { error } = await crmOperation('note', 'delete').run(gone);
		expect(error?.message).toMatch(
			/^SendPulse does not know one of these, or not together: contact 501, note 7\. Check the IDs\./,
		);
	});
});

describe('attribute', () => {
	test('of a pipeline, with choices', async () => {
		const { requests } = answering(gives({ id: 907, name: 'Size', type: 4, options: ['S', 'M'] }));
		const { json } = await crmOperation('attribute', 'create').run({
			attributeOf: 'deal',
			pipelineId: PIPELINE,
			name: 'Size',
			type: 'select',
			choices: 'S, M, S',
		});
		expect(lines(requests)).toEqual([
			[
				`POST /pipelines/${PIPELINE}/attributes`,
				{ name: 'Size', type: 4, mandatory: false, options: ['S', 'M'] },
			],
		]);
		expect(json[0]).toMatchObject({ id: 907, typeName: 'select' });
	});

	test('a preview sends nothing', async () => {
		const { requests } = silent();
		const { json } = await crmOperation('attribute', 'create').run({
			name: 'Size',
			options: { preview: true },
		});
		expect(shown(json)).toEqual([
			['POST /contacts/attributes', { name: 'Size', type: 0, mandatory: false }],
		]);
		expect(requests).toEqual([]);
	});
});

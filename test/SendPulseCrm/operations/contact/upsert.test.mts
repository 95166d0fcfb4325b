/** Contacts that are found and brought up to date, or made. */
import '../../../engine/virtualTime.mts';
import type { IDataObject } from 'n8n-workflow';
import { answering, answeringBy, answersAside, locator, silent } from '../../../api.mts';
import {
	CONTACT,
	found,
	mail,
	mapping,
	number,
	peopleAside,
	person,
	valued,
} from '../../people.mts';
import { crmOperation } from '../../records.mts';
import { gives, lines, LOST, NOT_FOUND, NOTHING, refused, shown } from '../../sales.mts';

answersAside(peopleAside);

const upsert = crmOperation('contact', 'upsert');

const ANN = { matchBy: ['email'], emails: 'ann@example.com' };
const LOOK = [
	'POST /contacts/get-list-by-email',
	{ email: 'ann@example.com', isEmailFullSearch: true },
];
const firstPage = { sortBy: { fieldName: 'id', direction: 'asc' }, limit: 100, offset: 0 };
const GET = [`GET /contacts/${CONTACT}`];
const ann = person({ emails: [mail('Ann@Example.com')] });

describe('somebody who is not there', () => {
	test('is looked for, and made with what she is found by', async () => {
		const { requests } = answering(found(), gives(ann));
		const { json } = await upsert.run({ ...ANN, firstName: 'Ann' });
		expect(lines(requests)).toEqual([
			LOOK,
			['POST /contacts', { responsibleId: 0, firstName: 'Ann', emails: ['ann@example.com'] }],
		]);
		expect(json).toEqual([expect.objectContaining({ id: CONTACT, created: true })]);
	});

	test('is looked for by all that is given, in one order, before she is made', async () => {
		const { requests } = answering(NOT_FOUND, found(), found(), found(), gives(ann));
		await upsert.run({
			matchBy: ['phone', 'email', 'externalId'],
			emails: 'ann@example.com',
			phones: '+380501112233',
			options: { externalId: '7' },
		});
		expect(lines(requests).slice(0, 5)).toEqual([
			['GET /contacts/external/7'],
			LOOK,
			['POST /contacts/get-list', { phone: '380501112233', ...firstPage }],
			['POST /contacts/get-list', { phone: '+380501112233', ...firstPage }],
			['POST /contacts/create', { responsibleId: 0, externalContactId: '7' }],
		]);
	});

	test('whom SendPulse finds by another external ID than was asked for is not her', async () => {
		const other = person({ id: 7, externalContactId: 70 });
		const { requests } = answering(
			gives({ data: other }),
			gives(ann),
			gives([mail('ann@example.com')]),
			gives(ann),
		);
		const { json } = await upsert.run({
			...ANN,
			matchBy: ['externalId'],
			options: { externalId: '7' },
		});
		expect(lines(requests)[1]).toEqual([
			'POST /contacts/create',
			{ responsibleId: 0, externalContactId: '7' },
		]);
		expect(json[0]).toMatchObject({ id: CONTACT, created: true });
	});

	test('whose list does not show what she has is read whole', async () => {
		const { emails, ...short } = ann;
		expect(emails).toHaveLength(1);
		const other = person({ id: 7, emails: [mail('joann@example.com')] });
		const { requests } = answering(found({ id: 7 }, short), gives(other), gives(ann), gives(ann));
		const { json } = await upsert.run(ANN);
		expect(lines(requests)).toEqual([LOOK, ['GET /contacts/7'], GET, GET]);
		expect(json[0]).toMatchObject({ id: CONTACT, created: false });
	});

	test('who only looks like her is not her', async () => {
		const other = person({ id: 7, emails: [mail('joann@example.com')] });
		const { requests } = answering(found(other), gives(ann));
		const { json } = await upsert.run(ANN);
		expect(requests).toHaveLength(2);
		expect(json[0]).toMatchObject({ created: true });
	});
});

describe('somebody who is there', () => {
	test('gets what she lacks, and nothing of what she has is sent', async () => {
		const there = person({
			emails: [mail('Ann@Example.com')],
			phones: [number('380 50 111-22-33')],
			tags: [{ id: 31, name: 'vip' }],
			attributes: [valued(901, 'Kyiv'), valued(902, '3')],
			messengers: [{ id: 81, typeId: 1, login: '@ann_lee' }],
		});
		const after = {
			...there,
			lastName: 'Nowak',
			attributes: [valued(901, 'Lviv'), valued(902, '3')],
		};
		const { requests } = answering(
			found(there),
			gives(there),
			gives(number('+380501112244', 72)),
			NOTHING,
			NOTHING,
			NOTHING,
			gives(after),
		);
		const { json, error } = await upsert.run({
			...ANN,
			firstName: 'Ann',
			lastName: 'Nowak',
			phones: '+380501112233, +380501112244',
			attributes: mapping({ 901: 'Lviv', 902: '3.0' }),
			options: {
				messengers: { messenger: [{ type: 'telegram', login: 'Ann_Lee' }] },
				tagIds: ['vip', 'Lead'],
			},
		});
		expect(error).toBeUndefined();
		expect(lines(requests)).toEqual([
			LOOK,
			GET,
			['POST /contacts/501/phones', { phone: '+380501112244' }],
			['POST /contact-tags/32/contact/501'],
			[
				'POST /contacts/501/attributes/batch',
				{ attributesValues: [{ attributeId: 901, value: 'Lviv' }] },
			],
			['PUT /contacts/501', { responsibleId: 12, firstName: 'Ann', lastName: 'Nowak' }],
			GET,
		]);
		expect(json).toEqual([
			expect.objectContaining({
				lastName: 'Nowak',
				attributes: { City: 'Lviv', Seats: '3' },
				created: false,
			}),
		]);
	});

	test('a second time nothing is written', async () => {
		const there = person({ emails: [mail('ann@example.com')] });
		const { requests } = answering(found(there), gives(there));
		const { json } = await upsert.run({ ...ANN, firstName: 'Ann', lastName: 'Lee' });
		expect(lines(requests)).toEqual([LOOK, GET]);
		expect(json).toEqual([expect.objectContaining({ id: CONTACT, created: false })]);
	});

	test('Keep Existing: what sales has entered stays', async () => {
		const there = person({
			lastName: null,
			emails: [mail('ann@example.com')],
			attributes: [valued(901, 'Kyiv')],
		});
		const { requests } = answering(found(there), gives(there), NOTHING, NOTHING, gives(there));
		const { error } = await upsert.run({
			...ANN,
			firstName: 'Anna',
			lastName: 'Nowak',
			attributes: mapping({ 901: 'Lviv', 902: 5 }),
			options: { keepExisting: true, responsibleId: locator(99, 'id') },
		});
		expect(error).toBeUndefined();
		expect(lines(requests).slice(2)).toEqual([
			[
				'POST /contacts/501/attributes/batch',
				{ attributesValues: [{ attributeId: 902, value: '5' }] },
			],
			['PUT /contacts/501', { responsibleId: 12, firstName: 'Ann', lastName: 'Nowak' }],
			GET,
		]);
	});

	test.each([
		[
			'replace',
			[
				'POST /contacts/501/emails',
				'DELETE /contacts/501/emails/62',
				'DELETE /contact-tags/32/contact/501',
			],
		],
		['remove', ['DELETE /contacts/501/phones/71']],
		['add', ['POST /contacts/501/emails']],
	])('List Mode %s', async (listMode, writes) => {
		const there = person({
			emails: [mail('ann@example.com'), mail('old@example.com', 62)],
			phones: [number('+380501112233')],
			tags: [
				{ id: 32, name: 'Lead' },
				{ id: 31, name: 'vip' },
			],
		});
		const { requests } = answeringBy(({ method, path }) =>
			path.includes('get-list')
				? found(there)
				: method === 'GET'
					? gives(there)
					: method === 'DELETE'
						? NOTHING
						: gives([mail('new@example.com', 63)]),
		);
		const { error } = await upsert.run({
			matchBy: ['email'],
			emails: 'ann@example.com, new@example.com',
			...(listMode === 'remove' ? { phones: '+380501112233' } : {}),
			options: { listMode, ...(listMode === 'replace' ? { tagIds: [31] } : {}) },
		});
		expect(error).toBeUndefined();
		const written = lines(requests)
			.map(([line]) => String(line))
			.filter((line) => !/^GET|get-list/.test(line));
		expect(written).toEqual(writes);
	});

	test('a company is only linked where it does not have her', async () => {
		const run = async (contacts: unknown[]) => {
			const { requests } = answeringBy(({ method, path }) =>
				path.includes('get-list')
					? found(ann)
					: path.endsWith('/companies/9')
						? gives({ id: 9, contacts } as IDataObject)
						: method === 'GET'
							? gives(ann)
							: NOTHING,
			);
			await upsert.run({ ...ANN, options: { companyId: locator(9, 'id') } });
			return lines(requests).map(([line]) => line);
		};
		expect(await run([{ id: CONTACT }])).not.toContain('POST /contacts/501/relation/9');
	});

	test.each([
		['oldest', 500],
		['newest', 502],
	])('several of them: the %s is meant', async (ifSeveral, id) => {
		const three = [501, 502, 500].map((one) =>
			person({ id: one, emails: [mail('ann@example.com')] }),
		);
		const { requests } = answering(found(...three), gives(three[0]));
		await upsert.run({ ...ANN, options: { ifSeveral } });
		expect(lines(requests)[1]).toEqual([`GET /contacts/${id}`]);
	});

	test('or none, with their IDs', async () => {
		const two = [501, 502].map((id) => person({ id, emails: [mail('ann@example.com')] }));
		const { requests } = answering(found(...two));
		const { error } = await upsert.run({ ...ANN, options: { ifSeveral: 'error' } });
		expect(error?.message).toMatch(
			/^2 contacts have the e-mail address 'ann@example.com': 501, 502\./,
		);
		expect(requests).toHaveLength(1);
	});

	test('a part that is refused names her, and what was done', async () => {
		answering(found(ann), gives(ann), gives(number('+380501112233')), refused('phone', 'Taken.'));
		const { error } = await upsert.run({ ...ANN, phones: '+380501112233, +380501112244' });
		expect(error?.message).toMatch(
			/^Contact 501 was found and its phone number '\+380501112233' is there, but its phone number '\+380501112244' was refused: .*\(phone: Taken\.\) \(status 422\)\.$/,
		);
	});
});

test.each([
	['={{ [$json.one, $json.other] }}', 'phones'],
	['={{ $json.one }}, {{ $json.other }}', 'phones'],
])('addresses that are empty for an item (%s) take none away', async (emails, by) => {
	const there = person({
		emails: [mail('Ann@Example.com')],
		phones: [number('+380501112233')],
	});
	const { requests } = answeringBy(({ path }) =>
		path.includes('get-list') ? found(there) : gives(there),
	);
	const { error } = await upsert.run({
		matchBy: ['phone'],
		[by]: '+380501112233',
		emails,
		options: { listMode: 'replace' },
	});
	expect(error).toBeUndefined();
	expect(lines(requests).filter(([line]) => String(line).startsWith('DELETE'))).toEqual([]);
});

describe('items of one run', () => {
	/** A CRM whose search never shows what is new. */
	function forgetful() {
		let id = 500;
		const records = new Map<number, IDataObject>();
		return answeringBy(({ method, path, body }) => {
			if (path.includes('get-list')) return found();
			if (path === '/crm/v1/contacts') {
				id += 1;
				const { emails = [], phones = [] } = body as { emails?: string[]; phones?: string[] };
				const record = person({
					id,
					emails: emails.map((email, index) => mail(email, 61 + index)),
					phones: phones.map((phone, index) => number(phone, 71 + index)),
				});
				records.set(id, record);
				return gives(record);
			}
			const [, which] = /\/contacts\/(\d+)/.exec(path) ?? [];
			const record = records.get(Number(which))!;
			if (method === 'POST' && path.endsWith('/phones')) {
				const { phone } = body as { phone: string };
				(record.phones as IDataObject[]).push(number(phone, 72));
			}
			return gives(record);
		});
	}
	const creations = (requests: Parameters<typeof lines>[0]) =>
		lines(requests).filter(([line]) => line === 'POST /contacts');

	test('two of one person make one contact: the second knows what the first has made', async () => {
		const { requests } = forgetful();
		const { json } = await upsert.run(
			{ matchBy: ['email'], emails: '={{ $json.email }}', phones: '={{ $json.phone }}' },
			{
				items: [
					{ email: 'ann@example.com', phone: '+380501112233' },
					{ email: 'ANN@example.com', phone: '+380501112244' },
				],
			},
		);
		expect(creations(requests)).toHaveLength(1);
		expect(json.map(({ id, created }) => [id, created])).toEqual([
			[501, true],
			[501, false],
		]);
		expect(json[1]?.phones).toEqual(['+380501112233', '+380501112244']);
	});

	test('what is matched by first decides, also over one whom this run knows', async () => {
		const bob = person({ id: 7, emails: [mail('bob@example.com')], phones: [] });
		const made = person({ emails: [mail('ann@example.com')], phones: [number('+380501112233')] });
		const { requests } = answeringBy(({ method, path, body }) => {
			if (path.includes('get-list-by-email')) {
				return (body as { email: string }).email === 'bob@example.com' ? found(bob) : found();
			}
			if (path.includes('get-list')) return found();
			if (path === '/crm/v1/contacts') return gives(made);
			if (method === 'POST') return gives(number('+380501112233', 72));
			return gives(path.includes('/contacts/7') ? bob : made);
		});
		const { json } = await upsert.run(
			{
				matchBy: ['email', 'phone'],
				emails: '={{ $json.email }}',
				phones: '+380501112233',
			},
			{ items: [{ email: 'ann@example.com' }, { email: 'bob@example.com' }] },
		);
		expect(json.map(({ id }) => id)).toEqual([CONTACT, 7]);
		expect(lines(requests).map(([line]) => line)).not.toContain(`POST /contacts/${CONTACT}/emails`);
	});

	test('by whatever they name her: one number is enough where that is matched by', async () => {
		const items = [
			{ email: 'ann@example.com', phone: '+380501112233' },
			{ email: 'lee@example.com', phone: '+380 50 111 22 33' },
			{ email: 'ben@example.com', phone: '+380501112299' },
		];
		const { requests } = forgetful();
		const { json } = await upsert.run(
			{ matchBy: ['email', 'phone'], emails: '={{ $json.email }}', phones: '={{ $json.phone }}' },
			{ items },
		);
		expect(creations(requests)).toHaveLength(2);
		expect(json[1]?.id).toBe(json[0]?.id);
	});
});

describe('an answer that was lost', () => {
	test('of a creation: it is looked for, and gone on with', async () => {
		const { requests } = answering(found(), LOST, found(ann), gives(ann));
		const { json } = await upsert.run(ANN);
		expect(lines(requests).map(([line]) => line)).toEqual([
			LOOK[0],
			'POST /contacts',
			LOOK[0],
			GET[0],
		]);
		expect(json).toEqual([expect.objectContaining({ id: CONTACT, created: true })]);
	});

	test('where it does not show, it stays unclear, and is not made twice', async () => {
		const { requests } = answering(found(), LOST, found());
		const { error } = await upsert.run(ANN);
		expect(lines(requests).filter(([line]) => line === 'POST /contacts')).toHaveLength(1);
		expect(error?.message).toMatch(/It was not sent again, because SendPulse may have done it/);
	});

	test('Retry On Fail is taken: it looks first', async () => {
		let lost = 1;
		const { requests } = answeringBy(({ path }) => {
			if (path.endsWith('/contacts/501')) return gives(ann);
			if (!path.includes('get-list')) return lost-- > 0 ? LOST : gives(ann);
			return requests.length < 4 ? found() : found(ann);
		});
		const { json } = await upsert.run(ANN, {
			settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
		});
		expect(json[0]).toMatchObject({ id: CONTACT, created: false });
		expect(lines(requests).filter(([line]) => line === 'POST /contacts')).toHaveLength(1);
	});
});

describe('Preview Only', () => {
	const preview = { options: { preview: true } };

	test('looks, and shows what would leave for somebody who is not there', async () => {
		const { requests } = answering(found());
		const { json } = await upsert.run({ ...ANN, ...preview });
		expect(lines(requests)).toEqual([LOOK]);
		expect(shown(json)).toEqual([
			['POST /contacts', { responsibleId: 0, emails: ['ann@example.com'] }],
		]);
	});

	test('and for somebody who is', async () => {
		const { requests } = answering(found(ann), gives(ann));
		const { json } = await upsert.run({ ...ANN, phones: '+380501112233', ...preview });
		expect(lines(requests)).toEqual([LOOK, GET]);
		expect(shown(json)).toEqual([['POST /contacts/501/phones', { phone: '+380501112233' }], GET]);
	});
});

test.each([
	[
		{ matchBy: ['phone'], emails: 'ann@example.com' },
		/'Match By' has nothing to find the contact by: 'Phones' is empty/,
	],
	[{ ...ANN, matchBy: 'name' }, /'Match By' has to hold some of externalId, email, phone/],
	[
		{ ...ANN, options: { keepExisting: true, listMode: 'replace' } },
		/'Keep Existing' keeps what is there/,
	],
])('%j is refused before anything is sent', async (parameters, words) => {
	const { requests } = silent();
	const { error } = await upsert.run(parameters);
	expect(error?.message).toMatch(words);
	expect(requests).toEqual([]);
});

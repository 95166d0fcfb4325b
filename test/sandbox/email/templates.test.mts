import { startBench, type Bench } from '../client.mts';
import type { SandboxOptions } from '../../../sandbox/index.mts';

let bench: Bench;
beforeEach(async () => {
	bench = await startBench();
});
afterEach(() => bench.sandbox.close());

const set = (switches: Partial<SandboxOptions>) => Object.assign(bench.sandbox.options, switches);
const body = Buffer.from('<h1>Größe</h1>').toString('base64');
const complaint = (message: string, code = 422, status = 422) => [
	status,
	{ message, error_code: code },
];
const template = (name: string) => {
	const found = bench.sandbox.state.templates.all().find((one) => one.name === name);
	if (!found) throw new Error(`No template ${name}`);
	return found;
};
const post = async (path: string, args: unknown) => {
	const { status, json } = await bench.post(path, args);
	return [status, json];
};
const get = async (path: string) => {
	const { status, json } = await bench.get(path);
	return [status, json];
};
const names = async (query: string) =>
	(await bench.get(`/templates${query}`)).json.map(({ name }: { name: string }) => name);

describe('POST /template', () => {
	test('makes one', async () => {
		const [status, json] = await post('/template', { name: 'Größe & more', body, lang: 'en' });
		expect([status, json]).toEqual([200, { result: true, real_id: expect.any(Number) }]);
		expect(template('Größe & more')).toMatchObject({
			realId: json.real_id,
			slug: 'größe-more',
			body: '<h1>Größe</h1>',
			owner: 'me',
		});
	});

	test('without a name it is called by its date', async () => {
		await post('/template', { body, lang: 'en' });
		expect(template('Template 2026.01.15 10:00:00').lang).toBe('en');
	});

	test.each<[string, Record<string, unknown>, string, number]>([
		['no body', { lang: 'en' }, 'Argument body missing', 422],
		['HTML', { body: '<h1>', lang: 'en' }, 'Argument body is invalid string', 422],
		['a name that is a number', { name: 5, body, lang: 'en' }, 'Argument name must be string', 422],
		[
			'a name in use',
			{ name: 'Newsletter', body, lang: 'en' },
			'Template with such name already exist',
			573,
		],
		['no language', { body }, 'Argument lang missing', 422],
		['a language that is a number', { body, lang: 1 }, 'Argument lang must be string', 422],
		['another language', { body, lang: 'de' }, 'Argument lang is invalid', 422],
	])('refuses %s', async (_, args, message, code) => {
		const before = bench.sandbox.state.templates.all().length;
		expect(await post('/template', args)).toEqual(complaint(message, code));
		expect(bench.sandbox.state.templates.all()).toHaveLength(before);
	});

	test('the language may be optional', async () => {
		set({ templateLangRequired: false });
		expect((await post('/template', { body }))[0]).toBe(200);
	});
});

describe('POST /template/edit/{id}', () => {
	test.each(['realId', 'hash'] as const)('by %s: a new hash, the old real_id', async (key) => {
		const { [key]: id, hash, realId } = template('Newsletter');
		expect(await post(`/template/edit/${id}`, { body, lang: 'en' })).toEqual([
			200,
			{ result: true },
		]);
		expect(template('Newsletter')).toMatchObject({ realId, body: '<h1>Größe</h1>' });
		expect(template('Newsletter').hash).not.toBe(hash);
		expect((await get(`/template/${hash}`))[0]).toBe(404);
		expect((await get(`/template/${template('Newsletter').hash}`))[0]).toBe(200);
	});

	test.each<[string, string, unknown, [string, number, number]]>([
		['an unknown one', '1', { body }, ['Template not found', 31, 404]],
		['one of SendPulse', 'Holiday greeting: plain', { body }, ['Template not found', 31, 404]],
		[
			'one from the layout editor',
			'Catalogue',
			{ body },
			['You cant edit templates from layout template editor', 2900, 422],
		],
		['one without a body', 'Newsletter', {}, ['Argument body missing', 422, 422]],
		['HTML', 'Newsletter', { body: '<p>' }, ['Argument body is invalid string', 422, 422]],
		[
			'a language that is a number',
			'Newsletter',
			{ body, lang: 1 },
			['Argument lang must be string', 422, 422],
		],
		[
			'another language than it has',
			'Newsletter',
			{ body, lang: 'ru' },
			['Argument lang is invalid', 422, 422],
		],
	])('refuses %s', async (_, name, args, [message, code, status]) => {
		const id = name === '1' ? 1 : template(name).realId;
		expect(await post(`/template/edit/${id}`, args)).toEqual(complaint(message, code, status));
	});
});

describe('GET /template', () => {
	test('one of the account', async () => {
		const { hash, realId } = template('Newsletter');
		expect(await get(`/template/${realId}`)).toEqual([
			200,
			{
				id: hash,
				real_id: realId,
				lang: 'en',
				name: 'Newsletter',
				name_slug: 'newsletter',
				created: '2025-05-03 11:24:10',
				full_description: null,
				is_structure: false,
				category: '',
				category_info: [],
				tags: [],
				owner: 'you',
				preview: `https://login.sendpulse.com/files/emailservice/templates/preview/${hash}.png`,
			},
		]);
	});

	test('HTML and owner are switches', async () => {
		set({ templateBody: 'base64', ownTemplates: 'me' });
		const { realId, body: html } = template('Newsletter');
		const [, json] = await get(`/template/${realId}`);
		expect([Buffer.from(json.body, 'base64').toString(), json.owner]).toEqual([html, 'me']);
	});

	test('one of SendPulse has to be asked for', async () => {
		const { realId, hash } = template('Holiday greeting: plain');
		for (const id of [realId, hash, 'slug/holiday-greeting-plain']) {
			expect(await get(`/template/${id}`)).toEqual(complaint('Template not found', 290, 404));
			const [, json] = await get(`/template/${id}?owner=sendpulse`);
			expect(json).toMatchObject({
				owner: 'sendpulse',
				category: 'holiday',
				category_info: { id: 101, name: 'Holiday', code: 'holiday', sort: 1 },
				tags: { greeting: 'greeting', holiday: 'holiday' },
			});
		}
		set({ templateOwner: 'any' });
		expect((await get(`/template/${realId}`))[0]).toBe(200);
	});

	test('by its slug, and in a language', async () => {
		expect((await get('/template/slug/welcome'))[1].name).toBe('Welcome');
		expect((await get('/template/slug/welcome?lang=en'))[0]).toBe(200);
		expect((await get('/template/slug/welcome?lang=ru'))[0]).toBe(404);
		expect((await get('/template/slug/nothing'))[1].error_code).toBe(290);
		expect((await get('/template/slug/welcome?owner=you'))[1].message).toBe(
			'Argument owner is invalid',
		);
	});

	test('one that is still processed', async () => {
		const { realId } = template('Import in progress');
		for (const id of [realId, 'slug/import-in-progress']) {
			expect(await get(`/template/${id}`)).toEqual(
				complaint('This template in processing. You need to wait', 2900),
			);
		}
	});
});

describe('GET /templates', () => {
	test('pages of a hundred', async () => {
		const first = await names('?owner=sendpulse');
		const second = await names('?owner=sendpulse&offset=100');
		expect([first.length, second.length, new Set([...first, ...second]).size]).toEqual([
			100, 26, 126,
		]);
		expect(await names('?owner=sendpulse&limit=1&offset=125')).toHaveLength(1);
	});

	test("without an owner: those of SendPulse, or all, the account's first", async () => {
		expect((await names('?limit=1'))[0]).toBe('Holiday greeting: plain');
		set({ templatesOwner: 'all' });
		expect((await names('?limit=1'))[0]).toBe('Newsletter');
		expect((await names('?offset=100')).length).toBe(31);
	});

	test.each(['/?owner=me', '?owner=me'])("%s: the account's", async (query) => {
		expect(await names(query)).toHaveLength(5);
	});

	test.each(['/ru/?owner=me', '/ru?owner=me'])('%s: in a language', async (query) => {
		expect(await names(query)).toEqual(['Подтверждение заказа']);
	});

	test('only those that are ready', async () => {
		expect(await names('?owner=me&only_active=1')).toHaveLength(4);
	});

	test.each([
		['?owner=you', 'Argument owner is invalid'],
		['?only_active=true', 'Argument only_active is invalid'],
		['?limit=101', 'Argument limit may not be greater than 100'],
		['?limit=0', 'Argument limit must be at least 1'],
		['?offset=-1', 'Argument offset must be at least 0'],
		['/de', 'Argument lang is invalid'],
	])('refuses %s', async (query, message) => {
		expect(await get(`/templates${query}`)).toEqual(complaint(message));
	});
});

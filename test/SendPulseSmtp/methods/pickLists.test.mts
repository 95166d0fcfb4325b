import '../../quickWaits.mts';
import type { IDataObject } from 'n8n-workflow';
import { ACTION_NODES } from '../../actionNodes.mts';
import { answering, answeringBy, apiKey, locator, refuses, says } from '../../api.mts';
import { callMethodOf } from '../../n8n.mts';
import { showsErrors } from '../../SendPulse/methods/shown.mts';
import { record } from '../records.mts';

const callMethod = callMethodOf(ACTION_NODES.SendPulseSmtp);

const search = async (name: string, ...args: unknown[]) =>
	await callMethod('listSearch', name, apiKey(), {}, ...args);

describe('searchSenders', () => {
	test('addresses, and those that hold what was typed', async () => {
		answeringBy(() => says(['news@shop.example', 'hello@shop.example']));
		expect(await search('searchSenders')).toEqual({
			results: [
				{ name: 'news@shop.example', value: 'news@shop.example' },
				{ name: 'hello@shop.example', value: 'hello@shop.example' },
			],
		});
		expect(await search('searchSenders', 'NEWS')).toEqual({
			results: [{ name: 'news@shop.example', value: 'news@shop.example' }],
		});
	});

	showsErrors('listSearch', 'searchSenders', {}, callMethod);
});

describe('searchEmails', () => {
	const entry = {
		name: 'anna-maria@gmail.com, Template test, 2018-10-10 12:54:45',
		value: 'pzkic9-0afezp-fc',
	};

	test('the newest e-mails', async () => {
		const api = answering(says([record()]));
		expect(await search('searchEmails')).toEqual({ results: [entry] });
		expect(api.requests.map(({ path }) => path)).toEqual([
			'/smtp/emails?country=off&limit=100&offset=0',
		]);
	});

	test('of a whole address SendPulse itself finds those to it', async () => {
		const api = answering(says([record()]));
		expect(await search('searchEmails', 'anna-maria@gmail.com')).toEqual({ results: [entry] });
		expect(api.requests.map(({ path }) => path)).toEqual([
			'/smtp/emails?country=off&recipient=anna-maria%40gmail.com&limit=100&offset=0',
		]);
	});

	test('a part of it is looked for', async () => {
		answering(
			says([record({ id: 'other', recipient: 'bob@example.com' }), record()] as IDataObject[]),
		);
		expect(await search('searchEmails', 'anna')).toEqual({ results: [entry] });
	});

	showsErrors('listSearch', 'searchEmails', {}, callMethod);
});

describe('searchTemplates', () => {
	test('those of the account first', async () => {
		answeringBy(({ path }) =>
			says(path.includes('owner=me') ? [{ real_id: 5, name: 'Receipt', lang: 'en' }] : []),
		);
		expect(await search('searchTemplates')).toMatchObject({
			results: [{ name: 'Receipt [en]', value: '5' }],
		});
	});
});

describe('mapTemplateVariables', () => {
	const map = async (templateId: unknown) =>
		await callMethod('resourceMapping', 'mapTemplateVariables', apiKey(), {
			templateId: templateId as string,
		});
	const html = '<p>Hi {{name}}, order {{ order }} for {{name}}</p>';
	const field = (id: string) => expect.objectContaining({ id, displayName: id, required: false });

	test.each([html, Buffer.from(html).toString('base64')])(
		'the placeholders of the template: %s',
		async (body) => {
			const api = answering(says({ real_id: 5, body }));
			expect(await map(locator('5'))).toEqual({ fields: [field('name'), field('order')] });
			expect(api.requests.map(({ path }) => path)).toEqual(['/template/5?owner=me']);
		},
	);

	test("one of SendPulse's own", async () => {
		const api = answering(refuses(404, 290, 'Template not found'), says({ body: html }));
		expect(await map('5')).toEqual({ fields: [field('name'), field('order')] });
		expect(api.requests[1]?.path).toBe('/template/5?owner=sendpulse');
	});

	test.each([
		['no body', says({ real_id: 5 }), 'does not show the content'],
		['no placeholder', says({ body: '<p>Hi</p>' }), 'has no variables'],
	])('%s: says so', async (_, answer, words) => {
		answering(answer);
		expect(await map(5)).toEqual({
			fields: [],
			emptyFieldsNotice: expect.stringContaining(words),
		});
	});

	test.each(['', locator(''), '={{ $json.template }}', locator('={{ $json.template }}', 'id')])(
		'without a template that is known nothing is asked: %j',
		async (templateId) => {
			const api = answering();
			expect(await map(templateId)).toMatchObject({
				emptyFieldsNotice: expect.stringMatching(/^Choose a template/),
			});
			expect(api.requests).toEqual([]);
		},
	);

	showsErrors('resourceMapping', 'mapTemplateVariables', { templateId: '5' }, callMethod);
});

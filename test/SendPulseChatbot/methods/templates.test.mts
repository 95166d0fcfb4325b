import '../../quickWaits.mts';
import type { IDataObject } from 'n8n-workflow';
import { answering, answeringBy, locator, says, silent } from '../../api.mts';
import { callChatbotMethod } from '../../n8n.mts';
import { chatbotMethod, showsErrors } from '../../SendPulse/methods/shown.mts';
import { SHOP, SUPPORT } from './bots.mts';

const byPhone = { resource: 'message', operation: 'sendTemplateByPhone', channel: 'whatsapp' };
const withShop = { ...byPhone, botId: locator(SHOP) };
/** An operation without a bot. */
const toContact = { resource: 'message', operation: 'sendTemplate', channel: 'whatsapp' };

// WhatsApp service API, GET /templates.
const template = (name: string, language: string, status = 'APPROVED', body = 'Hi {{1}}') => ({
	id: `${name}-${language}`,
	bot_id: SHOP,
	name,
	language,
	status,
	components: [{ type: 'BODY', text: body }],
});
const templates = [
	template('old', 'en', 'REJECTED'),
	template('order_shipped', 'en'),
	template('order_shipped', 'pt_BR'),
	template('going', 'en', 'PENDING_DELETION'),
	template('thanks', 'zh_CN'),
];
const ofShop = { method: 'GET', path: `/whatsapp/templates?bot_id=${SHOP}` };

describe('searchTemplates', () => {
	const search = (parameters: IDataObject) =>
		chatbotMethod('listSearch', 'searchTemplates', parameters);
	showsErrors('listSearch', 'searchTemplates', withShop, callChatbotMethod);

	test('gives the approved ones first, and says what is wrong with the others', async () => {
		const api = answering(says({ success: true, data: templates }));
		expect(await search(withShop)()).toEqual({
			results: [
				{ name: 'order_shipped (en)', value: 'order_shipped:en' },
				{ name: 'order_shipped (pt_BR)', value: 'order_shipped:pt_BR' },
				{ name: 'thanks (zh_CN)', value: 'thanks:zh_CN' },
				{ name: 'old (en) [rejected]', value: 'old:en' },
				{ name: 'going (en) [pending deletion]', value: 'going:en' },
			],
		});
		expect(api.requests).toEqual([ofShop]);
	});

	test.each([
		['SHIPPED', ['order_shipped:en', 'order_shipped:pt_BR']],
		['zh_cn', ['thanks:zh_CN']],
		['nothing', []],
	])('finds %j', async (filter, values) => {
		answering(says({ success: true, data: templates }));
		const { results } = (await search(withShop)(filter)) as { results: IDataObject[] };
		expect(results.map(({ value }) => value)).toEqual(values);
	});

	test('takes a record that stands for a list, as the specification has it', async () => {
		answering(says({ success: true, data: templates[1] }));
		expect(await search(withShop)()).toMatchObject({ results: [{ value: 'order_shipped:en' }] });
	});

	test('without a bot gives those of all WhatsApp bots, each once: the approved one', async () => {
		const bots = [SHOP, SUPPORT].map((id) => ({ id, channel_data: { name: id } }));
		const api = answeringBy(({ path }) => {
			if (path.includes('/bots')) {
				return says({ success: true, data: bots.slice(Number(path.split('skip=')[1])) });
			}
			const own = path.endsWith(SHOP)
				? [template('thanks', 'en', 'PENDING')]
				: [template('thanks', 'en'), template('order', 'en')];
			return says({ success: true, data: own });
		});
		expect(await search(toContact)()).toEqual({
			results: [
				{ name: 'thanks (en)', value: 'thanks:en' },
				{ name: 'order (en)', value: 'order:en' },
			],
		});
		expect(api.requests.slice(-2)).toEqual([
			ofShop,
			{ method: 'GET', path: `/whatsapp/templates?bot_id=${SUPPORT}` },
		]);
	});
});

describe('mapTemplate', () => {
	const map = (template: unknown) =>
		chatbotMethod('resourceMapping', 'mapTemplate', {
			...withShop,
			template: template as string,
		})();
	showsErrors(
		'resourceMapping',
		'mapTemplate',
		{ ...withShop, template: locator('thanks:en') },
		callChatbotMethod,
	);

	test.each<[string, unknown]>([
		['picked', locator('order_shipped:pt_BR')],
		['entered', locator(' order_shipped:pt_BR ', 'name')],
		['given by itself', 'order_shipped:pt_BR'],
	])('gives the parameters of the template that is %s', async (_, picked) => {
		const api = answering(says({ success: true, data: templates }));
		expect(await map(picked)).toMatchObject({ fields: [{ id: 'body_1', required: true }] });
		expect(api.requests).toEqual([ofShop]);
	});

	test('takes the one in the language that is picked', async () => {
		const one = template('thanks', 'en', 'APPROVED', 'Thank you');
		const other = template('thanks', 'de', 'APPROVED', 'Danke, {{name}}');
		answering(says({ success: true, data: [one, other] }));
		expect(await map(locator('thanks:de'))).toMatchObject({ fields: [{ id: 'body_name' }] });
	});

	test.each<[string, unknown]>([
		['none is picked', locator('')],
		['the editor can not work out the expression', null],
		['nothing is there', undefined],
	])('asks for nothing while %s', async (_, picked) => {
		const api = silent();
		expect(await map(picked)).toEqual({
			fields: [],
			emptyFieldsNotice: 'Pick a template to see its parameters',
		});
		expect(api.requests).toEqual([]);
	});

	test('says that a template is not known', async () => {
		answering(says({ success: true, data: templates }));
		expect(await map(locator('other:en'))).toEqual({
			fields: [],
			emptyFieldsNotice: 'SendPulse knows no such template',
		});
	});
});

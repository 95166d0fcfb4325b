import '../../../quickWaits.mts';
import type { IDataObject } from 'n8n-workflow';
import {
	answering,
	answeringSlowly,
	chatbotOperation,
	locator,
	says,
	silent,
} from '../../../api.mts';
import {
	doesNotRepeat,
	givesWhatItShould,
	goesOnAfterFailures,
	previews,
	refusesRetryOnFail,
	type Failing,
	type Sample,
} from '../../../SendPulse/suites.mts';
import { BOT, CONTACT, content, OTHER_CONTACT, paidMessage, PICTURE } from './messages.mts';

const answer = says({ success: true, data: paidMessage });
const SENT = says({ success: true, data: true });

const filled = { mappingMode: 'defineBelow', value: { body_1: 'Ann' }, schema: [] };
const template = {
	name: 'order_shipped',
	language: { code: 'en' },
	components: [{ type: 'body', parameters: [{ type: 'text', text: 'Ann' }] }],
};

const sendByPhone: Sample = {
	operation: chatbotOperation('message', 'sendByPhone'),
	parameters: {
		botId: locator(BOT),
		phone: '+380 93 111-22-33',
		...content.image(PICTURE, 'Our new collection'),
	},
	request: {
		method: 'POST',
		path: '/whatsapp/contacts/sendByPhone',
		body: {
			bot_id: BOT,
			phone: '380931112233',
			message: { type: 'image', image: { link: PICTURE, caption: 'Our new collection' } },
		},
	},
	answer,
	output: [{ success: true, channel: 'whatsapp', phone: '380931112233', messages: [paidMessage] }],
};

const sendTemplate: Sample = {
	operation: chatbotOperation('message', 'sendTemplate'),
	parameters: {
		contactId: locator(CONTACT),
		template: locator('order_shipped:en'),
		templateParameters: filled,
	},
	request: {
		method: 'POST',
		path: '/whatsapp/contacts/sendTemplate',
		body: { contact_id: CONTACT, template },
	},
	answer,
	output: [
		{
			success: true,
			channel: 'whatsapp',
			contactId: CONTACT,
			template: 'order_shipped',
			messages: [paidMessage],
		},
	],
};

const sendTemplateByPhone: Sample = {
	operation: chatbotOperation('message', 'sendTemplateByPhone'),
	parameters: {
		botId: locator(BOT),
		phone: '+380931112233',
		template: locator('order_shipped:en'),
		templateParameters: filled,
	},
	request: {
		method: 'POST',
		path: '/whatsapp/contacts/sendTemplateByPhone',
		body: { bot_id: BOT, phone: '380931112233', template },
	},
	answer,
	output: [
		{
			success: true,
			channel: 'whatsapp',
			phone: '380931112233',
			template: 'order_shipped',
			messages: [paidMessage],
		},
	],
};

/** What SendPulse says of a contact that it does not know, and the user reads. */
const unknown = {
	refusal: {
		status: 422,
		body: { success: false, data: null, errors: { contact: ['Not found'] }, error_code: 422 },
	},
	text: 'A value was not accepted. Correct the value that SendPulse names. SendPulse says: contact: Not found (code 422).',
};
const unknownPhone: Failing = {
	name: 'phone',
	values: { good: '380931112233', wrong: 'none', refused: '380000000000' },
	isRefused: ({ body }) => (body as IDataObject).phone === '380000000000',
	refusal: unknown.refusal,
	texts: {
		wrong: "'Phone' is not a phone number: 'none'. Use the international form, e.g. +380632727700.",
		refused: unknown.text,
	},
};
const unknownContact: Failing = {
	name: 'contactId',
	values: { good: CONTACT, wrong: 'none', refused: OTHER_CONTACT },
	isRefused: ({ body }) => (body as IDataObject).contact_id === OTHER_CONTACT,
	refusal: unknown.refusal,
	texts: {
		wrong: "'Contact' has to be an ID of SendPulse like 5f1a2b3c4d5e6f7a8b9c0d1e, not 'none'.",
		refused: unknown.text,
	},
};

describe.each<[string, Sample, Failing]>([
	['Send by Phone', sendByPhone, unknownPhone],
	['Send Template', sendTemplate, unknownContact],
	['Send Template by Phone', sendTemplateByPhone, unknownPhone],
])('%s', (name, sample, failing) => {
	givesWhatItShould(sample);
	previews(sample);
	doesNotRepeat(sample);
	refusesRetryOnFail(sample, name);
	goesOnAfterFailures(sample, failing);

	test('is for WhatsApp alone', async () => {
		const api = silent();
		const { error } = await sample.operation.run({ ...sample.parameters, channel: 'telegram' });
		expect(error?.message).toBe(
			"'Channel' has to be one of whatsapp, not 'telegram'. Nothing was sent.",
		);
		expect(api.requests).toEqual([]);
	});

	test('explains the 24-hour window', async () => {
		answering({
			status: 400,
			body: { success: false, errors: { phone: ['(#1) Contact is not active in 24hours'] } },
		});
		const { error } = await sample.operation.run(sample.parameters);
		expect(error?.message).toMatch(/^WhatsApp lets a business write freely only within 24 hours /);
	});
});

test.each([sendByPhone, sendTemplateByPhone])(
	'keeps the order of what goes to one number: $operation.name',
	async ({ operation, parameters }) => {
		const api = answeringSlowly(SENT);
		await operation.run(
			{ ...parameters, phone: '={{ $json.phone }}' },
			{ items: [{ phone: '+380931112233' }, { phone: '380 93 111 22 33' }] },
		);
		expect(api.requests).toHaveLength(2);
		expect(api.mostAtOnce).toBe(1);
	},
);

// --- templates

const { operation, parameters } = sendTemplate;

/** A field of the mapper as n8n stores it. */
const field = (id: string, more: IDataObject = {}): IDataObject => ({
	id,
	displayName: `Label of ${id}`,
	required: true,
	type: 'string',
	display: true,
	...more,
});
const mapped = (value: IDataObject | null, ...schema: IDataObject[]) => ({
	templateParameters: { mappingMode: 'defineBelow', value, schema },
});

async function sentTemplate(fields: IDataObject, item: IDataObject = {}): Promise<unknown> {
	const api = answering(SENT);
	const { error } = await operation.run({ ...parameters, ...fields }, { items: [item] });
	expect(error).toBeUndefined();
	return (api.requests[0].body as IDataObject).template;
}

const text = (value: string) => ({ type: 'text', text: value });
const FLOW = '5f1a2b3c4d5e6f7a8b9c0d04';

// WhatsApp service API, POST /contacts/sendTemplate, examples; named parameters and URL buttons are
// WhatsApp's own (Cloud API, message templates).
describe('a template goes out with', () => {
	test.each<[string, IDataObject | null, unknown[]]>([
		['nothing', null, []],
		['nothing where nothing is filled in', {}, []],
		[
			'texts of the body',
			{ body_1: 'Firstname', body_2: 'Secondname' },
			[{ type: 'body', parameters: [text('Firstname'), text('Secondname')] }],
		],
		[
			'numbered texts in the order of their numbers, whichever was filled in first',
			{ body_10: 'ten', body_2: 'two', body_1: 'one' },
			[{ type: 'body', parameters: [text('one'), text('two'), text('ten')] }],
		],
		[
			'named texts',
			{ body_first_name: 'Ann', body_order_id: 12 },
			[
				{
					type: 'body',
					parameters: [
						{ type: 'text', parameter_name: 'first_name', text: 'Ann' },
						{ type: 'text', parameter_name: 'order_id', text: '12' },
					],
				},
			],
		],
		['a text in the header', { header_1: 'Ann' }, [{ type: 'header', parameters: [text('Ann')] }]],
		[
			'an image',
			{ header_image: 'https://www.example.com/image.jpg' },
			[
				{
					type: 'header',
					parameters: [{ type: 'image', image: { link: 'https://www.example.com/image.jpg' } }],
				},
			],
		],
		[
			'a video',
			{ header_video: 'https://www.example.com/video.mp4' },
			[
				{
					type: 'header',
					parameters: [{ type: 'video', video: { link: 'https://www.example.com/video.mp4' } }],
				},
			],
		],
		[
			'a document under its name',
			{ header_document: 'https://www.example.com/file.zip' },
			[
				{
					type: 'header',
					parameters: [
						{
							type: 'document',
							document: { link: 'https://www.example.com/file.zip', filename: 'file.zip' },
						},
					],
				},
			],
		],
		[
			'a flow behind a quick reply',
			{ body_1: 'some text', button_0_flow: FLOW },
			[
				{ type: 'body', parameters: [text('some text')] },
				{
					type: 'button',
					sub_type: 'quick_reply',
					index: 0,
					parameters: [{ type: 'payload', payload: { to_chain_id: FLOW } }],
				},
			],
		],
		[
			'all of it in order, whatever was filled in first',
			{
				button_2_url: 'orders/12',
				body_2: 'two',
				button_0_flow: FLOW,
				header_image: PICTURE,
				body_1: 'one',
			},
			[
				{ type: 'header', parameters: [{ type: 'image', image: { link: PICTURE } }] },
				{ type: 'body', parameters: [text('one'), text('two')] },
				{
					type: 'button',
					sub_type: 'quick_reply',
					index: 0,
					parameters: [{ type: 'payload', payload: { to_chain_id: FLOW } }],
				},
				{ type: 'button', sub_type: 'url', index: 2, parameters: [text('orders/12')] },
			],
		],
		[
			'no button that nobody filled in',
			{ body_1: 'one', button_0_flow: '', button_1_flow: null },
			[{ type: 'body', parameters: [text('one')] }],
		],
	])('%s', async (_, value, components) => {
		expect(await sentTemplate(mapped(value))).toEqual({ ...template, components });
	});

	test.each([
		['https://example.com/files/price%20list.pdf?v=2#page', 'price list.pdf'],
		['https://example.com/100%.pdf', '100%.pdf'],
		['https://example.com/', 'document'],
		['https://example.com', 'document'],
	])('the document %s as %s', async (link, filename) => {
		expect(await sentTemplate(mapped({ header_document: link }))).toMatchObject({
			components: [{ parameters: [{ document: { link, filename } }] }],
		});
	});

	test('expressions in its parameters', async () => {
		const fields = mapped({ body_1: '={{ $json.name }}' }, field('body_1'));
		expect(await sentTemplate(fields, { name: 'Ann' })).toEqual(template);
	});

	test.each([
		['order_shipped:en', 'order_shipped', 'en'],
		['order_shipped:pt_BR', 'order_shipped', 'pt_BR'],
		['order_shipped:zh_CN', 'order_shipped', 'zh_CN'],
		['order_shipped:es_419', 'order_shipped', 'es_419'],
		[' order_2:fil ', 'order_2', 'fil'],
	])('name and language of %j', async (picked, name, code) => {
		expect(await sentTemplate({ template: locator(picked, 'name') })).toMatchObject({
			name,
			language: { code },
		});
	});

	test.each<[string, unknown]>([
		['a list', template.components],
		['text', JSON.stringify(template.components)],
		['one object', template.components[0]],
	])('Components (JSON) as %s instead of the parameters', async (_, componentsJson) => {
		expect(
			await sentTemplate({
				...mapped({ body_1: 'Bob' }, field('body_2')),
				options: { componentsJson: componentsJson as string },
			}),
		).toEqual(template);
	});

	test('its parameters where Components (JSON) has none', async () => {
		expect(await sentTemplate({ options: { componentsJson: '[]' } })).toEqual(template);
	});
});

describe('a template is refused before it is sent', () => {
	const ADDRESS = "Begin with 'https://'.";

	test.each<[string, IDataObject, string]>([
		[
			'where a parameter lacks',
			mapped({ body_1: 'Ann' }, field('body_1'), field('body_2')),
			"'Template Parameters' lacks 'Label of body_2'. Fill it in.",
		],
		[
			'where a parameter is white space',
			mapped({ body_1: ' ' }, field('body_1')),
			"'Template Parameters' lacks 'Label of body_1'. Fill it in.",
		],
		[
			'where an expression gives nothing',
			mapped({ body_1: '={{ $json.nothing }}' }, field('body_1')),
			"'Template Parameters' lacks 'Label of body_1'. Fill it in.",
		],
		[
			'with a medium that is nowhere',
			mapped({ header_image: 'image.jpg' }, field('header_image')),
			`'Template Parameters' has no web address for 'Label of header_image': 'image.jpg'. ${ADDRESS}`,
		],
		[
			'with the name of a flow',
			mapped({ button_0_flow: 'Welcome' }),
			"'Template Parameters' has no ID of a flow for 'button_0_flow': 'Welcome'. Copy it from the list of flows.",
		],
		[
			'with a parameter that belongs nowhere',
			mapped({ footer_1: 'Ann' }),
			"'Template Parameters' has no place for 'footer_1'. Refresh the parameters.",
		],
		...['order_shipped', 'order shipped:en', ':en', 'order_shipped:', 'a:b:c'].map(
			(name): [string, IDataObject, string] => [
				`named ${name}`,
				{ template: locator(name, 'list') },
				`'Template' has to be name and language like order_shipped:en, not '${name}'.`,
			],
		),
		[
			'with components that are none',
			{ options: { componentsJson: '5' } },
			"'Components (JSON)' has to be a JSON object or a list of them, not '5'.",
		],
	])('%s', async (_, fields, what) => {
		const api = silent();
		const { error } = await operation.run({ ...parameters, ...fields });
		expect(error?.message).toBe(`${what} Nothing was sent.`);
		expect(api.requests).toEqual([]);
	});

	test('but not for a parameter that may stay empty, or that was removed', async () => {
		const optional = field('button_0_flow', { required: false });
		const removed = field('body_2', { removed: true });
		expect(await sentTemplate(mapped({ body_1: 'Ann' }, optional, removed))).toEqual(template);
	});
});

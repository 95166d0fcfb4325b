import type { IDataObject } from 'n8n-workflow';
import { parametersOf } from '../../../../nodes/SendPulseChatbot/fields/whatsAppTemplate';

const fieldsOf = (...components: IDataObject[]) =>
	parametersOf({ components }).map(({ id, displayName, required }) => [id, displayName, required]);

// The components of a template are WhatsApp's own (Cloud API, message templates).
test.each<[string, IDataObject, unknown[]]>([
	['a text header', { type: 'HEADER', format: 'TEXT', text: 'News' }, []],
	[
		'a text header with a place',
		{ type: 'HEADER', format: 'TEXT', text: 'Hi {{1}}' },
		[['header_1', 'Header: Hi {{1}}', true]],
	],
	['an image', { type: 'HEADER', format: 'IMAGE' }, [['header_image', 'Header image (URL)', true]]],
	['a video', { type: 'HEADER', format: 'VIDEO' }, [['header_video', 'Header video (URL)', true]]],
	[
		'a document',
		{ type: 'HEADER', format: 'DOCUMENT' },
		[['header_document', 'Header document (URL)', true]],
	],
	['a place on the map', { type: 'HEADER', format: 'LOCATION' }, []],
	['a body without places', { type: 'BODY', text: 'Thank you' }, []],
	[
		'numbered places',
		{ type: 'BODY', text: 'Hi {{1}}, order {{2}}' },
		[
			['body_1', 'Body: Hi {{1}},…', true],
			['body_2', 'Body: …, order {{2}}', true],
		],
	],
	[
		'places in a long text of several lines',
		{
			type: 'BODY',
			text: 'A very good morning to you,\n\n{{1}}! Your flowers are on their way, the code is {{2}}',
		},
		[
			['body_1', 'Body: …to you, {{1}}! Your…', true],
			['body_2', 'Body: …code is {{2}}', true],
		],
	],
	[
		'a place without words around it, among characters of two units',
		{ type: 'BODY', text: `${'🌷'.repeat(40)}{{1}}` },
		[['body_1', `Body: …${'🌷'.repeat(10)}{{1}}`, true]],
	],
	[
		'named places',
		{ type: 'BODY', text: 'Hi {{first_name}}, order {{ order_id }}' },
		[
			['body_first_name', 'Body: Hi {{first_name}},…', true],
			['body_order_id', 'Body: …, order {{order_id}}', true],
		],
	],
	[
		'places that come again',
		{ type: 'BODY', text: '{{1}}, {{2}} and {{1}}' },
		[
			['body_1', 'Body: {{1}}, …', true],
			['body_2', 'Body: …, {{2}} and …', true],
		],
	],
	['small letters', { type: 'body', text: '{{1}}' }, [['body_1', 'Body: {{1}}', true]]],
	['a footer', { type: 'FOOTER', text: 'Reply STOP {{1}}' }, []],
	[
		'a quick reply, which may start a flow',
		{ type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY', text: 'Yes' }] },
		[['button_0_flow', "Button 'Yes': ID of the flow to start", false]],
	],
	[
		'a URL with a place',
		{ type: 'BUTTONS', buttons: [{ type: 'URL', text: 'Track', url: 'https://a.com/{{1}}' }] },
		[['button_0_url', "Button 'Track': end of the URL", true]],
	],
	[
		'a URL without a place',
		{ type: 'BUTTONS', buttons: [{ type: 'URL', text: 'Shop', url: 'https://a.com/' }] },
		[],
	],
	[
		'a phone number, which counts as a button all the same',
		{
			type: 'BUTTONS',
			buttons: [
				{ type: 'PHONE_NUMBER', text: 'Call', phone_number: '+380931112233' },
				{ type: 'QUICK_REPLY', text: 'Later' },
			],
		},
		[['button_1_flow', "Button 'Later': ID of the flow to start", false]],
	],
	['something unknown', { type: 'CAROUSEL', cards: [] }, []],
	['nothing that could be read', {}, []],
])('%s', (_, component, fields) => {
	expect(fieldsOf(component)).toEqual(fields);
});

test('all components, in their order', () => {
	const ids = fieldsOf(
		{ type: 'HEADER', format: 'IMAGE' },
		{ type: 'BODY', text: '{{1}}' },
		{ type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY', text: 'Yes' }] },
	).map(([id]) => id);
	expect(ids).toEqual(['header_image', 'body_1', 'button_0_flow']);
});

test.each([[undefined], [null], ['text'], [[null, 'text']]])(
	'components that are %j have no fields',
	(components) => {
		expect(parametersOf({ components } as IDataObject)).toEqual([]);
	},
);

test('components as PHP may write a list', () => {
	const components = { 0: { type: 'BODY', text: '{{1}}' } };
	expect(parametersOf({ components }).map(({ id }) => id)).toEqual(['body_1']);
});

test('the fields are texts that the user fills in', () => {
	expect(parametersOf({ components: [{ type: 'BODY', text: '{{1}}' }] })).toEqual([
		{
			id: 'body_1',
			displayName: 'Body: {{1}}',
			required: true,
			defaultMatch: false,
			canBeUsedToMatch: false,
			display: true,
			type: 'string',
		},
	]);
});

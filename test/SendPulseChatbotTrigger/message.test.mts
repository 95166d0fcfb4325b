import '../quiet.mts';
import type { IDataObject } from 'n8n-workflow';
import { attachmentsOf, textOf } from '../../nodes/SendPulseChatbotTrigger/message';
import { event, MESSAGES, received } from './samples.mts';

const URL = 'https://cdn.example/file';

describe('the words of a message', () => {
	it.each(Object.entries(MESSAGES))('come from %s', (_, [service, message]) => {
		const incoming = received(service, message);
		expect(textOf(incoming)).toBe('Where is my order?');
		expect(attachmentsOf(incoming)).toEqual([]);
	});

	it.each<[string, string, IDataObject, string]>([
		['a caption', 'telegram', { photo: [{ file_id: 'a' }], caption: 'Broken' }, 'Broken'],
		['a caption', 'whatsapp', { type: 'image', image: { id: '1', caption: 'Broken' } }, 'Broken'],
		['a caption', 'whatsapp', { type: 'video', video: { id: '1', caption: 'Broken' } }, 'Broken'],
		['a caption', 'whatsapp', { type: 'document', document: { id: '1', caption: 'Bill' } }, 'Bill'],
		[
			"a template's button",
			'whatsapp',
			{ type: 'button', button: { text: 'Yes', payload: 'y' } },
			'Yes',
		],
		[
			'a button',
			'whatsapp',
			{
				type: 'interactive',
				interactive: { type: 'button_reply', button_reply: { id: '1', title: 'Yes' } },
			},
			'Yes',
		],
		[
			'an entry of a list',
			'whatsapp',
			{
				type: 'interactive',
				interactive: { type: 'list_reply', list_reply: { id: '1', title: 'Red' } },
			},
			'Red',
		],
		['a button', 'messenger', { postback: { title: 'Yes', payload: 'y' } }, 'Yes'],
		['words that are a number', 'viber', { type: 'text', text: 42 as never }, '42'],
	])('may be those of %s (%s)', (_, service, message, words) => {
		expect(textOf(received(service, message))).toBe(words);
	});

	it.each<[string, IDataObject, string, string | null]>([
		['telegram', { type: 'photo', photo: URL, caption: 'New' }, 'New', URL],
		['whatsapp', { type: 'image', image: { link: URL, caption: 'New' } }, 'New', URL],
		[
			'whatsapp',
			{ type: 'interactive', interactive: { type: 'button', body: { text: 'Red or blue?' } } },
			'Red or blue?',
			null,
		],
		['messenger', { type: 'RESPONSE', content_type: 'message', text: 'Hello' }, 'Hello', null],
		['messenger', { type: 'RESPONSE', content_type: 'media_img', img: URL }, '', URL],
		['instagram', { type: 'text', message: { text: 'Hello' } }, 'Hello', null],
		[
			'instagram',
			{
				type: 'image',
				message: {
					attachment: { type: 'image', payload: { is_external_attachment: true, url: URL } },
				},
			},
			'',
			URL,
		],
		['viber', { type: 'text', text: { text: 'Hello' } }, 'Hello', null],
		['livechat', { type: 'image', image: { file: { path: URL } } }, '', URL],
	])('may be what the bot says on %s: %j', (service, message, words, url) => {
		const info = { message: { channel_data: { message } } };
		const sent = event('outgoing_message', { service, info });
		expect(textOf(sent)).toBe(words);
		expect(attachmentsOf(sent)).toEqual(url === null ? [] : [{ type: 'image', url }]);
	});

	it('may be the message itself', () => {
		expect(textOf(received('livechat', 'Hello'))).toBe('Hello');
	});

	it('keep their line breaks and spaces', () => {
		expect(textOf(received('telegram', { text: ' a\n\tb ' }))).toBe(' a\n\tb ');
	});
});

describe("the contact's last words", () => {
	it.each<[string, unknown]>([
		['of a form that nobody knows', { something: { else: 'Hello' } }],
		['without words', { text: ' ' }],
		['of an empty form', []],
	])('do not stand for a message %s: they are older', (_, message) => {
		expect(textOf(received('telegram', message))).toBe('');
	});

	it('stand for a message that did not come with the event', () => {
		expect(textOf(event('incoming_message'))).toBe('Earlier words');
		expect(textOf(event('incoming_message', { info: { message: null } }))).toBe('Earlier words');
	});

	it('are the text of other events', () => {
		expect(textOf(event('open_chat'))).toBe('Earlier words');
		expect(textOf(event('order paid'))).toBe('Earlier words');
	});

	it('are not what a picture without words says, nor what the bot said', () => {
		expect(textOf(received('telegram', { photo: [{ file_id: 'a' }] }))).toBe('');
		expect(textOf(event('outgoing_message'))).toBe('');
		expect(textOf(event('outbound_message'))).toBe('');
	});

	it('may be missing', () => {
		expect(textOf(event('open_chat', { contact: {} }))).toBe('');
		expect(textOf(event('open_chat', { contact: null }))).toBe('');
	});
});

describe('attachments', () => {
	it.each<[string, IDataObject, Array<[string, string | null]>]>([
		['telegram', { photo: [{ file_id: 'a' }, { file_id: 'b' }] }, [['image', null]]],
		['telegram', { document: { file_id: 'a', file_name: 'bill.pdf' } }, [['file', null]]],
		['telegram', { voice: { file_id: 'a', duration: 2 } }, [['audio', null]]],
		['telegram', { video_note: { file_id: 'a' } }, [['video', null]]],
		['telegram', { animation: { file_id: 'a' }, document: { file_id: 'a' } }, [['video', null]]],
		['telegram', { sticker: { file_id: 'a', emoji: 'x' } }, [['sticker', null]]],
		['telegram', { location: { latitude: 50.4, longitude: 30.5 } }, [['location', null]]],
		['telegram', { type: 'photo', photo: URL }, [['image', URL]]],
		['telegram', { photo: [{ url: `${URL}?small` }, { url: URL }] }, [['image', URL]]],
		['whatsapp', { type: 'image', image: { id: '1', mime_type: 'image/jpeg' } }, [['image', null]]],
		['whatsapp', { type: 'document', document: { link: URL } }, [['file', URL]]],
		['whatsapp', { type: 'contacts', contacts: [{ name: {} }] }, [['contact', null]]],
		[
			'messenger',
			{
				attachments: [
					{ type: 'image', payload: { url: URL } },
					{ type: 'file', payload: { url: `${URL}2` } },
				],
			},
			[
				['image', URL],
				['file', `${URL}2`],
			],
		],
		['instagram', { attachment: { type: 'image', payload: { url: URL } } }, [['image', URL]]],
		['instagram', { attachment: { type: 'template', payload: {} } }, []],
		['viber', { type: 'picture', media: URL, text: '' }, [['image', URL]]],
		['viber', { type: 'image', image: { file: { path: URL } } }, [['image', URL]]],
		['livechat', { type: 'document', document: { file: { url: URL } } }, [['file', URL]]],
		['telegram', { photo: [], document: null, video: 'no link' }, []],
		['telegram', { photo: { url: 'javascript:alert(1)' } }, [['image', null]]],
	])('of %s: %j', (service, message, expected) => {
		expect(attachmentsOf(received(service, message))).toEqual(
			expected.map(([type, url]) => ({ type, url })),
		);
	});
});

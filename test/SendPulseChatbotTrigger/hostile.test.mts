import '../quiet.mts';
import { long, nested, standsHostileBodies } from '../hostileDeliveries.mts';
import { EVENTS, MESSAGES, received } from './samples.mts';
import { TriggerUnderTest } from './trigger.mts';

const file = { type: 'image', payload: { url: 'https://a.b' } };

standsHostileBodies({
	trigger: () => new TriggerUnderTest(),
	samples: [...EVENTS, ...Object.values(MESSAGES).map((of) => received(...of))],
	form: 'title=open_chat',
	read: ['title', 'service', 'bot', 'contact', 'date', 'info'],
	within: [
		'attachments',
		'payload',
		'photo',
		'media',
		'file',
		'path',
		'caption',
		'interactive',
		'url',
	],
	around: (message) => received('telegram', message),
	largest: [
		['a deep message', () => received('telegram', nested(100_000)), 0],
		['a long text', () => received('telegram', { text: long() }), 1],
		['a long link', () => received('telegram', { photo: `https://${long()}` }), 1],
		[
			'a message of many files',
			() => received('messenger', { attachments: Array(300_000).fill(file) }),
			1,
		],
	],
	expectItem: ({ event, text }) => {
		expect([typeof event, typeof text]).toEqual(['string', 'string']);
	},
});

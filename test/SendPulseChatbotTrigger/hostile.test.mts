/** Whatever arrives: bodies that nobody in his right mind sends, the same ones each time. */
import '../quiet.mts';
import fc from 'fast-check';
import { silent } from '../api.mts';
import { MOST_EVENTS } from '../../nodes/engine/deliveries/delivery';
import { STORED } from '../../nodes/engine/deliveries/repeats';
import { form, type Received } from '../webhookNode.mts';
import { event, EVENTS, MESSAGES, received } from './samples.mts';
import { TriggerUnderTest } from './trigger.mts';

// FC_SEED=… explores others.
fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 20_261_121) });

const clean = Object.getOwnPropertyNames(Object.prototype);

async function checked(trigger: TriggerUnderTest, body: unknown, more: Partial<Received> = {}) {
	const { json, status } = await trigger.deliver(body, more);
	// 400 says that nothing was understood, and so nothing was started.
	expect(json.length > 0 ? [200] : [200, 400]).toContain(status);
	expect(json.length).toBeLessThanOrEqual(MOST_EVENTS);
	for (const item of json) {
		expect(typeof item.event).toBe('string');
		expect(typeof item.text).toBe('string');
		// n8n stores items as JSON.
		expect(() => JSON.stringify(item)).not.toThrow();
	}
	expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(clean);
	return json.length;
}

/** Every name that the node looks at, and those that do harm elsewhere. */
const namesIn = (value: unknown): string[] =>
	typeof value === 'object' && value !== null
		? Object.entries(value).flatMap(([name, inner]) => [name, ...namesIn(inner)])
		: [];
const NAMES = [
	...new Set([...EVENTS, ...Object.values(MESSAGES).map((of) => received(...of))].flatMap(namesIn)),
	...['attachments', 'payload', 'photo', 'media', 'file', 'path', 'caption', 'interactive', 'url'],
	...['__proto__', 'constructor', 'prototype', 'toString', 'toJSON', 'then', 'length', ''],
];
const TITLES = EVENTS.map(({ title }) => title);

const name = fc.constantFrom(...NAMES);
const text = fc.oneof(
	fc.constantFrom(...TITLES, 'https://cdn.example/a', '{{ $env }}', '=1+1', '\0', '\uD800', '[]'),
	fc.string({ unit: 'binary' }),
);
const { value } = fc.letrec<{ value: unknown; record: object }>((tie) => ({
	value: fc.oneof(
		{ maxDepth: 6, depthIdentifier: 'value' },
		text,
		fc.constantFrom(null, true, 0, -1, 1.5, 1e300, 2 ** 53, 1_700_000_000_000),
		fc.array(tie('value'), { maxLength: 4, depthIdentifier: 'value' }),
		tie('record'),
	),
	// With own properties of any name, as JSON.parse makes them.
	record: fc
		.array(fc.tuple(name, tie('value')), { maxLength: 6, depthIdentifier: 'value' })
		.map((entries) => Object.fromEntries(entries) as object),
}));

/** Events of SendPulse with anything for some of their parts. */
const spoiled = fc
	.tuple(
		fc.constantFrom(...EVENTS),
		fc.dictionary(fc.constantFrom('service', 'bot', 'contact', 'date', 'info', 'extra'), value),
		fc.option(value, { nil: undefined }),
	)
	.map(([sample, parts, message]) => ({
		...(message === undefined ? sample : received('telegram', message)),
		...parts,
	}));

const json = fc.oneof(value, spoiled, fc.array(fc.oneof(spoiled, value), { maxLength: 5 }));

const damaged = fc.tuple(json, fc.nat({ max: 200 }), text).map(([body, at, inserted]) => {
	const whole = JSON.stringify(body) ?? '';
	return `${whole.slice(0, at)}${inserted}${whole.slice(at)}`;
});

const formText = fc
	.array(fc.tuple(name, fc.array(name, { maxLength: 9 }), fc.constantFrom('=', '', '=='), text), {
		maxLength: 20,
	})
	.map((fields) =>
		fields
			.map(([first, more, sign, said]) => `${first}[${more.join('][')}]${sign}${escape(said)}`)
			.join('&'),
	);

it('holds against 850 bodies', async () => {
	const api = silent();
	const trigger = new TriggerUnderTest();
	let started = 0;

	await fc.assert(
		fc.asyncProperty(json, async (body) => {
			started += await checked(trigger, body);
		}),
		{ numRuns: 400 },
	);
	await fc.assert(
		fc.asyncProperty(damaged, async (body) => {
			started += await checked(trigger, body, { headers: { 'content-type': 'text/plain' } });
		}),
		{ numRuns: 300 },
	);
	await fc.assert(
		fc.asyncProperty(formText, async (fields) => {
			started += await checked(trigger, ...form(`title=open_chat&${fields}`));
		}),
		{ numRuns: 150 },
	);

	// They are not all nonsense.
	expect(started).toBeGreaterThan(300);
	expect(JSON.stringify(trigger.staticData).length).toBeLessThan(STORED * 8 + 100);
	expect(api.requests).toEqual([]);
});

describe('what n8n takes at most (16 MB)', () => {
	const MB = 1_000_000;
	const nested = (depth: number) => JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`) as never;
	const long = 'x'.repeat(15 * MB);

	it.each<[string, () => unknown, number]>([
		['events', () => Array(300_000).fill(event('open_chat')), MOST_EVENTS],
		[
			'different events',
			() => Array.from({ length: 50_000 }, (_, n) => event(`flow ${n}`)),
			MOST_EVENTS,
		],
		['a deep event', () => [event('open_chat', { info: nested(100_000) }), event('bot_block')], 1],
		['a deep message', () => received('telegram', nested(100_000)), 0],
		['a long text', () => received('telegram', { text: long }), 1],
		['a long title', () => event(long), 1],
		['a long service', () => event('open_chat', { service: long }), 1],
		['a long date', () => event('open_chat', { date: long }), 1],
		['a long link', () => received('telegram', { photo: `https://${long}` }), 1],
		[
			'a message of many files',
			() =>
				received('messenger', {
					attachments: Array(300_000).fill({ type: 'image', payload: { url: 'https://a.b' } }),
				}),
			1,
		],
	])('may be %s', async (_, delivery, items) => {
		// The stand-in for the wire would only cost memory here.
		const raw = Buffer.alloc(0);
		expect(await checked(new TriggerUnderTest(), delivery(), { raw })).toBe(items);
	});
});

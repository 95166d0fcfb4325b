/** Whatever arrives: bodies that nobody in his right mind sends, made from a seed so that a failure can be repeated. */
import './looseWaits.mts';
import '../quiet.mts';
import { setTimeout as wait } from 'node:timers/promises';
import { silent } from '../api.mts';
import type { Received } from '../webhookNode.mts';
import { PATIENCE } from '../../nodes/engine/api/client';
import { MOST_EVENTS } from '../../nodes/engine/deliveries/delivery';
import { STORED } from '../../nodes/engine/deliveries/repeats';
import { event, EVENTS, SAMPLES } from './samples.mts';
import { TriggerUnderTest } from './trigger.mts';

/** Mulberry32: the same numbers between 0 and 1 for the same seed. */
function numbers(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

const NAMES = [
	...new Set(Object.values(SAMPLES).flatMap((sample) => Object.keys(sample))),
	...['__proto__', 'constructor', 'prototype', 'toString', 'toJSON', 'then', 'hasOwnProperty'],
	...['', '0', '1', 'length', 'json', 'binary', 'pairedItem', 'eventName', 'a[b]', 'a[]', '[', ']'],
];
const TEXTS = [
	...EVENTS,
	...['', '0', '-1', '1e999', 'NaN', 'null', 'undefined', '9'.repeat(400), '{{ $env }}', '=1+1'],
	...[
		'\0',
		'\uD800',
		'\u202Eevil',
		'<script>',
		"'; DROP TABLE",
		'../../etc/passwd',
		'💥'.repeat(50),
	],
];
const OTHERS = [null, true, false, 0, -1, 1.5, 1e300, 2 ** 53, [], {}];

/** Makes hostile things, all of them possible in a request's body. */
class Adversary {
	private readonly random: () => number;

	constructor(seed: number) {
		this.random = numbers(seed);
	}

	below = (limit: number) => Math.floor(this.random() * limit);

	pick = <T,>(values: readonly T[]): T => values[this.below(values.length)] as T;

	value(depth = 0): unknown {
		const kind = this.below(depth > 4 ? 3 : 6);
		if (kind === 0) return this.pick(OTHERS);
		if (kind < 3) return this.pick(TEXTS);
		if (kind < 5) return this.record(depth + 1);
		return Array.from({ length: this.below(6) }, () => this.value(depth + 1));
	}

	/** With own properties of any name, as JSON.parse makes them. */
	record(depth = 0): object {
		const entries = Array.from({ length: this.below(9) }, () => [
			this.pick(NAMES),
			this.value(depth),
		]);
		return Object.fromEntries(entries) as object;
	}

	/** An event of SendPulse with something wrong, or nothing. */
	event(): object {
		return { ...event(this.pick(EVENTS)), ...(this.below(2) ? this.record() : {}) };
	}

	text(): string {
		const json = JSON.stringify([this.event(), this.value()]);
		const cut = this.below(json.length);
		return this.pick([
			json,
			json.slice(0, cut),
			`${json.slice(0, cut)}${this.pick(TEXTS)}${json.slice(cut)}`,
			this.pick(TEXTS),
			'['.repeat(this.below(5_000)),
		]);
	}

	form(): string {
		return Array.from({ length: this.below(30) }, () => {
			const brackets = Array.from({ length: this.below(9) }, () => `[${this.pick(NAMES)}]`);
			const name = `${this.pick(NAMES)}${brackets.join('')}`;
			const field = `${name}${this.pick(['=', '', '=='])}${this.pick(TEXTS)}`;
			return this.pick([field, escape(field).replace(/%3D/, '='), `%${field}`]);
		}).join('&');
	}

	/** As n8n hands it over. */
	delivery(): [body: unknown, more: Partial<Received>] {
		const headers = { 'content-type': 'application/json' };
		switch (this.below(5)) {
			case 0:
				return [this.value(), { headers }];
			case 1:
				return [Array.from({ length: this.below(5) }, () => this.event()), { headers }];
			case 2:
				return [this.event(), { headers }];
			case 3:
				return [this.text(), { headers: { 'content-type': 'text/plain' } }];
			default: {
				const type = 'application/x-www-form-urlencoded';
				const text = this.form();
				return [{}, { headers: { 'content-type': type }, raw: Buffer.from(text) }];
			}
		}
	}
}

const clean = Object.getOwnPropertyNames(Object.prototype);

async function checked(trigger: TriggerUnderTest, ...delivery: [unknown, Partial<Received>?]) {
	const { json, status } = await trigger.deliver(...delivery);
	// 400 says that nothing was understood, and so nothing was started.
	expect(json.length > 0 ? [200] : [200, 400]).toContain(status);
	expect(json.length).toBeLessThanOrEqual(MOST_EVENTS);
	for (const item of json) {
		expect(EVENTS).toContain(item.event);
		// n8n stores items as JSON.
		expect(() => JSON.stringify(item)).not.toThrow();
	}
	expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(clean);
	return json.length;
}

it('holds against a thousand bodies', async () => {
	const api = silent();
	const trigger = new TriggerUnderTest({
		parameters: {
			events: EVENTS,
			filters: { campaigns: { campaign: [{ campaignId: { mode: 'id', value: '9200001' } }] } },
		},
	});
	let started = 0;
	for (let seed = 1; seed <= 1_000; seed++) {
		const adversary = new Adversary(seed);
		try {
			started += await checked(trigger, ...adversary.delivery());
		} catch (error) {
			throw new Error(`Body ${seed}: ${String(error)}`, { cause: error });
		}
	}

	// They are not all nonsense.
	expect(started).toBeGreaterThan(125);
	expect(JSON.stringify(trigger.staticData).length).toBeLessThan(STORED * 8 + 100);
	expect(api.requests).toEqual([]);
});

describe('what n8n takes at most (16 MB)', () => {
	const MB = 1_000_000;
	const trigger = new TriggerUnderTest({ parameters: { events: EVENTS } });
	const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
	const inText = (text: string) => [text, { headers: { 'content-type': 'text/plain' } }] as const;
	const inForm = (text: string) =>
		[
			{},
			{
				headers: { 'content-type': 'application/x-www-form-urlencoded' },
				raw: Buffer.from(text),
			},
		] as const;

	it.each<[string, () => readonly [unknown, Partial<Received>?], number]>([
		['events', () => [Array(500_000).fill(event('open'))], 1],
		[
			'different events',
			() => [Array.from({ length: 200_000 }, (_, n) => event('spam', { n }))],
			MOST_EVENTS,
		],
		[
			'an event of many fields',
			() => [
				event(
					'open',
					JSON.parse(`{${Array.from({ length: 400_000 }, (_, n) => `"f${n}":1`).join()}}`) as never,
				),
			],
			1,
		],
		[
			'an event with a long list',
			() => [event('open', { list: Array(4 * MB).fill(0) as never })],
			1,
		],
		['an event with a long text', () => [event('open', { text: 'x'.repeat(15 * MB) })], 1],
		[
			'an event that is deep',
			() => [[{ event: 'open', deep: JSON.parse(nested(100_000)) as never }]],
			0,
		],
		['nothing but brackets', () => inText(nested(7 * MB)), 0],
		['brackets without an end', () => inText('['.repeat(15 * MB)), 0],
		['a form of many fields', () => inForm(`event=open&${'a&'.repeat(7 * MB)}`), 1],
		['a form of one list', () => inForm(`event=open&${'a[]=1&'.repeat(2 * MB)}`), 1],
		[
			'a form of many events',
			() => inForm(Array.from({ length: 400_000 }, (_, n) => `${n}[event]=spam&`).join('')),
			1,
		],
		['a form with a long name', () => inForm(`event=open&${'a[b]'.repeat(3 * MB)}=1`), 1],
		['a form with a deep name', () => inForm(`event=open&a${'[b]'.repeat(4 * MB)}=1`), 1],
		['a form of percent signs', () => inForm(`event=open&a=${'%'.repeat(14 * MB)}`), 1],
		['a form of plus signs', () => inForm(`event=open&${'+'.repeat(14 * MB)}=`), 1],
	])('may be %s', async (_, delivery, items) => {
		const [body, more] = delivery();
		// The stand-in for the wire would only cost memory here.
		expect(await checked(trigger, body, { raw: Buffer.alloc(0), ...more })).toBe(items);
	});
});

it('asks SendPulse a bounded number of questions, whatever campaigns a delivery names', async () => {
	const api = silent();
	jest.replaceProperty(PATIENCE.delivery, 'turnMs', 300 as never);
	const trigger = new TriggerUnderTest({
		parameters: { events: EVENTS, filters: { mailingListIds: [1] } },
	});
	const body = Array.from({ length: 5_000 }, (_, n) => event('open', { task_id: n + 1 }));

	expect(await checked(trigger, body)).toBe(MOST_EVENTS);

	// The delivery is answered in time, whether the first look-up has told yet that it got nowhere, or not.
	while (trigger.warnings.length < 2) await wait(20);
	expect(trigger.warnings).toEqual([
		expect.stringContaining('beyond that were left out'),
		expect.stringContaining('could not be looked up'),
	]);
	// A few wait for their turn still, and then it is over.
	await wait(500);
	expect(api.requests.length).toBeGreaterThan(0);
	expect(api.requests.length).toBeLessThanOrEqual(50);
});

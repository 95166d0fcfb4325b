/** Whatever may arrive at a trigger: bodies that nobody in his right mind sends, the same ones each time. */
import fc from 'fast-check';
import { MOST_EVENTS } from '../nodes/engine/deliveries/delivery';
import { STORED } from '../nodes/engine/deliveries/repeats';
import { silent } from './api.mts';
import { form, type Received, type WebhookNodeUnderTest } from './webhookNode.mts';

// FC_SEED=… explores others.
fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 20_261_121) });

const MB = 1_000_000;
const clean = Object.getOwnPropertyNames(Object.prototype);

const namesIn = (value: unknown): string[] =>
	typeof value === 'object' && value !== null
		? Object.entries(value).flatMap(([name, inner]) => [name, ...namesIn(inner)])
		: [];

export const nested = (depth: number) =>
	JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`) as unknown;

/** As long as n8n takes it. */
export const long = () => 'x'.repeat(15 * MB);

interface Target {
	trigger: () => WebhookNodeUnderTest;
	/** Events as SendPulse sends them, the first of them whole. */
	samples: ReadonlyArray<Record<string, unknown>>;
	/** A form that is an event, to which others are added. */
	form: string;
	/** Fields whose values the node reads. */
	read: readonly string[];
	/** Names that it looks at within them, beside those of the samples. */
	within?: readonly string[];
	/** An event with this as what it looks into. */
	around?(value: unknown): Record<string, unknown>;
	/** More of what n8n takes at most, and how many items it makes. */
	largest?: ReadonlyArray<[string, () => unknown, number]>;
	/** What every item has to be. */
	expectItem?(item: Record<string, unknown>): void;
}

/** Tests that nothing that arrives makes a trigger fail, answer wrongly, or hand on what n8n could not store. */
export function standsHostileBodies(target: Target) {
	const {
		trigger,
		samples,
		form: event,
		read,
		within = [],
		around,
		largest = [],
		expectItem,
	} = target;
	const [sample] = samples;

	async function checked(of: WebhookNodeUnderTest, body: unknown, more: Partial<Received> = {}) {
		const { json, status } = await of.deliver(body, more);
		// 400 says that nothing was understood, and so nothing was started.
		expect(json.length > 0 ? [200] : [200, 400]).toContain(status);
		expect(json.length).toBeLessThanOrEqual(MOST_EVENTS);
		for (const item of json) {
			expectItem?.(item);
			// n8n stores items as JSON.
			expect(() => JSON.stringify(item)).not.toThrow();
		}
		expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(clean);
		return json.length;
	}

	const name = fc.constantFrom(
		...new Set([
			...samples.flatMap(namesIn),
			...within,
			...['__proto__', 'constructor', 'prototype', 'toString', 'toJSON', 'then', 'length', ''],
		]),
	);
	const text = fc.oneof(
		fc.constantFrom('{{ $env }}', '=1+1', '\0', '\uD800', '[]', '9'.repeat(400), '<a@b>', '-1'),
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
	/** Events of SendPulse with anything for some of their fields. */
	const spoiled = fc
		.tuple(
			fc.constantFrom(...samples),
			fc.dictionary(fc.constantFrom(...read, 'extra'), value),
			fc.option(value, { nil: undefined }),
		)
		.map(([one, parts, inside]) => ({
			...(inside === undefined ? one : (around?.(inside) ?? one)),
			...parts,
		}));
	const json = fc.oneof(value, spoiled, fc.array(fc.oneof(spoiled, value), { maxLength: 5 }));
	const damaged = fc.tuple(json, fc.nat({ max: 200 }), text).map(([body, at, inserted]) => {
		const whole = JSON.stringify(body) ?? '';
		return `${whole.slice(0, at)}${inserted}${whole.slice(at)}`;
	});
	const fields = fc
		.array(fc.tuple(name, fc.array(name, { maxLength: 9 }), fc.constantFrom('=', '', '=='), text), {
			maxLength: 20,
		})
		.map((all) =>
			all
				.map(([first, more, sign, said]) => `${first}[${more.join('][')}]${sign}${escape(said)}`)
				.join('&'),
		);

	it('holds against 500 bodies', async () => {
		const api = silent();
		const one = trigger();
		let started = 0;
		const each = async <T,>(some: fc.Arbitrary<T>, numRuns: number, ask: (it: T) => unknown[]) =>
			await fc.assert(
				fc.asyncProperty(some, async (it) => {
					const [body, more] = ask(it);
					started += await checked(one, body, more as Partial<Received>);
				}),
				{ numRuns },
			);

		await each(json, 250, (body) => [body]);
		const headers = { 'content-type': 'text/plain' };
		await each(damaged, 150, (body) => [body, { headers }]);
		await each(fields, 100, (more) => [...form(`${event}&${more}`)]);

		// They are not all nonsense.
		expect(started).toBeGreaterThan(150);
		expect(JSON.stringify(one.staticData).length).toBeLessThan(STORED * 8 + 100);
		expect(api.requests).toEqual([]);
	});

	// What n8n takes at most.
	it.each<[string, () => unknown, number]>([
		['the same event, again and again', () => Array(100_000).fill(sample), 1],
		['events', () => Array.from({ length: 50_000 }, (_, n) => ({ ...sample, n })), MOST_EVENTS],
		['a deep event among others', () => [{ ...sample, deep: nested(100_000) }, sample], 1],
		...read.map((field): [string, () => unknown, number] => [
			`long text in ${field}`,
			() => [{ ...sample, [field]: long() }, sample],
			-1,
		]),
		...largest,
	])('16 MB may be %s', async (_, delivery, items) => {
		// The stand-in for the wire would only cost memory here.
		const count = await checked(trigger(), delivery(), { raw: Buffer.alloc(0) });
		// Whether an event with such a field is one, its node decides; the other one is.
		if (items < 0) expect([1, 2]).toContain(count);
		else expect(count).toBe(items);
	});
}

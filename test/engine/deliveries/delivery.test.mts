import '../../quiet.mts';
import { contentsOf, MOST_EVENTS, type Delivery } from '../../../nodes/engine/deliveries/delivery';
import { isEvent } from '../../../nodes/SendPulseTrigger/event';
import { event, EVENTS, SAMPLES } from '../../SendPulseTrigger/samples.mts';

const eventsIn = (delivery: Delivery) => contentsOf(delivery, isEvent).events;

const FORM = 'application/x-www-form-urlencoded';

const inForm = (form: string, contentType = FORM) =>
	eventsIn({ body: {}, contentType, raw: Buffer.from(form) });

/** As PHP and browsers write nested data. */
function asForm(value: unknown, name = ''): string[] {
	if (typeof value !== 'object' || value === null) {
		return [`${encodeURIComponent(name)}=${encodeURIComponent(String(value ?? ''))}`];
	}
	return Object.entries(value).flatMap(([key, inner]) =>
		asForm(inner, name ? `${name}[${key}]` : key),
	);
}

const textsOf = (value: unknown): unknown => {
	if (typeof value !== 'object' || value === null) return String(value ?? '');
	if (Array.isArray(value)) return value.map(textsOf);
	return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, textsOf(inner)]));
};

describe('JSON', () => {
	it('is an array of events', () => {
		const body = Object.values(SAMPLES);
		expect(eventsIn({ body, contentType: 'application/json' })).toEqual(body);
	});

	it('is a single event', () => {
		expect(eventsIn({ body: event('open') })).toEqual([event('open')]);
	});

	it.each([['text/plain'], ['application/octet-stream'], [undefined]])(
		'is recognised where it is called %s',
		(contentType) => {
			const body = [event('open')];
			const raw = Buffer.from(`\uFEFF${JSON.stringify(body)}`);

			expect(eventsIn({ body: undefined, contentType, raw })).toEqual(body);
			expect(eventsIn({ body: {}, contentType, raw })).toEqual(body);
			expect(eventsIn({ body: raw.toString(), contentType, raw })).toEqual(body);
		},
	);

	it('gives its events and leaves out what is none', () => {
		const body = [null, 1, 'open', [[event('open')]], {}, { event: 5 }, event('spam')];
		expect(eventsIn({ body })).toEqual([event('spam')]);
	});

	it.each([
		['a list within a list', [[event('open'), event('spam')]]],
		['a list under the name of events', { events: [event('open'), event('spam')] }],
		['an object with numbered keys', { 7: event('spam'), 2: event('open') }],
	])('may have its events in %s', (_, body) => {
		expect(eventsIn({ body })).toEqual([event('open'), event('spam')]);
	});

	it.each([['[]'], [' {}']])('is read where it is called a form: %s', (around) => {
		const body = around.trim() === '[]' ? [event('open')] : event('open');
		const text = `${around.startsWith(' ') ? '\uFEFF ' : ''}${JSON.stringify(body)}`;
		expect(inForm(text)).toEqual([event('open')]);
	});
});

describe('a form', () => {
	it.each(EVENTS)('holds a single %s', (name) => {
		expect(inForm(asForm(event(name)).join('&'))).toEqual([textsOf(event(name))]);
	});

	it('holds an array, with or without percent signs in the names', () => {
		const fields = asForm(Object.values(SAMPLES));
		const form = fields.join('&');
		const expected = Object.values(SAMPLES).map(textsOf);

		expect(inForm(form)).toEqual(expected);
		expect(inForm(form.replace(/%5B/g, '[').replace(/%5D/g, ']'))).toEqual(expected);
		expect(inForm(form, `${FORM.toUpperCase()}; charset=utf-8`)).toEqual(expected);
		// In another order, and with gaps.
		expect(
			inForm(
				[...fields]
					.reverse()
					.join('&')
					.replace(/\b9%5B/g, '90%5B'),
			),
		).toEqual(expected);
	});

	it('holds a hundred events with more fields than n8n reads of a form', () => {
		const events = Array.from({ length: 100 }, (_, number) =>
			event('redirect', { email: `a${number}@example.com`, link_id: String(number) }),
		);
		const fields = asForm(events);
		expect(fields.length).toBeGreaterThan(1_000 - 1);

		expect(inForm([...fields, '99[variables][name]=Ann'].join('&'))).toEqual([
			...events.slice(0, 99).map(textsOf),
			{ ...(textsOf(events[99]) as object), variables: { name: 'Ann' } },
		]);
	});

	it.each([
		['event=open&tags[]=a&tags[]=b', { event: 'open', tags: ['a', 'b'] }],
		['event=open&a[1]=x', { event: 'open', a: { 1: 'x' } }],
		['event=open&a=1&a[b]=2', { event: 'open', a: { b: '2' } }],
		['event=open&a[=1&b]=2&[c]=3', { event: 'open', 'a[': '1', 'b]': '2', '[c]': '3' }],
		['event=open&email=a%2Bb@x&name=A+B', { event: 'open', email: 'a+b@x', name: 'A B' }],
		['event=open&bad=%E0%A4%A', { event: 'open', bad: '%E0%A4%A' }],
		['event=open&a[b][c][d][e][f]=1', { event: 'open', a: { b: { c: { d: { e: { f: '1' } } } } } }],
		['event=open&a[b][c][d][e][f][g]=1', { event: 'open', 'a[b][c][d][e][f][g]': '1' }],
		['event=open&noValue&=&empty=', { event: 'open', '': '', empty: '' }],
	])('%s', (form, expected) => {
		expect(inForm(form)).toEqual([expected]);
	});

	it('can not reach a prototype', () => {
		const names = ['__proto__', 'constructor', 'prototype', 'toString'];
		const form = names.flatMap((name) => [
			`0[${name}][polluted]=1`,
			`0[variables][${name}][polluted]=1`,
			`0[variables][constructor][prototype][polluted]=1`,
			`${name}[polluted]=1`,
		]);

		inForm(`0[event]=open&${form.join('&')}`);
		const [read] = inForm(`event=open&${form.join('&')}`);

		expect(read?.event).toBe('open');
		expect(({} as Record<string, unknown>).polluted).toBeUndefined();
		expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
	});
});

describe('what holds no event', () => {
	it.each([[undefined], [null], [''], [[]], [[[]]], [{}], [{ events: [] }]])(
		'is nothing: %p',
		(body) => {
			expect(contentsOf({ body }, isEvent)).toEqual({ events: [], unknown: false, beyond: 0 });
		},
	);

	it.each([['open'], [0], [true], ['"x"'], [[{}]], [{ event: 5 }], [{ events: ['open'] }]])(
		'is something unknown: %p',
		(body) => {
			expect(contentsOf({ body }, isEvent)).toEqual({ events: [], unknown: true, beyond: 0 });
		},
	);

	it('is a form of something else', () => {
		expect(inForm('a=1&b=2')).toEqual([]);
		expect(inForm('')).toEqual([]);
		expect(inForm('0=open&1=spam')).toEqual([]);
	});

	it('is an event deeper than n8n could store', () => {
		const nested = (depth: number) => {
			let value: unknown = 1;
			for (let level = 0; level < depth; level++) value = [value];
			return { event: 'open', value } as never;
		};

		expect(eventsIn({ body: [nested(100_000), event('open')] })).toEqual([event('open')]);
		expect(eventsIn({ body: nested(15) })).toHaveLength(1);
	});
});

it('takes no more events than anybody sends', () => {
	const body = Array.from({ length: MOST_EVENTS * 3 }, () => event('open'));
	expect(contentsOf({ body }, isEvent)).toMatchObject({ unknown: false, beyond: MOST_EVENTS * 2 });
	expect(eventsIn({ body })).toHaveLength(MOST_EVENTS);
	expect(inForm(asForm(body).join('&')).length).toBeLessThanOrEqual(MOST_EVENTS);
});

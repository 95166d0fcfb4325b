import '../../quiet.mts';
import type { IDataObject } from 'n8n-workflow';
import { REMEMBERED, STORED, withoutRepeats } from '../../../nodes/engine/deliveries/repeats';
import type { DeliveredEvent } from '../../../nodes/SendPulseTrigger/event';
import { event } from '../../SendPulseTrigger/samples.mts';

let nodes = 0;
let node: string;
let memory: IDataObject;

beforeEach(() => {
	node = `node ${++nodes}`;
	memory = {};
});

/** A delivery that arrives, is answered, and whose memory is stored. */
function delivered(...events: DeliveredEvent[]): DeliveredEvent[] {
	const { events: kept, wereAnswered } = withoutRepeats(events, node, memory);
	wereAnswered(true);
	return kept;
}

/** As after a restart of n8n: only what was stored is left. */
const restart = () => (node = `node ${++nodes}`);

const numbered = (count: number, from = 0) =>
	Array.from({ length: count }, (_, number) =>
		event('open', { email: `a${from + number}@example.com` }),
	);

it('drops an event that equals an earlier one in all of its fields, whatever their order', () => {
	const opened = event('open');
	expect(delivered(opened)).toEqual([opened]);

	expect(delivered({ ...opened })).toEqual([]);
	const backwards = Object.fromEntries(Object.entries(opened).reverse()) as DeliveredEvent;
	expect(delivered(backwards, event('spam'))).toEqual([event('spam')]);
	delivered(event('redirect', { task_id: 5, more: { a: 1, b: [2] } }));
	expect(delivered(event('redirect', { more: { b: ['2'], a: '1' }, task_id: '5' }))).toEqual([]);
});

it.each([
	['time', { timestamp: '1700000001' }],
	['address', { email: 'bo@example.com' }],
	['campaign', { task_id: '9200002' }],
	['device', { open_device: 'Phone' }],
	['set of fields', { extra: '' }],
])('keeps an event with another %s', (_, fields) => {
	delivered(event('open'));
	expect(delivered(event('open', fields as IDataObject))).toHaveLength(1);
});

it('drops doubles within a delivery', () => {
	expect(delivered(event('open'), event('spam'), event('open'))).toEqual([
		event('open'),
		event('spam'),
	]);
});

it('remembers across a restart what was stored', () => {
	delivered(event('open'));
	restart();
	expect(delivered(event('open'), event('spam'))).toEqual([event('spam')]);
});

it('remembers a campaign to many while the process lives, in bounded memory', () => {
	delivered(...numbered(10));
	for (let from = 10; from < REMEMBERED; from += 1_000) {
		delivered(...numbered(Math.min(1_000, REMEMBERED - from), from));
	}
	expect(delivered(...numbered(10))).toEqual([]);

	delivered(event('spam'));
	expect(delivered(...numbered(2))).toEqual(numbered(1));
});

it('remembers the newest 2,000 and no more across a restart, in bounded memory', () => {
	const many = numbered(STORED + 10);
	delivered(...many);
	restart();

	expect(delivered(...many.slice(10))).toEqual([]);
	expect(delivered(...many.slice(0, 10))).toHaveLength(10);
	for (let round = 0; round < 5; round++) delivered(...numbered(1_000, round * 1_000));
	expect(JSON.stringify(memory).length).toBeLessThan(STORED * 8 + 100);
});

it('forgets nothing of deliveries that arrive together, though n8n stores only the last one', () => {
	const stored = { ...memory };
	const first = withoutRepeats([event('open')], node, { ...stored });
	const second = withoutRepeats([event('spam')], node, memory);
	first.wereAnswered(true);
	second.wereAnswered(true);

	expect(delivered(event('open'), event('spam'))).toEqual([]);
	// And the next delivery's memory holds what was lost.
	delivered(event('delete'));
	restart();
	expect(delivered(event('open'), event('spam'), event('delete'))).toEqual([]);
});

it('does not know an event whose delivery got no good answer: it is delivered again', () => {
	// n8n stores nothing then either.
	withoutRepeats([event('open')], node, {}).wereAnswered(false);

	expect(delivered(event('open'))).toEqual([event('open')]);
});

it('knows an event while its delivery is still being worked on, and stores only its own', () => {
	const first = withoutRepeats([event('open')], node, {});
	const same = withoutRepeats([event('open'), event('spam')], node, memory);
	expect(same.events).toEqual([event('spam')]);

	first.wereAnswered(false);
	same.wereAnswered(true);
	restart();
	expect(delivered(event('open'), event('spam'))).toEqual([event('open')]);
});

it('is not made to forget a good answer by the end of the connection', () => {
	const { wereAnswered } = withoutRepeats([event('open')], node, {});
	wereAnswered(true);
	wereAnswered(false);
	expect(delivered(event('open'))).toEqual([]);
});

it('keeps nodes apart', () => {
	delivered(event('open'));
	expect(withoutRepeats([event('open')], 'another node', {}).events).toHaveLength(1);
});

it('stores nothing where nothing is new', () => {
	delivered(event('open'));
	memory = new Proxy(memory, {
		set: () => {
			throw new Error('n8n would write to its database');
		},
	});
	expect(delivered(event('open'))).toEqual([]);
});

it.each([[undefined], [null], [5], [['a', 'b']], [{}], ['short'], ['x'.repeat(100_000)]])(
	'makes do with a memory that somebody has changed to %p',
	(seen) => {
		memory = { seen: seen as never };
		expect(delivered(event('open'))).toHaveLength(1);
		expect(delivered(event('open'))).toEqual([]);
	},
);

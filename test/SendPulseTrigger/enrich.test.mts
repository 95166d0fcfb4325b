import '../quiet.mts';
import { enriched } from '../../nodes/SendPulseTrigger/enrich';
import { WEBHOOK_EVENTS } from '../../nodes/SendPulse/fields/webhookEvents';
import { disagreements, type Schema } from '../schema.mts';
import { event, EVENTS, SAMPLES, withIds } from './samples.mts';
import schema from '../../nodes/SendPulseTrigger/__schema__/v1.1.0.json';

describe.each(EVENTS)('%s', (name) => {
	const sample = event(name);
	const ids = {
		...('book_id' in sample ? { mailingListId: 89_300_001 } : {}),
		...('task_id' in sample ? { campaignId: 9_200_001 } : {}),
	};
	const words = WEBHOOK_EVENTS.find(({ value }) => value === name)?.name;

	it.each(['text', 'number'] as const)(
		'keeps its fields and gains others, with ids as %s',
		(as) => {
			const delivered = withIds(sample, as);
			const before = structuredClone(delivered);

			expect(enriched(delivered)).toEqual({
				...delivered,
				eventName: words,
				occurredAt: '2023-11-14T22:13:20.000Z',
				...ids,
			});
			expect(delivered).toEqual(before);
		},
	);
});

it('has a schema of exactly the fields that come, as text where both are sent', () => {
	const items = Object.values(SAMPLES).map((sample) => enriched(withIds(sample, 'text')));
	// An empty reason is null, given ones are text.
	for (const item of items) if (item.reason === null) item.reason = 'Too many e-mails';

	expect(disagreements(schema as unknown as Schema, items)).toEqual([]);
});

it.each([
	['milliseconds', '1700000000123', '2023-11-14T22:13:20.123Z'],
	['ISO 8601', '2023-11-14T23:13:20+01:00', '2023-11-14T22:13:20.000Z'],
	['a date and a time', '2023-11-14 22:13:20', '2023-11-14T22:13:20.000Z'],
])('understands %s as a time', (_, timestamp, expected) => {
	expect(enriched(event('open', { timestamp }))).toHaveProperty('occurredAt', expected);
});

it.each([
	['no time', { timestamp: undefined }],
	['a time that is none', { timestamp: 'yesterday' }],
	['a time beyond the end of time', { timestamp: '9999999999999999' }],
	['a negative time', { timestamp: -5 }],
])('leaves the ISO time out for %s', (_, fields) => {
	expect(enriched(event('open', fields))).not.toHaveProperty('occurredAt');
});

it.each([[null], ['0'], [0], ['12a'], [1.5], [{}], ['12345678901234567890']])(
	'gives no campaign for %p',
	(id) => {
		const item = enriched(event('unsubscribe', { task_id: id as never }));

		expect(item).not.toHaveProperty('campaignId');
		expect(item.task_id).toEqual(id);
	},
);

it('keeps a field of SendPulse that has one of the names', () => {
	expect(enriched(event('open', { eventName: 'theirs' }))).toMatchObject({ eventName: 'theirs' });
});

it('calls an event without words by its name', () => {
	expect(enriched({ event: 'resubscribe' })).toEqual({
		event: 'resubscribe',
		eventName: 'resubscribe',
	});
});

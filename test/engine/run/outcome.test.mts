import {
	asRecords,
	deleted,
	Outcomes,
	recordsOf,
	succeeded,
} from '../../../nodes/engine/run/outcome';

const describeFailure = (failure: unknown, index: number) => ({
	error: `${index}: ${String(failure)}`,
});

test.each([
	[{ a: 1 }, [{ a: 1 }]],
	[
		[{ a: 1 }, { a: 2 }],
		[{ a: 1 }, { a: 2 }],
	],
	[[], []],
	[
		['x', 3, null],
		[{ value: 'x' }, { value: 3 }, { value: null }],
	],
	[true, [{ value: true }]],
	[undefined, []],
	[null, []],
])('the answer %j as records', (body, records) => {
	expect(asRecords(body)).toEqual(records);
});

test.each([
	[[{ a: 1 }], [{ a: 1 }]],
	[{ 3: { a: 1 }, 7: { a: 2 } }, [{ a: 1 }, { a: 2 }]],
	[{}, []],
])('the list %j', (body, records) => {
	expect(recordsOf(body, 'who it is')).toEqual(records);
});

test.each([[null], [undefined], [true], [{ a: 1 }], [{ rows: [] }], [['x']]])(
	'no list: %j',
	(body) => {
		expect(() => recordsOf(body, 'who it is')).toThrow(/so that it is not clear who it is\./);
	},
);

test('what was done stands beside the word for it', () => {
	expect(succeeded({ id: 1 })).toEqual({ success: true, id: 1 });
	expect(deleted({ id: 1 })).toEqual({ deleted: true, id: 1 });
});

test('items come in the order of their inputs, whatever order they came in, each linked to its own', () => {
	const outcomes = new Outcomes(4);
	outcomes.succeed(2, [{ n: 1 }, { n: 2 }]);
	outcomes.fail(1, 'no');
	outcomes.succeed(3, []);
	outcomes.succeed(0, { n: 0 });
	expect(outcomes.toItems(describeFailure)).toEqual([
		{ json: { n: 0 }, pairedItem: { item: 0 } },
		{ json: { error: '1: no' }, pairedItem: { item: 1 } },
		{ json: { n: 1 }, pairedItem: { item: 2 } },
		{ json: { n: 2 }, pairedItem: { item: 2 } },
	]);
	expect(outcomes).toMatchObject({ done: 3, failed: 1, firstFailed: 1 });
	expect(outcomes.failureOf(1)).toBe('no');
	expect(outcomes.failureOf(0)).toBeUndefined();
});

test('inputs that were not reached yield nothing and count as nothing', () => {
	const outcomes = new Outcomes(3);
	outcomes.succeed(0, {});
	expect(outcomes.toItems(describeFailure)).toHaveLength(1);
	expect(outcomes).toMatchObject({ done: 1, failed: 0, firstFailed: -1 });
});

test('a request that serves several inputs is shown once, linked to all of them', () => {
	const outcomes = new Outcomes(3);
	outcomes.preview([0, 2], { method: 'POST' });
	expect(outcomes.toItems(describeFailure)).toEqual([
		{ json: { method: 'POST' }, pairedItem: [{ item: 0 }, { item: 2 }] },
	]);
});

test('what is only shown does not count as done', () => {
	const outcomes = new Outcomes(3);
	outcomes.preview([0, 2], {});
	outcomes.succeed(1, {});
	expect(outcomes.done).toBe(1);
});

test('a list of 300,000 records fits', () => {
	const outcomes = new Outcomes(1);
	outcomes.succeed(0, new Array(300_000).fill({}));
	expect(outcomes.toItems(describeFailure)).toHaveLength(300_000);
});

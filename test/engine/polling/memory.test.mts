/** What polls remember: IDs and states, few and short. */
import { NOTHING_SEEN, unseenIn, withSeen } from '../../../nodes/engine/polling/seen';
import { compare, mark, type States } from '../../../nodes/engine/polling/states';

const upTo = (last: number, from = 1) =>
	Array.from({ length: Math.max(last - from + 1, 0) }, (_, n) => n + from);

test('of growing IDs the newest are kept one by one, however many there are', () => {
	const seen = withSeen(NOTHING_SEEN, upTo(100_000));
	expect(seen.upTo).toBe(99_800);
	expect(seen.ids).toHaveLength(200);
	expect(JSON.stringify(seen).length).toBeLessThan(1_500);
	const isNew = unseenIn(seen);
	expect([1, 99_800, 99_900, 100_000, 100_001].filter(isNew)).toEqual([100_001]);
});

test('an ID that shows later than higher ones is new all the same', () => {
	const before = withSeen(NOTHING_SEEN, upTo(500));
	const after = withSeen(before, [501, 503]);
	expect([500, 501, 502, 503].filter(unseenIn(after))).toEqual([502]);
	expect([502].filter(unseenIn(withSeen(after, [502])))).toEqual([]);
});

test('IDs as text are the same, and what is none is left out', () => {
	const seen = withSeen(NOTHING_SEEN, ['7', 'x', null]);
	expect(seen).toEqual({ upTo: 0, ids: [7] });
	expect(['7', 7, '8', 'x'].filter(unseenIn(seen))).toEqual(['8']);
});

const by = {
	key: ({ id }: { id?: unknown }) => String(id),
	state: ({ state }: { state?: unknown }) => String(state),
};

test('records are new, changed or as they were', () => {
	const { states } = compare(
		{},
		[
			{ id: 1, state: 'a' },
			{ id: 2, state: 'a' },
			{ id: 3, state: 'a' },
		],
		by,
	);
	const {
		added,
		changed,
		states: after,
	} = compare(
		states,
		[
			{ id: 4, state: 'a' },
			{ id: 2, state: 'b' },
			{ id: 1, state: 'a' },
			{ id: 4, state: 'a' },
		],
		by,
	);
	expect(added).toEqual([{ id: 4, state: 'a' }]);
	expect(changed).toEqual([{ record: { id: 2, state: 'b' }, before: 'a' }]);
	expect(after).toEqual({ 1: 'a', 2: 'b', 4: 'a' });
});

test('of a list that could not be read as a whole nothing is forgotten', () => {
	const states: States = { 1: 'a', 2: 'a' };
	expect(compare(states, [{ id: 2, state: 'a' }], by, false).states).toEqual(states);
	expect(compare(states, [{ id: 2, state: 'a' }], by).states).toEqual({ 2: 'a' });
});

test('names that objects have of their own are names like others', () => {
	const { added } = compare(
		{},
		[
			{ id: 'constructor', state: 'a' },
			{ id: '__proto__', state: 'a' },
		],
		by,
	);
	expect(added).toHaveLength(2);
});

test('a mark tells values apart, whatever the order of their fields', () => {
	expect(mark({ a: 1, b: { c: [1, 2] } })).toBe(mark({ b: { c: [1, 2] }, a: 1 }));
	expect(mark({ a: 1 })).not.toBe(mark({ a: '1' }));
	expect(mark([1, 2])).not.toBe(mark([2, 1]));
	expect(mark('ann@mail.example')).toMatch(/^[0-9a-f]{16}$/);
});

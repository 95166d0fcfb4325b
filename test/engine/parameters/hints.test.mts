import { Hints } from '../../../nodes/engine/parameters/hints';

test('the same words are told once, in the order in which they came', () => {
	const hints = new Hints();
	hints.add({ type: 'info', message: 'b' });
	hints.add({ type: 'info', message: 'a' });
	hints.add({ type: 'info', message: 'b' });
	expect(hints.all()).toEqual([
		{ type: 'info', message: 'b' },
		{ type: 'info', message: 'a' },
	]);
});

test('a tally is added to by all, and told at the end if there is something to tell', () => {
	const hints = new Hints();
	const skip = () =>
		hints.tally(
			'skipped',
			() => ({ count: 0 }),
			({ count }) => ({ type: 'warning', message: `${count} skipped` }),
		).count++;
	hints.tally(
		'nothing',
		() => ({}),
		() => undefined,
	);
	skip();
	skip();
	expect(hints.all()).toEqual([{ type: 'warning', message: '2 skipped' }]);
});

import { DateTime } from 'luxon';
import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { Client } from '../../../nodes/engine/api/client';
import { InputProblem } from '../../../nodes/engine/api/inputProblem';
import {
	ItemParameters,
	ParameterReader,
	shown,
	Values,
} from '../../../nodes/engine/parameters/parameters';

const field = (name: string, displayName: string, more: object = {}) =>
	({ name, displayName, type: 'string', default: '', ...more }) as INodeProperties;

/** What stands at a path like `it.row[0].inner`. */
const at = (whole: unknown, path: string): unknown =>
	path
		.split(/[.[\]]+/)
		.filter(Boolean)
		.reduce(
			(value: unknown, name) => (value as Record<string, unknown> | undefined)?.[name],
			whole,
		);

/** One parameter with this value. */
const values = (
	value: unknown,
	typed: unknown = value,
	evaluate?: (expression: string) => unknown,
) =>
	new Values(
		(path) => at({ it: value }, path),
		[field('it', 'The Field', { options: [field('inner', 'Inner Field')] })],
		() => typed,
		undefined,
		evaluate,
	);

/** The message for the value that is refused. */
function refusal(read: () => unknown): string {
	try {
		read();
	} catch (error) {
		expect(error).toBeInstanceOf(InputProblem);
		return (error as Error).message;
	}
	throw new Error('The value was accepted');
}

const locator = (value: unknown, mode = 'list') => ({ __rl: true, mode, value });

test('what is shown of a value is short', () => {
	expect(shown('x')).toBe("'x'");
	expect(shown({ a: 1 })).toBe(`'{"a":1}'`);
	expect(shown(undefined)).toBe("'undefined'");
	expect(shown('x'.repeat(1_000))).toHaveLength(63);
});

test('a picked entry is its value, and tells how it was picked', () => {
	expect(values(locator('5')).raw('it')).toBe('5');
	expect(values(locator('5', 'id')).mode('it')).toBe('id');
	expect(values('5').mode('it')).toBe('');
	expect(values(locator('')).has('it')).toBe(false);
	expect(values(locator('5')).has('it')).toBe(true);
});

test('an expression that finds nothing is what the text of an empty field speaks of', () => {
	const reading = (typed: unknown, value?: unknown) => {
		const it = values(value, typed);
		return [
			() => it.text('it'),
			() => it.message('it'),
			() => it.email('it'),
			() => it.phone('it'),
		];
	};
	for (const read of reading('={{ $json.Email }}'))
		expect(refusal(read)).toContain("'The Field' is empty: its expression finds nothing");
	for (const read of [...reading(''), ...reading('={{ $json.email }}', '')])
		expect(refusal(read)).toMatch(/ is empty\. (Fill it in|Enter)/);
});

test.each([undefined, null, ''])('%j is nothing', (nothing) => {
	expect(values(nothing).has('it')).toBe(false);
	expect(values(nothing).optionalText('it')).toBe('');
	expect(values(nothing).list('it')).toEqual([]);
	expect(values(nothing).ids('it')).toEqual([]);
	expect(values(nothing).object('it')).toEqual({});
	expect(values(nothing).objects('it')).toEqual([]);
	expect(refusal(() => values(nothing).flag('it'))).toContain('has to be true or false');
	for (const read of ['text', 'id', 'email', 'phone', 'message'] as const) {
		expect(refusal(() => values(nothing)[read]('it'))).toMatch(/^'The Field' is empty\. .+\.$/);
	}
});

test.each([0, false])('%j is something', (something) => {
	expect(values(something).has('it')).toBe(true);
	expect(values(something).text('it')).toBe(String(something));
});

test('text is trimmed, and no object', () => {
	expect(values('  a b \n').text('it')).toBe('a b');
	expect(refusal(() => values('  ').text('it'))).toContain('is empty');
	expect(refusal(() => values({ a: 1 }).text('it'))).toBe(
		`'The Field' has to be text, not '{"a":1}'.`,
	);
});

test('a message stays as it is', () => {
	expect(values('  <p>Hi {{name}}</p> ').message('it')).toBe('  <p>Hi {{name}}</p> ');
	expect(refusal(() => values('Hi {{ $json.name }}').message('it'))).toContain('Expression');
});

test.each([
	[[true, 'true', ' TRUE ', 1, '1', 'Yes', 'on'], true],
	[[false, 'false', 0, '0', 'no', ' OFF'], false],
])('the switches %j are %j', (given, on) => {
	expect(given.map((value) => values(value).flag('it'))).toEqual(given.map(() => on));
});

test.each(['maybe', 2, -1, '', ' ', [], {}, NaN, 'ja', '01'])('the switch %j is none', (value) => {
	expect(refusal(() => values(value).flag('it'))).toMatch(/^'The Field' .*has to be true or false/);
});

describe('ids', () => {
	test.each<[unknown, number]>([
		[5, 5],
		['5', 5],
		[' 89300001 ', 89300001],
		[locator('5'), 5],
		[locator(5, 'id'), 5],
		['0005', 5],
	])('%j is %d', (value, id) => {
		expect(values(value).id('it')).toBe(id);
	});

	test.each([
		'abc',
		'5.5',
		'-5',
		0,
		'0',
		1.5,
		NaN,
		'1e3',
		'0x10',
		'5 6',
		{},
		'99999999999999999999',
		true,
	])('%j is none', (value) => {
		expect(refusal(() => values(value).id('it'))).toMatch(
			/^'The Field' has to be an ID, a whole number/,
		);
	});

	test('several: a list, a picked list, or text', () => {
		expect(values([1, '2', locator('3')]).ids('it')).toEqual([1, 2, 3]);
		expect(values('1, 2,,3 ').ids('it')).toEqual([1, 2, 3]);
		expect(values(7).ids('it')).toEqual([7]);
		expect(refusal(() => values('1,x').ids('it'))).toContain("'x'");
	});
});

test('lists of texts and numbers', () => {
	expect(values(' a, b ,,c').list('it')).toEqual(['a', 'b', 'c']);
	expect(values([' a ', '', 5]).list('it')).toEqual(['a', '5']);
	expect(values([0, '3']).numbers('it')).toEqual([0, 3]);
	expect(refusal(() => values('1,-2').numbers('it'))).toContain("whole numbers, not '-2'");
	expect(refusal(() => values('9007199254740993').numbers('it'))).toContain('whole numbers');
});

test('lists as JSON text, as AI agents write them', () => {
	expect(values('["vip", "a, b" ,5]').list('it')).toEqual(['vip', 'a, b', '5']);
	expect(values(' [3, "4"]').ids('it')).toEqual([3, 4]);
	expect(values('[]').list('it')).toEqual([]);
	expect(refusal(() => values('[vip, new]').list('it'))).toContain('is not valid JSON');
	expect(refusal(() => values('[["a"]]').list('it'))).toContain('a list of single values');
});

test('whole numbers between bounds', () => {
	for (const value of [1, 100, '50', ' 7 ']) {
		expect(values(value).whole('it', 1, 100)).toBe(Number(value));
	}
	for (const value of [0, 101, 1.5, 'x', '', ' ', '0x10', '1e1', NaN, null, undefined, [5], true]) {
		expect(refusal(() => values(value).whole('it', 1, 100))).toContain('from 1 to 100');
	}
	for (const value of [0, Infinity, 2 ** 53]) {
		expect(refusal(() => values(value).whole('it', 1, Infinity))).toContain('of at least 1');
	}
});

test('one of several values', () => {
	expect(values(' en ').choice('it', ['en', 'ru'])).toBe('en');
	expect(refusal(() => values('xx').choice('it', ['en', 'ru']))).toBe(
		"'The Field' has to be one of en, ru, not 'xx'.",
	);
});

test('addresses are trimmed and checked', () => {
	expect(values(' ann@mail.example ').email('it')).toBe('ann@mail.example');
	expect(values(locator('ann@mail.example')).email('it')).toBe('ann@mail.example');
	expect(refusal(() => values('ann@').email('it'))).toContain("is not an e-mail address: 'ann@'");
	expect(refusal(() => values(['ann@mail.example']).email('it'))).toContain(
		'is not an e-mail address',
	);
	expect(refusal(() => values('   ').email('it'))).toContain('is empty');
});

test.each<[unknown, string, string | undefined]>([
	['+380 63 272-77-00', '380632727700', undefined],
	['00380632727700', '380632727700', undefined],
	['(49) 30.123456', '4930123456', undefined],
	[4930123456, '4930123456', undefined],
	['+49 (0)170 1234567', '491701234567', undefined],
	['0044 (0) 20 7946 0000', '442079460000', undefined],
	['\u202a+49 170 1234567\u202c', '491701234567', undefined],
	['+49 170\u20111234567', '491701234567', undefined],
	['0170 1234567', '491701234567', '49'],
	['(0)170/1234567', '491701234567', '49'],
	['8 (495) 123-45-67', '74951234567', '7'],
	['+380 63 272-77-00', '380632727700', '49'],
	['380632727700', '380632727700', '49'],
])('the phone number %j is %s', (value, digits, ...[code]) => {
	expect(values(value).phone('it', code)).toBe(digits);
});

test.each([
	'abc',
	'1234',
	'1234567890123456',
	'+49 30 12x',
	'++49301234',
	'+0170 1234567',
	'000123',
])('%j is none', (value) => {
	expect(refusal(() => values(value).phone('it', '49'))).toContain('is not a phone number');
});

test.each(['0170 1234567', '(0170) 1234567', '8 (495) 123-45-67'])(
	'%j is one that only its own country understands',
	(value) => {
		expect(refusal(() => values(value).phone('it'))).toMatch(
			/only its own country understands.*'Default Country Code'/,
		);
	},
);

test('objects, as such or as JSON', () => {
	expect(values({ a: 1 }).object('it')).toEqual({ a: 1 });
	expect(values('{"a": 1}').object('it')).toEqual({ a: 1 });
	expect(refusal(() => values('{a}').object('it'))).toContain('is not valid JSON');
	for (const value of ['[1]', [1], '5', 'null', 5]) {
		expect(refusal(() => values(value).object('it'))).toContain('has to be a JSON object');
	}
});

test.each<[unknown, object[]]>([
	[{ a: 1 }, [{ a: 1 }]],
	['{"a": 1}', [{ a: 1 }]],
	[
		[{ a: 1 }, { b: 2 }],
		[{ a: 1 }, { b: 2 }],
	],
	['[{"a": 1}, {"b": 2}]', [{ a: 1 }, { b: 2 }]],
	[[], []],
	[locator('{"a": 1}'), [{ a: 1 }]],
])('%j is one or several objects', (value, objects) => {
	expect(values(value).objects('it')).toEqual(objects);
});

test('what is no object is refused among several, too', () => {
	expect(refusal(() => values('{a}').objects('it'))).toContain('is not valid JSON');
	for (const value of ['5', 'null', 5, [1], '[{"a": 1}, 5]', [[{ a: 1 }]], [null]]) {
		expect(refusal(() => values(value).objects('it'))).toContain(
			'has to be a JSON object or a list of them',
		);
	}
});

/** A collection with this entry. */
const added = (entry: unknown) => values({ inner: entry }).collection('it');

describe('an entry of a collection that was added and gives nothing', () => {
	const reads = [
		'has',
		'raw',
		'optionalText',
		'optionalMessage',
		'flag',
		'list',
		'ids',
		'numbers',
		'object',
		'objects',
		'email',
		'phone',
		'id',
		'text',
		'message',
	] as const;

	test.each([[undefined], [null], [''], ['  '], [[]], [NaN], [locator('')]])(
		'%j is refused',
		(nothing) => {
			for (const read of reads) {
				expect(refusal(() => added(nothing)[read]('inner'))).toMatch(
					/^'Inner Field' ((was added but )?is empty|has to be text, not '\[\]')/,
				);
			}
			expect(added(nothing).hasValue('inner')).toBe(false);
			expect(added(nothing).added('inner')).toBe(true);
		},
	);

	test('is refused as a list of nothing', () => {
		for (const nothing of [' , ', '[]', ['', null]]) {
			expect(refusal(() => added(nothing).list('inner'))).toBe(
				"'Inner Field' was added but is empty for this item. Fill it in, or remove it.",
			);
		}
	});

	test('is another thing than one that was not added', () => {
		const none = values({}).collection('it');
		expect([
			none.has('inner'),
			none.flag('inner'),
			none.optionalText('inner'),
			none.list('inner'),
		]).toEqual([false, false, '', []]);
	});

	test('may be the whole of it', () => {
		expect(refusal(() => values(undefined, '={{ $json.none }}').collection('it'))).toMatch(
			/^'The Field' has to be an object/,
		);
	});
});

test('entries of a collection are read likewise, and named as the user sees them', () => {
	const collection = values({ inner: ' x ' }).collection('it');
	expect(collection.text('inner')).toBe('x');
	expect(refusal(() => values({}).collection('it').text('inner'))).toContain(
		"'Inner Field' is empty",
	);
	expect(refusal(() => values(undefined).collection('it').text('other'))).toContain(
		"'other' is empty",
	);
	const message = values({ inner: 'Hi ' }, { inner: '=Hi {{name}}' }, (text) => text);
	expect(message.collection('it').message('inner')).toBe('Hi {{name}}');
});

describe('reading from n8n', () => {
	/** A node whose parameter `varying` holds an expression. */
	function reading(
		raw: Record<string, unknown>,
		evaluate: (name: string, index: number) => unknown,
	) {
		const calls: Array<{ name: string; index: number; raw: boolean }> = [];
		const context = {
			getTimezone: () => 'Europe/Kyiv',
			getNodeParameter: (
				name: string,
				index: number,
				fallback: unknown,
				options: { rawExpressions?: boolean; skipValidation?: boolean } = {},
			) => {
				calls.push({ name, index, raw: options.rawExpressions === true });
				const typed = at(raw, name);
				if (typed === undefined) return fallback;
				if (options.rawExpressions) return typed;
				expect(options.skipValidation).toBe(true);
				return evaluate(name, index);
			},
		} as unknown as IExecuteFunctions;
		const fields = [
			field('constant', 'C'),
			field('varying', 'V'),
			field('missing', 'M', { default: 'd' }),
			field('options', 'O'),
		];
		const reader = new ParameterReader(context, fields, { baseUrl: 'https://x' } as Client);
		const item = (index: number) => new ItemParameters(reader, index, { json: {} });
		return { calls, item };
	}

	test('what holds no expression is read once for all items', () => {
		const { calls, item } = reading({ constant: 'c' }, () => undefined);
		for (let index = 0; index < 1_000; index++) expect(item(index).text('constant')).toBe('c');
		expect(calls).toEqual([{ name: 'constant', index: 0, raw: true }]);
	});

	test('an expression is evaluated for each item', () => {
		const { calls, item } = reading({ varying: '={{ $json.x }}' }, (_, index) => `v${index}`);
		expect([0, 1, 2].map((index) => item(index).text('varying'))).toEqual(['v0', 'v1', 'v2']);
		expect(calls.filter(({ raw }) => raw)).toHaveLength(1);
		expect(calls).toHaveLength(4);
	});

	test('an expression deep inside makes the whole vary', () => {
		const { item } = reading(
			{ constant: { list: [{ a: 'x' }, { a: '={{ 1 }}' }] } },
			(_, index) => ({ n: index }),
		);
		expect([1, 2].map((index) => item(index).object('constant'))).toEqual([{ n: 1 }, { n: 2 }]);
	});

	test('entries of a collection are evaluated by themselves, when they are asked for', () => {
		const rows = { row: [{ inner: '={{ 1 }}', text: 'as it is' }] };
		const options = { phone: '={{ 1 }}', broken: '={{ first name }}', rows };
		const { item, calls } = reading({ options }, (name, index) =>
			name === 'options.phone' ? `4930${index}0000` : DateTime.fromISO(`202${index}-01-01`),
		);
		expect([1, 2].map((index) => item(index).options.text('phone'))).toEqual([
			'493010000',
			'493020000',
		]);
		const [row] = item(3).options.rows('rows', 'row');
		expect(row.text('inner')).toMatch(/^2023-01-01T/);
		expect([row.text('text'), row.raw('missing')]).toEqual(['as it is', undefined]);
		const evaluated = calls.filter(({ raw }) => !raw).map(({ name }) => name);
		expect([...new Set(evaluated)]).toEqual(['options.phone', 'options.rows.row[0].inner']);
	});

	test('a parameter that is not there has its default', () => {
		const { item } = reading({}, () => undefined);
		expect(item(0).text('missing')).toBe('d');
		expect(item(0).filters.has('x')).toBe(false);
	});

	test('a look-up is made once, however many items need it, and its failure is theirs, too', async () => {
		const { item } = reading({}, () => undefined);
		let made = 0;
		const find = async () => ++made;
		expect(
			await Promise.all([0, 1, 2].map(async (i) => await item(i).lookUp('key', find))),
		).toEqual([1, 1, 1]);
		expect(await item(3).lookUp('other', find)).toBe(2);
		const fails = async () => {
			made++;
			throw new Error('no');
		};
		for (const index of [0, 1])
			await expect(item(index).lookUp('bad', fails)).rejects.toThrow('no');
		expect(made).toBe(3);
	});

	test('time zone and address come from the workflow and the credential', () => {
		const { item } = reading({}, () => undefined);
		expect(item(0)).toMatchObject({ timeZone: 'Europe/Kyiv', baseUrl: 'https://x' });
	});
});

describe('rows of a fixed collection', () => {
	const inner = field('inner', 'Inner Field');
	const group = { name: 'row', displayName: 'Row', values: [inner] };
	const rowsOf = (
		value: unknown,
		typed: unknown = value,
		evaluate?: (expression: string) => unknown,
	) =>
		new Values(
			(path) => at({ it: value }, path),
			[field('it', 'The Field', { type: 'fixedCollection', options: [group] })],
			() => typed,
			undefined,
			evaluate,
		).rows('it', 'row');

	test.each<[string, unknown, string[]]>([
		['several', { row: [{ inner: ' a ' }, { inner: 'b' }] }, ['a', 'b']],
		['the one that there can be', { row: { inner: 'a' } }, ['a']],
		['JSON text', '{"row":[{"inner":"a"}]}', ['a']],
		['none', {}, []],
		['nothing', undefined, []],
	])('%s', (_, value, expected) => {
		expect(rowsOf(value).map((row) => row.text('inner'))).toEqual(expected);
	});

	test('are named as the user sees them, and keep placeholders', () => {
		const [row] = rowsOf({ row: [{ inner: '' }] });
		expect(refusal(() => row.text('inner'))).toBe("'Inner Field' is empty. Fill it in.");
		expect(refusal(() => rowsOf({ row: ['x'] }))).toBe("'The Field' has to hold objects, not 'x'.");
		const typed = rowsOf(
			{ row: [{ inner: 'Hi undefined 2' }] },
			{ row: [{ inner: '=Hi {{name}} {{ 1 + 1 }}' }] },
			(expression) => expression.replace('{{ 1 + 1 }}', '2'),
		);
		expect(typed[0].message('inner')).toBe('Hi {{name}} 2');
	});

	test.each([{}, { row: [] }])('that were added and are %j are refused', (empty) => {
		const collection = new Values(
			(path) => at({ all: { it: empty } }, path),
			[field('all', 'All', { options: [field('it', 'The Field', { options: [group] })] })],
			() => ({ it: empty }),
		).collection('all');
		expect(refusal(() => collection.rows('it', 'row'))).toContain('was added but is empty');
	});
});

test.each(['https://example.com', ' http://example.com/a?b=c#d '])(
	'%s is a web address',
	(text) => {
		expect(values(text).webAddress('it')).toBe(text.trim());
	},
);

test.each(['example.com', 'ftp://example.com', 'https://', 'https://exa mple.com', 'javascript:x'])(
	'%s is none',
	(text) => {
		expect(refusal(() => values(text).webAddress('it'))).toContain('https://');
	},
);

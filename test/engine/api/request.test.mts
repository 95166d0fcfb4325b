import { InputProblem } from '../../../nodes/engine/api/inputProblem';
import { queryString } from '../../../nodes/engine/api/query';
import { base64File, base64Text, jsonText, readableBody } from '../../../nodes/engine/api/request';
import { del, emailService, get, patch, post, put } from '../../../nodes/SendPulse/product';

test('a verb gives method and path', () => {
	expect(get`/user/info`).toEqual({ product: emailService, method: 'GET', path: '/user/info' });
	expect([post, put, patch, del].map((verb) => verb`/a/${1}`)).toEqual([
		{ product: emailService, method: 'POST', path: '/a/1' },
		{ product: emailService, method: 'PUT', path: '/a/1' },
		{ product: emailService, method: 'PATCH', path: '/a/1' },
		{ product: emailService, method: 'DELETE', path: '/a/1' },
	]);
});

test.each([
	['a/b', 'a%2Fb'],
	['a?b#c', 'a%3Fb%23c'],
	['100%', '100%25'],
	['%2e%2e', '%252e%252e'],
	['ann+tag@mail.example', 'ann%2Btag%40mail.example'],
	['Київ', '%D0%9A%D0%B8%D1%97%D0%B2'],
	['...', '...'],
	['a b', 'a%20b'],
])('the part %j leaves as %j', (part, encoded) => {
	expect(get`/x/${part}/y`.path).toBe(`/x/${encoded}/y`);
});

test.each(['', '.', '..'])(
	'the part %j, which would address something else, is refused',
	(part) => {
		expect(() => get`/x/${part}`).toThrow(InputProblem);
	},
);

test('a list is a path of its own, whose parts keep to themselves', () => {
	expect(get`/directory//${['a/b', 'c d']}`.path).toBe('/directory//a%2Fb/c%20d');
	expect(get`/directory//${[]}`.path).toBe('/directory//');
	expect(() => get`/directory/${['a', '..']}`).toThrow(InputProblem);
});

test('several parts keep their places', () => {
	expect(get`/addressbooks/${5}/variables/${'n/a'}/${'x'}`.path).toBe(
		'/addressbooks/5/variables/n%2Fa/x',
	);
});

test.each<[Parameters<typeof queryString>[0], string]>([
	[undefined, ''],
	[{}, ''],
	[{ limit: undefined }, ''],
	[{ limit: 100, offset: 0 }, '?limit=100&offset=0'],
	[{ status: [3, 4] }, '?status[]=3&status[]=4'],
	[{ status: [] }, ''],
	[{ 'a&b': 'c=d e' }, '?a%26b=c%3Dd%20e'],
	[{ route: { UA: 'national', PL: 1 } }, '?route[UA]=national&route[PL]=1'],
	[{ route: {} }, ''],
	[{ route: { 'a]': 'b&c' } }, '?route[a%5D]=b%26c'],
])('the query %j becomes %j', (query, text) => {
	expect(queryString(query)).toBe(text);
});

test('text and files travel as base64', () => {
	const body = { html: base64Text('<p>Привіт</p>'), file: base64File(Buffer.from([0, 255])) };
	expect(JSON.parse(JSON.stringify(body))).toEqual({
		html: Buffer.from('<p>Привіт</p>', 'utf8').toString('base64'),
		file: 'AP8=',
	});
});

test('people see what stands behind base64, wherever it is', () => {
	const body = {
		html: base64Text('<p>Hi</p>'),
		files: [{ a: base64File(Buffer.alloc(1_234)) }],
		count: 3,
		none: null,
	};
	expect(readableBody(body)).toEqual({
		html: '<p>Hi</p>',
		files: [{ a: '(file, 1,234 bytes)' }],
		count: 3,
		none: null,
	});
});

test('JSON within JSON leaves as a text, with its files in base64, and is shown as what it is', () => {
	const body = { image: jsonText({ name: 'a.png', data: base64File(Buffer.from([0, 255])) }) };
	expect(JSON.parse(JSON.stringify(body))).toEqual({ image: '{"name":"a.png","data":"AP8="}' });
	expect(readableBody(body)).toEqual({ image: { name: 'a.png', data: '(file, 2 bytes)' } });
});

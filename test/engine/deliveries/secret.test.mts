import { keyIn, namesKey, newKey, withKey } from '../../../nodes/engine/deliveries/secret';

const KEY = '0123456789abcdef0123456789abcdef';

test('a key is random, and found again in its address', () => {
	const keys = Array.from({ length: 100 }, newKey);
	expect(new Set(keys).size).toBe(100);
	for (const key of keys) expect(keyIn(withKey('https://a.example/webhook', key))).toBe(key);
});

test.each([
	['https://a.example/webhook', `https://a.example/webhook?key=${KEY}`],
	['https://a.example/webhook?b=1', `https://a.example/webhook?b=1&key=${KEY}`],
])('%s becomes %s', (url, expected) => {
	expect(withKey(url, KEY)).toBe(expected);
	expect(withKey(url, '')).toBe(url);
});

test.each([
	'nonsense',
	'https://a.example/',
	'https://a.example/?key=',
	'https://a.example/?key=short',
	`https://a.example/?KEY=${KEY}`,
])('there is no key in %s', (url) => expect(keyIn(url)).toBe(''));

test.each([
	[{ key: KEY }, true],
	[{ key: ` ${KEY} ` }, true],
	[{ key: KEY.toUpperCase() }, false],
	[{ key: `${KEY}0` }, false],
	[{ key: [KEY] }, false],
	[{}, false],
	[undefined, false],
	[null, false],
])('%j names the key: %s', (query, expected) => expect(namesKey(query, KEY)).toBe(expected));

test('an empty key is named by nobody', () => {
	expect(namesKey({ key: '' }, '')).toBe(false);
	expect(namesKey({}, '')).toBe(false);
});

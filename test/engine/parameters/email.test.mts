import { checkedEmail, sameAddress, spellings } from '../../../nodes/engine/parameters/email';

test.each([
	'a@b.cc',
	'ann.lee+tag@mail.example',
	"o'hara@mail.example",
	'ann@sub.mail-server.example',
	'ann@xn--80ak6aa92e.xn--p1ai',
	'анна@пошта.укр',
	'ann@mail.x2',
	'1@2.example',
	`${'a'.repeat(64)}@mail.example`,
	`ann@${'b'.repeat(63)}.example`,
])('%s is an address', (email) => {
	expect(checkedEmail(email)).toBe(email);
});

test('invisible characters around it go', () => {
	expect(checkedEmail('\u202aann@mail.example\u202c')).toBe('ann@mail.example');
	expect(checkedEmail('\ufeffann@mail.example\u200b ')).toBe('ann@mail.example');
});

test.each(['\u200b', '\u00ad', '\u2060', '\u034f', '\ue000', '\ud83d'])(
	'%j inside makes it none',
	(invisible) => {
		expect(checkedEmail(`an${invisible}n@mail.example`)).toBeUndefined();
		expect(checkedEmail(`ann@ma${invisible}il.example`)).toBeUndefined();
	},
);

test('white space around it goes', () => {
	expect(checkedEmail(' \tann@mail.example\n')).toBe('ann@mail.example');
});

test.each([
	'',
	'ann',
	'@mail.example',
	'ann@',
	'ann@localhost',
	'ann@mail.',
	'ann@.example',
	'ann@mail..example',
	'.ann@mail.example',
	'ann.@mail.example',
	'an..n@mail.example',
	'ann lee@mail.example',
	'ann@mail.example, bob@mail.example',
	'ann@bob@mail.example',
	'Ann <ann@mail.example>',
	'"ann"@mail.example',
	'ann\u0000@mail.example',
	'ann@mail_server.example',
	'{{email}}@mail.example',
	'ann@-mail.example',
	'ann@mail-.example',
	'ann@127.0.0.1',
	'ann@[127.0.0.1]',
	'ann@mail.e',
	`${'a'.repeat(65)}@mail.example`,
	`ann@${'b'.repeat(64)}.example`,
	`ann@${'b.'.repeat(125)}example`,
])('%j is none', (email) => {
	expect(checkedEmail(email)).toBeUndefined();
});

test('a long text is judged at once', () => {
	expect(checkedEmail(`${'a.'.repeat(500_000)}@`)).toBeUndefined();
	expect(checkedEmail(`a@${'a-'.repeat(120)}`)).toBeUndefined();
});

test('case and white space make no other address', () => {
	expect(sameAddress(' Ann@Mail.Example ')).toBe(sameAddress('ann@mail.example'));
});

test.each([
	['ann@münchen.example', 'Ann@XN--mnchen-3ya.example'],
	['ann@münchen.example', 'ann@MU\u0308NCHEN.example'],
	['ren\u00e9@mail.example', 'rene\u0301@mail.example'],
	['анна@пошта.укр', 'анна@xn--80a1acn3a.xn--j1amh'],
])('%s and %s are one address', (one, other) => {
	expect(sameAddress(other)).toBe(sameAddress(one));
});

test('addresses that only look alike are several', () => {
	expect(sameAddress('rene@mail.example')).not.toBe(sameAddress('rené@mail.example'));
	expect(sameAddress('ann@ма/il.example')).toBe('ann@ма/il.example');
	expect(sameAddress('ann')).toBe('ann');
});

test('an address is looked for in each of its spellings', () => {
	expect(spellings('ann@mail.example')).toEqual(['ann@mail.example']);
	expect(spellings('Ann@München.example')).toEqual([
		'Ann@München.example',
		'ann@münchen.example',
		'ann@xn--mnchen-3ya.example',
	]);
});

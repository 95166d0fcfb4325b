import { readRecipients, eachOnce } from '../../../nodes/SendPulseSmtp/fields/recipients';
import { placeholdersIn } from '../../../nodes/SendPulseSmtp/fields/templateVariables';
import { Values } from '../../../nodes/engine/parameters/parameters';

const read = (value: unknown) =>
	readRecipients(
		new Values(
			() => value,
			[{ displayName: 'To Email', name: 'toEmail', type: 'string', default: '' }],
			() => value,
		),
		'toEmail',
	);

const ann = { email: 'ann@example.com', name: 'Ann' };
const bob = { email: 'bob@example.com' };

test.each<[unknown, unknown]>([
	['ann@example.com', [{ email: 'ann@example.com' }]],
	[' <ann@example.com> ', [{ email: 'ann@example.com' }]],
	['Ann <ann@example.com>', [ann]],
	['Ann<ann@example.com>', [ann]],
	['"Ann" <ann@example.com>', [ann]],
	['"Doe, Ann" <ann@example.com>', [{ ...ann, name: 'Doe, Ann' }]],
	['"Doe; \\"Ann\\"" < ann@example.com >', [{ ...ann, name: 'Doe; "Ann"' }]],
	['"Doe \\"A, B\\" C" <ann@example.com>', [{ ...ann, name: 'Doe "A, B" C' }]],
	['Енн Доу <ann@example.com>', [{ ...ann, name: 'Енн Доу' }]],
	["Niamh O'Hara <ann@example.com>", [{ ...ann, name: "Niamh O'Hara" }]],
	['Ann <ann@example.com>, bob@example.com', [ann, bob]],
	['Ann <ann@example.com>; bob@example.com;', [ann, bob]],
	['Ann <ann@example.com>\nbob@example.com\n', [ann, bob]],
	['"Doe, Ann" <ann@example.com>, , bob@example.com', [{ ...ann, name: 'Doe, Ann' }, bob]],
	[
		['Ann <ann@example.com>', 'bob@example.com'],
		[ann, bob],
	],
	[['Ann <ann@example.com>, bob@example.com'], [ann, bob]],
	[ann, [ann]],
	[
		[ann, { email: ' bob@example.com ', name: null }],
		[ann, bob],
	],
	[
		[ann, 'bob@example.com', null],
		[ann, bob],
	],
	['["Ann <ann@example.com>", {"email": "bob@example.com"}]', [ann, bob]],
	['{"email": "ann@example.com", "name": "Ann"}', [ann]],
	[
		{ email: 'ann@example.com', name: 'Ann\r\nBcc: all@example.com' },
		[{ ...ann, name: 'Ann Bcc: all@example.com' }],
	],
	[{ email: 'ann@example.com', name: 7 }, [{ ...ann, name: '7' }]],
])('%j', (written, recipients) => {
	expect(read(written)).toEqual(recipients);
});

const CORRECT = 'Correct it, or leave it out.';
test.each<[unknown, string]>([
	['', 'is empty. Enter at least one e-mail address.'],
	[null, 'is empty. Enter at least one e-mail address.'],
	[[], 'is empty. Enter at least one e-mail address.'],
	[' , ;', 'is empty. Enter at least one e-mail address.'],
	['ann', `has no e-mail address: 'ann'. ${CORRECT}`],
	['Ann <ann@example>', `has no e-mail address: 'Ann <ann@example>'. ${CORRECT}`],
	['Ann ann@example.com', `has no e-mail address: 'Ann ann@example.com'. ${CORRECT}`],
	['Ann <>', `has no e-mail address: 'Ann <>'. ${CORRECT}`],
	[
		'ann@example.com, bob, c@example.com',
		`has no e-mail address as number 2 of 3: 'bob'. ${CORRECT}`,
	],
	[
		'Doe, Ann <ann@example.com>',
		`has no e-mail address as number 1 of 2: 'Doe'. Put a name with a comma in quotes, e.g. "Doe, Ann" <ann@example.com>.`,
	],
	[
		'"Doe, Ann <ann@example.com>, bob@example.com',
		`has no e-mail address: '"Doe, Ann <ann@example.com>, bob@example.com'. ${CORRECT}`,
	],
	[[{ name: 'Ann' }], `has no e-mail address: '{"name":"Ann"}'. ${CORRECT}`],
	[['a@b.cc', 5], `has no e-mail address as number 2 of 2: '5'. ${CORRECT}`],
	['[ann@example.com]', "is not valid JSON: '[ann@example.com]'."],
	['{{name}} <ann@example.com>', "is not valid JSON: '{{name}} <ann@example.com>'."],
])('refuses %j', (written, text) => {
	expect(() => read(written)).toThrow(`'To Email' ${text}`);
});

test('a long text costs no more than its length', () => {
	const began = process.cpuUsage().user;
	expect(
		read(Array.from({ length: 20_000 }, (_, n) => `"A, ${n}" <a${n}@example.com>`).join(',')),
	).toHaveLength(20_000);
	expect(() => read('"'.repeat(200_000))).toThrow('has no e-mail address');
	expect(() => read('<'.repeat(200_000))).toThrow('has no e-mail address');
	expect(placeholdersIn('{{'.repeat(100_000))).toEqual([]);
	expect(process.cpuUsage().user - began).toBeLessThan(5_000_000);
});

test('each address once, whatever its case: the first list that has it keeps it', () => {
	const [to, cc, bcc] = eachOnce(
		[ann, bob, { email: 'ANN@example.com' }],
		[{ email: 'Bob@Example.com', name: 'Bob' }, { email: 'c@example.com' }],
		[{ email: 'c@example.com' }, { email: 'd@example.com' }],
	);
	expect([to, cc, bcc]).toEqual([
		[ann, bob],
		[{ email: 'c@example.com' }],
		[{ email: 'd@example.com' }],
	]);
});

test('placeholders of a template, each once', () => {
	const html =
		'<p>{{name}} {{ order.id }}{{name}} {{ city | Kyiv }} {{ім’я}} {{Прізвище}} {{ 5 }} {{}} {name}</p>';
	expect(placeholdersIn(html).map(({ id }) => id)).toEqual([
		'name',
		'order.id',
		'city',
		'Прізвище',
	]);
});

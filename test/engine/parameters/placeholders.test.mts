import {
	placeholderProblem,
	withPlaceholders,
} from '../../../nodes/engine/parameters/placeholders';

const swallowed = (placeholder: string) =>
	`holds SendPulse's placeholder ${placeholder} in an expression, where n8n would replace it by nothing. Switch the field to Fixed; or, beside n8n's own expressions, write \\${placeholder}`;
const leftOver = (expression: string) =>
	`holds the expression ${expression} as plain text, and your readers would see it like this. Switch the field to Expression`;

describe('in an expression', () => {
	test.each([
		['=Hi {{name}}', '{{name}}'],
		['={{ name }}', '{{ name }}'],
		['={{first_name}} {{ $json.x }}', '{{first_name}}'],
		['={{ $json.x }} {{ first-name }}', '{{ first-name }}'],
		['=Hi {{ Имя }}', '{{ Имя }}'],
		['=Hi {{größe2}}', '{{größe2}}'],
		['=Hi {{ Full name }}', '{{ Full name }}'],
		['=Hi {{ contact.name }}', '{{ contact.name }}'],
		['=Hi {{ name | "friend" }}', '{{ name | "friend" }}'],
		['=<b>\n{{\nname\n}}</b>', '{{\nname\n}}'],
		['={{ true }} {{name}}', '{{name}}'],
		// Two backslashes are one backslash for n8n, and no escape.
		['=C:\\\\{{name}}', '{{name}}'],
	])('%j swallows %j', (typed, placeholder) => {
		expect(placeholderProblem(typed, '')).toBe(swallowed(placeholder));
	});

	test.each([
		'={{ $json.name }}',
		"={{ $('Form').item.json.name }}",
		'={{ $now }}',
		'={{ 1 + 1 }}',
		'={{ "name" }}',
		'={{ true }}',
		'={{ undefined }}',
		'={{ Math.PI }}',
		'={{ DateTime.now() }}',
		'={{ $json.a || $json.b }}',
		'={{ a || b }}',
		'={{ new Date() }}',
		'={{ [1, 2].length }}',
		'=Hi \\{{name}} in {{ $json.city }}',
		'=Hi \\\\\\{{name}}',
		'={{ "{{name\\}}" }}',
		'=no braces { {name} }',
	])('%j is fine', (typed) => {
		expect(placeholderProblem(typed, 'whatever {{ $json.came }} of it')).toBeUndefined();
	});

	test('a long one is not quoted in full', () => {
		const problem = placeholderProblem(`={{ ${'x'.repeat(500)} }}`, '');
		expect(problem).toContain(`{{ ${'x'.repeat(57)}… in`);
		expect(problem?.length).toBeLessThan(400);
	});
});

describe('in plain text', () => {
	test.each([
		['Hi {{ $json.name }}', '{{ $json.name }}'],
		["{{name}} {{ $('Form').item.json.name }}", "{{ $('Form').item.json.name }}"],
		['{{$now}}', '{{$now}}'],
		['{{ $today.plus(1) }}', '{{ $today.plus(1) }}'],
		['{{ $if(true, 1, 2) }}', '{{ $if(true, 1, 2) }}'],
		['{{ $itemIndex }}', '{{ $itemIndex }}'],
		['{{ $secrets.vault.x }}', '{{ $secrets.vault.x }}'],
		['{{ Object.keys($json) }}', '{{ Object.keys($json) }}'],
		['{{ $json.a.map((b) => ({ c: b })) }}', '{{ $json.a.map((b) => ({ c: b })) }}'],
		['<b>{{\n$json.x\n}}</b>', '{{\n$json.x\n}}'],
	])('%j holds the expression %j', (text, expression) => {
		expect(placeholderProblem(text, text)).toBe(leftOver(expression));
	});

	test.each([
		'Hi {{name}}',
		'{{ Имя }} and {{ first name }}',
		'$100 for {{name}}, {{city}} $ only',
		'{{ price }} $json {{ currency }}',
		'{{ 5 $ }}',
		'{ $json }',
		'',
	])('%j is fine', (text) => {
		expect(placeholderProblem(text, text)).toBeUndefined();
	});

	test('what an item brings along is looked at too', () => {
		expect(placeholderProblem(undefined, '{{ $json.x }}')).toBe(leftOver('{{ $json.x }}'));
		expect(placeholderProblem(undefined, '{{ name }}')).toBeUndefined();
	});
});

describe('withPlaceholders', () => {
	test('takes the backslash away that kept a placeholder from n8n', () => {
		expect(withPlaceholders('=Hi \\{{name}}, {{ 1 }}', 'Hi \\{{name}}, 1')).toBe('Hi {{name}}, 1');
		expect(withPlaceholders('=\\{{a}}\\{{b}}', '\\{{a}}\\{{b}}')).toBe('{{a}}{{b}}');
	});

	test.each([
		// Not an expression.
		['Hi \\{{name}}', 'Hi \\{{name}}'],
		// Comes from the data.
		['={{ $json.text }}', 'Hi \\{{name}}'],
		['=C:\\x', 'C:\\x'],
	])('leaves all others alone: %j', (typed, text) => {
		expect(withPlaceholders(typed, text)).toBe(text);
	});
});

import {
	keptPlaceholders,
	placeholderProblem,
	withPlaceholders,
} from '../../../nodes/engine/parameters/placeholders';

const leftOver = (expression: string) =>
	`holds the expression ${expression} as plain text, and your readers would see it like this. Switch the field to Expression`;

describe('in an expression', () => {
	test.each([
		'=Hi {{name}}',
		'={{ name }}',
		'={{first_name}} {{ $json.x }}',
		'={{ $json.x }} {{ first-name }}',
		'={{a}}{{b}}{{a}}',
		'=Hi {{ Имя }}',
		'=Hi {{größe2}}',
		'=Hi {{ Full name }}',
		'=Hi {{ contact.name }}',
		'=Hi {{ name | "friend" }}',
		'=<b>\n{{\nname\n}}</b>',
		'={{ true }} {{name}}',
		// Two backslashes are one backslash for n8n, and no escape.
		'=C:\\\\{{name}}',
	])('%j nothing of it gets lost, and nothing of it is evaluated', (typed) => {
		const kept = keptPlaceholders(typed);
		expect(kept?.restored(kept.expression)).toBe(typed.slice(1));
		expect(kept?.expression).not.toMatch(/\{\{\s*(name|first|Имя|größe|Full|contact|a|b)/);
	});

	test('what n8n evaluates stands where it stood', () => {
		const kept = keptPlaceholders('=Hello {{ name }}, {{ $json.x }} {{city}}');
		const evaluated = kept?.expression.replace('{{ $json.x }}', 'x {{other}}');
		expect(kept?.restored(evaluated ?? '')).toBe('Hello {{ name }}, x {{other}} {{city}}');
	});

	test('marks that no placeholder belongs to are left alone', () => {
		expect(keptPlaceholders('={{name}}')?.restored('\uE0F07\uE0F1')).toBe('\uE0F07\uE0F1');
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
	])('%j is left to n8n', (typed) => {
		expect(keptPlaceholders(typed)).toBeUndefined();
		expect(placeholderProblem(typed, 'whatever {{ $json.came }} of it')).toBeUndefined();
	});
});

test('a record or list that an expression puts into a text is no text for readers', () => {
	const problem = (typed: string) => placeholderProblem(typed, 'You ordered [object Object]');
	expect(problem('=You ordered {{ $json.items }}')).toMatch(
		/^would have '\[object Object\]' in it: .+ Name a field of it/,
	);
	expect(problem('=You ordered [object Object]{{ $json.x }}')).toBeUndefined();
	expect(problem('You ordered [object Object]')).toBeUndefined();
});

test.each(['Hi {{name}}', undefined, 5])('%j is no expression', (typed) => {
	expect(keptPlaceholders(typed)).toBeUndefined();
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

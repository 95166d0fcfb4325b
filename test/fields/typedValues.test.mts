import { DateTime } from 'luxon';
import { InputProblem } from '../../nodes/engine/api/inputProblem';
import { typedValue, type ValueFormats, type VariableType } from '../../nodes/fields/typedValues';

const automatic: ValueFormats = {
	timeZone: 'America/New_York',
	date: 'automatic',
	number: 'automatic',
};

const typed = (value: unknown, type?: VariableType, formats = automatic) =>
	typedValue('x', value, type, formats);

/** What the user reads, behind the variable's name. */
function refusal(value: unknown, type?: VariableType, formats = automatic): string {
	try {
		return `taken as ${typed(value, type, formats)}`;
	} catch (error) {
		expect(error).toBeInstanceOf(InputProblem);
		return (error as Error).message.replace("The variable 'x' ", '');
	}
}

const at = DateTime.fromISO('2019-02-01T10:00', { zone: 'Europe/Kyiv' });

test.each<[VariableType | undefined, unknown, unknown]>([
	['number', 3, 3],
	['number', 0, 0],
	['number', '12', 12],
	['number', '1,234.50', 1234.5],
	['number', '9007199254740991', 9_007_199_254_740_991],
	['string', 'Ännchen', 'Ännchen'],
	['string', ' as it is ', ' as it is '],
	['string', '1,234', '1,234'],
	['string', '12345678901234567890', '12345678901234567890'],
	['string', 42, '42'],
	['string', false, 'false'],
	['string', '2019-02-01T10:00:00Z', '2019-02-01T10:00:00Z'],
	['string', new Date('2024-03-10T23:30:00Z'), '2024-03-10T23:30:00.000Z'],
	['string', at, '2019-02-01T10:00:00.000+02:00'],
	['date', '30.11.1979', '1979-11-30'],
	['date', '2024-06-01T00:00:00+02:00', '2024-06-01'],
	['date', '2024-03-10T02:00:00.000Z', '2024-03-09'],
	['date', at, '2019-02-01'],
	[undefined, 'x', 'x'],
	[undefined, 3, 3],
	[undefined, true, 'true'],
	[undefined, at, '2019-02-01'],
	[undefined, new Date('2019-02-01'), '2019-02-01'],
	['string', '', ''],
	['number', '', undefined],
	['date', '', undefined],
	['string', null, undefined],
	[undefined, undefined, undefined],
])('a variable of type %s takes %p as %p', (type, value, expected) => {
	expect(typed(value, type)).toBe(expected);
});

const LEAVE_OUT = ". Correct it, or switch on 'Leave Out Wrong Values' under Options.";
const SHORTENED = 'is one that a spreadsheet has shortened. Write out its digits.';
const TOO_LONG =
	'as it is: it has more digits than numbers keep, and the last ones would change. Pass it as text to a text variable.';

test.each<[VariableType | undefined, unknown, string]>([
	['number', 'three', `wants a number, not 'three'${LEAVE_OUT}`],
	['number', ' ', `wants a number, not ' '${LEAVE_OUT}`],
	['number', '0x10', `wants a number, not '0x10'${LEAVE_OUT}`],
	['number', true, `wants a number, not 'true'${LEAVE_OUT}`],
	['number', NaN, `wants a number, not 'null'${LEAVE_OUT}`],
	['number', '1e3', `wants a number, and '1e3' ${SHORTENED}`],
	['number', '1,23E+11', `wants a number, and '1,23E+11' ${SHORTENED}`],
	[
		'number',
		'1,234',
		"wants a number, and '1,234' can be read as 1234 or 1.234. Choose the 'Number Format' under Options.",
	],
	['number', '12345678901234567890', `can't take the number '12345678901234567890' ${TOO_LONG}`],
	['number', '-9007199254740993', `can't take the number '-9007199254740993' ${TOO_LONG}`],
	['number', 2 ** 53, `can't take the number '9007199254740992' ${TOO_LONG}`],
	['string', 1e21, `can't take the number '1e+21' ${TOO_LONG}`],
	[undefined, -(2 ** 53), `can't take the number '-9007199254740992' ${TOO_LONG}`],
	['date', 'tomorrow', `wants a date like 2019-02-01, not 'tomorrow'${LEAVE_OUT}`],
	['date', 1549000000, `wants a date like 2019-02-01, not '1549000000'${LEAVE_OUT}`],
	[
		'date',
		'01.02.2019',
		"wants a date, and '01.02.2019' can be read as 2019-02-01 or 2019-01-02. Choose the 'Date Format' under Options.",
	],
	['string', { first: 'Ann' }, `wants text or a number, not '{"first":"Ann"}'${LEAVE_OUT}`],
	['string', ['Ann'], `wants text or a number, not '["Ann"]'${LEAVE_OUT}`],
	[undefined, Infinity, `wants text or a number, not 'null'${LEAVE_OUT}`],
])('a variable of type %s refuses %p in words', (type, value, expected) => {
	expect(refusal(value, type)).toBe(expected);
});

test('a chosen format decides, and refuses what it can not have written', () => {
	const american: ValueFormats = { ...automatic, date: 'MM/dd/yyyy', number: 'decimalPoint' };
	expect(typed('01/02/2019', 'date', american)).toBe('2019-01-02');
	expect(typed('1,234', 'number', american)).toBe(1234);
	expect(refusal('30.11.1979', 'date', american)).toBe(
		"wants a date, and '30.11.1979' is not written in the chosen format. Correct it, or the 'Date Format' under Options.",
	);
	expect(refusal('3,5', 'number', american)).toBe(
		"wants a number, and '3,5' is not written in the chosen format. Correct it, or the 'Number Format' under Options.",
	);
});

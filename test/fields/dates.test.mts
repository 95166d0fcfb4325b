import { DateTime } from 'luxon';
import { asDate } from '../../nodes/fields/dates';

const KYIV = 'Europe/Kyiv';

test.each([
	['2019-02-01', '2019-02-01'],
	[' 2019-02-01 ', '2019-02-01'],
	['2020-02-29', '2020-02-29'],
	['2019-02-01T23:30', '2019-02-01'],
	['2019-02-01 23:30:15', '2019-02-01'],
	['2019-02-01T23:30:15.123', '2019-02-01'],
])('%s is the day it names', (value, day) => {
	expect(asDate(value, KYIV)).toBe(day);
	expect(asDate(value, 'America/Los_Angeles')).toBe(day);
});

test.each([
	['2019-02-01T23:30:00Z', '2019-02-02'],
	['2019-02-01 23:30:00Z', '2019-02-02'],
	['2019-02-01T23:30:00+02:00', '2019-02-01'],
	['2019-02-01T23:30:00+0200', '2019-02-01'],
	['2019-02-01T23:30:00,5Z', '2019-02-02'],
	['2019-02-01T02:00:00+05:00', '2019-01-31'],
	['2019-07-01T21:30:00Z', '2019-07-02'],
])('the instant %s is %s in Kyiv', (value, day) => {
	expect(asDate(value, KYIV)).toBe(day);
	expect(asDate(new Date(value.replace(' ', 'T').replace(',', '.')), KYIV)).toBe(day);
});

test.each(['Europe/Kyiv', 'America/Los_Angeles', 'Pacific/Auckland'])(
	'midnight UTC stays the day that it names in %s',
	(zone) => {
		expect(asDate('2019-02-01T00:00:00.000Z', zone)).toBe('2019-02-01');
		expect(asDate(new Date('2019-02-01'), zone)).toBe('2019-02-01');
		expect(asDate(new Date('1960-02-01'), zone)).toBe('1960-02-01');
	},
);

test("n8n's own dates are taken in their own zone", () => {
	expect(asDate(DateTime.fromISO('2019-02-01T23:30', { zone: 'America/Los_Angeles' }), KYIV)).toBe(
		'2019-02-01',
	);
	expect(asDate(DateTime.invalid('x'), KYIV)).toBeUndefined();
});

test.each([
	'',
	'01.02.2019',
	'02/01/2019',
	'2019-2-1',
	'2019-02-30',
	'2019-13-01',
	'2019-02-29',
	'2019-02-30T10:00:00Z',
	'2019-02-30T10:00',
	'2019-02-01T25:00:00Z',
	'20190201',
	'1 Feb 2019',
	'2019-02-01T10',
	'today',
	1_548_979_200_000,
	true,
	null,
	undefined,
	{},
	[],
	new Date('x'),
])('%p is no date that everybody reads alike', (value) => {
	expect(asDate(value, KYIV)).toBeUndefined();
});

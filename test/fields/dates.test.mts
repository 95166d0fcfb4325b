import fc from 'fast-check';
import { DateTime } from 'luxon';
import { daysOf, type DateFormat } from '../../nodes/fields/dates';

const KYIV = 'Europe/Kyiv';

test.each([
	['2019-02-01', '2019-02-01'],
	[' 2019-02-01 ', '2019-02-01'],
	['2020-02-29', '2020-02-29'],
	['2019-02-01T23:30', '2019-02-01'],
	['2019-02-01 23:30:15', '2019-02-01'],
	['2019-02-01T23:30:15.123', '2019-02-01'],
	['30.11.1979', '1979-11-30'],
	['02/13/1985', '1985-02-13'],
	['13/2/1985', '1985-02-13'],
	['1990/02/01', '1990-02-01'],
	['1990-2-1', '1990-02-01'],
	['05.05.2019', '2019-05-05'],
	['30.11.1979 14:05', '1979-11-30'],
	['2/13/1985, 2:30:00 PM', '1985-02-13'],
])('%s is the day it names', (value, day) => {
	expect(daysOf(value, KYIV)).toEqual([day]);
	expect(daysOf(value, 'America/Los_Angeles')).toEqual([day]);
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
	expect(daysOf(value, KYIV)).toEqual([day]);
	expect(daysOf(new Date(value.replace(' ', 'T').replace(',', '.')), KYIV)).toEqual([day]);
});

test.each([KYIV, 'America/Los_Angeles', 'Pacific/Auckland'])(
	'midnight, in UTC or in its own offset, stays the day that it names in %s',
	(zone) => {
		expect(daysOf('2019-02-01T00:00:00.000Z', zone)).toEqual(['2019-02-01']);
		expect(daysOf('2024-06-01T00:00:00+02:00', zone)).toEqual(['2024-06-01']);
		expect(daysOf('2024-06-01T00:00:00.000-1000', zone)).toEqual(['2024-06-01']);
		expect(daysOf(new Date('2019-02-01'), zone)).toEqual(['2019-02-01']);
		expect(daysOf(new Date('1960-02-01'), zone)).toEqual(['1960-02-01']);
	},
);

test("n8n's own dates are taken in their own zone", () => {
	const late = DateTime.fromISO('2019-02-01T23:30', { zone: 'America/Los_Angeles' });
	expect(daysOf(late, KYIV)).toEqual(['2019-02-01']);
	expect(daysOf(DateTime.invalid('x'), KYIV)).toEqual([]);
});

test.each(['01.02.2019', '1/2/2019', '01-02-2019'])('%s can be two days', (value) => {
	expect(daysOf(value, KYIV).sort()).toEqual(['2019-01-02', '2019-02-01']);
	expect(daysOf(value, KYIV, 'dd.MM.yyyy')).toEqual(['2019-02-01']);
	expect(daysOf(value, KYIV, 'MM/dd/yyyy')).toEqual(['2019-01-02']);
	expect(daysOf(value, KYIV, 'yyyy/MM/dd')).toEqual([]);
});

test.each([
	'',
	'30.11.79',
	'32.01.2019',
	'02.13.02.2019',
	'30.02.2019',
	'30.11/1979',
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
])('%p is no date', (value) => {
	expect(daysOf(value, KYIV)).toEqual([]);
});

const aDay = fc
	.date({ min: new Date('1000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
	.map((date) => DateTime.fromJSDate(date, { zone: 'utc' }));

test.each<[written: string, format: DateFormat]>([
	['dd.MM.yyyy', 'dd.MM.yyyy'],
	['d/M/yyyy', 'dd.MM.yyyy'],
	['MM/dd/yyyy', 'MM/dd/yyyy'],
	['M-d-yyyy', 'MM/dd/yyyy'],
	['yyyy/MM/dd', 'yyyy/MM/dd'],
	['yyyy-MM-dd', 'dd.MM.yyyy'],
])('%s is read back as %s, and automatically never as another day alone', (written, format) => {
	fc.assert(
		fc.property(aDay, (day) => {
			const text = day.toFormat(written);
			expect(daysOf(text, KYIV, format)).toEqual([day.toISODate()]);
			expect(daysOf(text, KYIV)).toContain(day.toISODate());
		}),
	);
});

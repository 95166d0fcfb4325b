import '../../../quickWaits.mts';
import type { IDataObject } from 'n8n-workflow';
import { answering, answersAside, says, silent } from '../../../api.mts';
import { listsPages } from '../../../SendPulse/listing.mts';
import { givesWhatItShould } from '../../../SendPulse/suites.mts';
import { record, simple, smtpOperation } from '../../records.mts';

// The account is in New York: there it is still the day before when Berlin has midnight.
answersAside(({ path }) =>
	path === '/user/info' ? says({ locale: 'America/New_York' }) : undefined,
);

const getMany = smtpOperation('email', 'getMany');

givesWhatItShould({
	operation: getMany,
	parameters: {
		filters: {
			dateFrom: '2026-01-05',
			dateTo: '2026-01-31',
			recipient: 'Anna-Maria@gmail.com',
			sender: 'tech@yourdream.com',
		},
	},
	request: {
		method: 'GET',
		path: '/smtp/emails?from=2026-01-05&to=2026-01-31&recipient=Anna-Maria%40gmail.com&sender=tech%40yourdream.com&country=off&limit=50&offset=0',
	},
	answer: says([record(), record({ id: 'other' })]),
	output: [simple(), simple({ id: 'other' })],
});

listsPages({
	operation: getMany,
	parameters: {},
	path: '/smtp/emails',
	query: 'country=off&',
	record: (number) => record({ id: `mail-${number}` }),
	output: (number) => simple({ id: `mail-${number}` }),
});

test('records of one e-mail to several recipients are all given', async () => {
	const records = [record(), record({ recipient: 'bob@example.com' })];
	answering(says(records));
	const { json } = await getMany.run({ simplify: false });
	expect(json).toEqual(records);
});

test('countries are asked for on request', async () => {
	const api = answering(says([]));
	await getMany.run({ filters: { includeCountries: true }, limit: 9 });
	expect(api.requests.map(({ path }) => path)).toEqual(['/smtp/emails?limit=9&offset=0']);
});

test.each([
	['2026-03-02', '2026-03-02'],
	['2026-03-02T00:00:00', '2026-03-02'],
	['2026-03-02T23:30:00', '2026-03-02'],
	['2026-03-02T00:00:00+01:00', '2026-03-02'],
	['2026-03-02T01:00:00+01:00', '2026-03-01'],
	['2026-03-02T03:00:00.000Z', '2026-03-01'],
	['2026-03-02T05:30:00Z', '2026-03-02'],
	['31.12.2025', '2025-12-31'],
	["={{ DateTime.fromISO('2026-03-02T04:00:00Z') }}", '2026-03-01'],
	["={{ new Date('2026-03-02T04:00:00Z') }}", '2026-03-01'],
])('%s is the day %s of the account', async (dateFrom, day) => {
	const api = answering(says([]));
	const { error } = await getMany.run({ filters: { dateFrom }, limit: 9 });
	expect(error).toBeUndefined();
	expect(api.requests.map(({ path }) => path)).toEqual([
		`/smtp/emails?from=${day}&country=off&limit=9&offset=0`,
	]);
});

const noDay = (shown: string) =>
	`is no day that everybody reads alike: '${shown}'. Write it like 2030-12-31.`;
test.each<[IDataObject, string]>([
	[{ dateFrom: '01.02.2026' }, `'From Date' ${noDay('01.02.2026')}`],
	[{ dateTo: '2026-02-30' }, `'To Date' ${noDay('2026-02-30')}`],
	[{ dateTo: '2026-02-30T10:00:00Z' }, `'To Date' ${noDay('2026-02-30T10:00:00Z')}`],
	[{ dateTo: 'yesterday' }, `'To Date' ${noDay('yesterday')}`],
	[
		{ dateFrom: '={{ $json.missing }}' },
		"'From Date' was added but is empty for this item. Fill it in, or remove it.",
	],
	[
		{ dateFrom: '2026-02-02', dateTo: '2026-02-01' },
		"'To Date' is before 'From Date' (2026-02-02): 2026-02-01.",
	],
	[
		{ recipient: 'ann' },
		"'Recipient' is not an e-mail address: 'ann'. Correct it or leave this item out.",
	],
])('refuses %j before anything is sent', async (filters, text) => {
	const api = silent();
	const { error } = await getMany.run({ filters });
	expect([error?.message, api.requests]).toEqual([`${text} Nothing was sent.`, []]);
});

import '../../../quickWaits.mts';
import { answering, operation, says } from '../../../api.mts';
import { explainsRefusals, givesWhatItShould, type Sample } from '../../suites.mts';
import { looksUp } from './lookUps.mts';

const getStatistics = operation('emailAddress', 'getStatistics');
const email = 'example@yourdomain.com';
const sample: Sample = {
	operation: getStatistics,
	parameters: { email },
	request: { method: 'GET', path: '/emails/example%40yourdomain.com/campaigns' },
	answer: says({
		statistic: { sent: 9, open: 2, link: 1 },
		blacklist: false,
		addressbooks: [
			{ id: 154441, address_book_name: 'Mailing list 1' },
			{ id: 154472, address_book_name: 'Mailing list 2' },
		],
	}),
	output: [
		{
			email,
			sent: 9,
			open: 2,
			link: 1,
			blacklist: false,
			addressbooks: [
				{ mailingListId: 154441, id: 154441, name: 'Mailing list 1' },
				{ mailingListId: 154472, id: 154472, name: 'Mailing list 2' },
			],
		},
	],
};
const nothing = { sent: 0, open: 0, link: 0, blacklist: false, addressbooks: [] };

givesWhatItShould(sample);
explainsRefusals(sample, [
	[
		422,
		422,
		'Argument email is invalid',
		'A value was not accepted. Correct the value that SendPulse names.',
	],
]);
looksUp({
	...sample,
	email,
	pathOf: (encoded) => `/emails/${encoded}/campaigns`,
	manyPath: '/emails/campaigns',
	// Spelt with one d there, the name is called name, and there is no `statistic`.
	part: (one) =>
		one === email
			? {
					sent: 9,
					open: 2,
					link: 1,
					adressbooks: [
						{ mailingListId: 154441, id: 154441, name: 'Mailing list 1' },
						{ mailingListId: 154472, id: 154472, name: 'Mailing list 2' },
					],
					blacklist: false,
				}
			: { sent: 1, open: 1, link: 0, adressbooks: [{ id: 1, name: one }], blacklist: true },
	found: (one) =>
		one === email
			? sample.output[0]
			: {
					email: one,
					sent: 1,
					open: 1,
					link: 0,
					blacklist: true,
					addressbooks: [{ mailingListId: 1, id: 1, name: one }],
				},
	unknown: (one) => ({ email: one, ...nothing }),
});

test('takes either spelling from either call', async () => {
	answering(
		says({ sent: 3, open: 2, link: 1, blacklist: true, adressbooks: [{ id: 5, name: 'Five' }] }),
	);
	const { json } = await getStatistics.run({ email });
	expect(json).toEqual([
		{
			email,
			sent: 3,
			open: 2,
			link: 1,
			blacklist: true,
			addressbooks: [{ mailingListId: 5, id: 5, name: 'Five' }],
		},
	]);
});

test('an address without mailing lists has none', async () => {
	answering(
		says({ statistic: { sent: 1, open: 0, link: 0 }, blacklist: true, addressbooks: null }),
	);
	const { json } = await getStatistics.run({ email });
	expect(json).toEqual([{ email, ...nothing, sent: 1, blacklist: true }]);
});

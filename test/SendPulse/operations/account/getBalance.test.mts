import '../../../quickWaits.mts';
import { answering, operation, refuses, says, silent } from '../../../api.mts';
import {
	explainsRefusals,
	givesWhatItShould,
	repeatsWhatIsUnclear,
	worksWithRetryOnFail,
	type Sample,
} from '../../suites.mts';

const getBalance = operation('account', 'getBalance');
const inDollars = { currency: 'USD', balance_currency: 0.02 };
const sample: Sample = {
	operation: getBalance,
	parameters: {},
	request: { method: 'GET', path: '/balance' },
	answer: says(inDollars),
	output: [inDollars],
};
const inEuros: Sample = {
	...sample,
	parameters: { options: { currency: 'EUR' } },
	request: { method: 'GET', path: '/balance/EUR' },
	answer: says({ currency: 'EUR', balance_currency: 12 }),
	output: [{ currency: 'EUR', balance_currency: 12 }],
};

givesWhatItShould(sample, inEuros);
repeatsWhatIsUnclear(inEuros);
worksWithRetryOnFail(inEuros);
explainsRefusals(inEuros, [
	[
		422,
		422,
		'Argument currency is invalid',
		'A value was not accepted. Correct the value that SendPulse names.',
	],
]);

test.each([
	['eur', '/balance/EUR'],
	[' Uah ', '/balance/UAH'],
])('asks for the currency %j at %s', async (currency, path) => {
	const api = answering(says(inDollars));
	await getBalance.run({ options: { currency } });
	expect(api.requests).toEqual([{ method: 'GET', path }]);
});

test.each(['EURO', 'E', '€', 'U$D', '../', 'USD,EUR', 978])(
	'refuses %j as currency before anything is sent',
	async (wrong) => {
		const api = silent();
		const { error } = await getBalance.run(
			{ options: { currency: '={{ $json.currency }}' } },
			{ items: [{ currency: 'USD' }, { currency: wrong }] },
		);
		expect(error?.message).toBe(
			`Item 2: 'Currency' has to be a code of three letters like USD, not '${wrong}'. Nothing was sent.`,
		);
		expect(api.requests).toEqual([]);
	},
);

test('goes on after failed items where the user wants that', async () => {
	const api = answering(refuses(422, 422, 'Argument currency is invalid'), says(inDollars));
	const { items } = await getBalance.run(
		{ options: { currency: '={{ $json.currency }}' } },
		{
			items: [{ currency: 'XXX' }, { currency: 'dollar' }, { currency: 'USD' }],
			settings: { onError: 'continueRegularOutput' },
		},
	);
	expect(items).toEqual([
		{
			json: {
				error:
					'Item 1: A value was not accepted. Correct the value that SendPulse names. SendPulse says: Argument currency is invalid (code 422).',
				input: { currency: 'XXX' },
			},
			pairedItem: { item: 0 },
		},
		{
			json: {
				error: "Item 2: 'Currency' has to be a code of three letters like USD, not 'dollar'.",
				input: { currency: 'dollar' },
			},
			pairedItem: { item: 1 },
		},
		{ json: inDollars, pairedItem: { item: 2 } },
	]);
	expect(api.requests.map(({ path }) => path)).toEqual(['/balance/XXX', '/balance/USD']);
});

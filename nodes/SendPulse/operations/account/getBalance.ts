import { read } from '../../../engine/run/operation';
import { shown } from '../../../engine/parameters/parameters';
import { get } from '../../product';

/** Bulk Email Service API, "Get your balance information". */
export const getBalance = read({
	option: {
		name: 'Get Balance',
		value: 'getBalance',
		action: 'Get the balance of the account',
		description: 'Get the balance of the account in its own or in another currency',
	},
	fields: [
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				{
					displayName: 'Currency',
					name: 'currency',
					type: 'string',
					default: '',
					placeholder: 'e.g. USD',
					description: 'Currency of the answer, as a code of three letters',
				},
			],
		},
	],
	prepare: ({ options }) => {
		const currency = options.optionalText('currency');
		if (currency && !/^[A-Z]{3}$/i.test(currency)) {
			options.fail(
				'currency',
				`has to be a code of three letters like USD, not ${shown(currency)}`,
			);
		}
		return { currency: currency.toUpperCase() };
	},
	request: ({ currency }) => (currency ? get`/balance/${currency}` : get`/balance`),
});

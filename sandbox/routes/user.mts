import type { FastifyInstance } from 'fastify';
import type { SandboxContext } from '../context.mts';
import { invalid } from '../errors.mts';
import { planEnd } from '../plans.mts';
import { products } from '../products.mts';

/** Currencies the account may be asked in, and what a dollar is in them. */
const rates: Readonly<Record<string, number>> = { USD: 1, EUR: 0.92, UAH: 41.2, RUR: 92.5 };

/** The account itself (Service REST API, Account information, Invited users, Balance information). */
export function userRoutes(api: FastifyInstance, sandbox: SandboxContext): void {
	api.get('/user/info', async () => sandbox.state.account.info());

	api.get('/user/invited-users-list', async () => sandbox.state.account.users());

	api.get('/balance', async () => balance(sandbox.state.account.profile.currency));

	api.get('/balance/:currency', async (request) =>
		balance((request.params as { currency: string }).currency),
	);

	// Money is text here, and a number in GET /balance.
	api.get('/user/balance/detail', async () => {
		const { funds, profile } = sandbox.state.account;
		return {
			balance: {
				main: funds.balance.toFixed(2),
				bonus: funds.bonus.toFixed(2),
				currency: profile.currency,
			},
			...Object.assign({}, ...products.map((product) => product.plans?.(sandbox))),
			push: {
				tariff_name: 'White Label',
				end_date: planEnd(sandbox).slice(0, 10),
				auto_renew: 1,
			},
		};
	});

	function balance(currency: string) {
		const rate = rates[currency.toUpperCase()];
		if (rate === undefined) throw invalid('Argument currency is invalid');
		const amount = sandbox.state.account.funds.balance * rate;
		return { currency: currency.toUpperCase(), balance_currency: Math.round(amount * 100) / 100 };
	}
}

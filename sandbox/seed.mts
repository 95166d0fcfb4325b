import type { SeedSetup } from './product.mts';
import { products } from './products.mts';
import type { SandboxState } from './state.mts';

/** Fills the account with the data it starts with: the same for the same seed, on every machine and day. */
export function seedState(state: SandboxState, setup: SeedSetup): void {
	seedTeam(state);
	for (const product of products) product.seed?.(state, setup);
}

function seedTeam({ account }: SandboxState): void {
	account.team.push(
		{
			id: 7_100_014,
			firstName: 'Jonas',
			lastName: 'Holm',
			email: 'jonas.holm@shop.example',
			groupId: 6,
			avatar: null,
			lang: 'en:English',
			locale: 'Europe/Berlin',
			currency: 'EUR',
			country: 'DE',
			phone: 4_930_901_821,
		},
		{
			id: 7_100_027,
			firstName: 'Олена',
			lastName: 'Іваненко',
			email: 'olena@agency.example',
			groupId: 1,
			avatar: null,
			lang: 'ua:Українська',
			locale: 'Europe/Kyiv',
			currency: 'UAH',
			country: 'UA',
			phone: 380_671_112_233,
		},
	);
}

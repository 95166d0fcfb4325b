import type { SandboxProduct } from '../product.mts';
import { verifierRefusals } from './errors.mts';
import { verifierOptions, type VerifierOptions } from './options.mts';
import { verifierViews } from './page.mts';
import { verifierControlRoutes } from './routes/control.mts';
import { verifierRoutes } from './routes/index.mts';
import { VerifierStore } from './store.mts';
import { ListStatus } from './verdicts.mts';

/** What the account has verified. */
interface VerifierStores {
	readonly verifier: VerifierStore;
}

declare module '../state.mts' {
	interface SandboxState extends VerifierStores {}
}
declare module '../options.mts' {
	interface SandboxOptions extends VerifierOptions {}
}

/** Whether addresses exist: single ones, and those of the mailing lists of the e-mail service. */
export const verifier: SandboxProduct<VerifierStores, VerifierOptions> = {
	title: 'Verifier',
	views: verifierViews,
	options: verifierOptions,
	stores(state, { options, clock }) {
		const store = new VerifierStore(state, options, clock);
		// What is being verified can't be sent to (OpenAPI description), nor can a red list (knowledge base).
		state.lists.obstacles.push(({ id }) => {
			const check = store.listCheck(id);
			if (!check) return undefined;
			const status = store.statusOf(check);
			if (status === ListStatus.checking) return verifierRefusals.listIsChecked();
			return status === ListStatus.red ? verifierRefusals.listIsRed() : undefined;
		});
		return { verifier: store };
	},
	seed({ lists, verifier: store, fates }) {
		const testers = lists.getByName('Beta testers');
		fates.decide('tester5@lab.example', { delivery: 'softBounce' });
		for (const number of [1, 2, 3, 4])
			fates.decide(`tester${number}@lab.example`, { delivery: 'delivered' });
		if (testers) store.startList(testers, Date.UTC(2025, 5, 25, 9), false);
	},
	routes: verifierRoutes,
	controlRoutes: verifierControlRoutes,
	figures: ({ state }) => ({
		verifiedLists: state.verifier.listChecks().length,
		verifierQuotaLeft: state.verifier.quotaLeft,
	}),
};

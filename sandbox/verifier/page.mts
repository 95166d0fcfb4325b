import type { Arguments } from '../arguments.mts';
import type { SandboxContext } from '../context.mts';
import { accountDate } from '../dates.mts';
import { code, tableSection, type Cell } from '../page/table.mts';
import type { View } from '../page/view.mts';
import type { ListCheck } from './store.mts';
import { AddressStatus, addressTexts, ListStatus, listTexts, type Verdict } from './verdicts.mts';

const SHOWN = 200;

export const verifierViews: readonly [View, ...View[]] = [
	{ name: 'verifier', title: 'Verified lists', sections: listSections },
	{
		name: 'verifier-addresses',
		title: 'Single addresses',
		sections: (sandbox) => [singlesSection(sandbox)],
	},
];

const addressCell = (status: number): Cell => ({
	text: addressTexts.en[status] ?? '',
	tone: status === AddressStatus.valid ? 'good' : status === AddressStatus.invalid ? 'bad' : 'soft',
});

const listCell = (status: number): Cell => ({
	text: listTexts.en[status] ?? '',
	tone: status === ListStatus.green ? 'good' : status === ListStatus.red ? 'bad' : 'soft',
});

/** `checked` in the page's address chooses the list whose results are shown. */
function listSections(sandbox: SandboxContext, { checked }: Arguments): string[] {
	const checks = sandbox.state.verifier.listChecks().reverse();
	const chosen = checks.find(({ listId }) => String(listId) === checked) ?? checks[0];
	return [
		listsSection(sandbox, checks, chosen),
		...(chosen ? [resultSection(sandbox, chosen)] : []),
	];
}

function listsSection(
	{ state }: SandboxContext,
	checks: readonly ListCheck[],
	chosen: ListCheck | undefined,
): string {
	const { verifier, lists, account } = state;
	const countOf = ({ addresses }: ListCheck, wanted: number) =>
		addresses.filter(({ status }) => status === wanted).length;
	return tableSection({
		id: 'verifier-lists',
		title: 'Verified lists',
		note: `${verifier.quotaLeft} addresses left this month`,
		empty: 'No list has been verified yet.',
		columns: [
			{ name: 'List', kind: 'names' },
			{ name: 'Begun', kind: 'date' },
			{ name: 'Status' },
			{ name: 'Progress', kind: 'number' },
			{ name: 'Valid', kind: 'number' },
			{ name: 'Unconfirmed', kind: 'number' },
			{ name: 'Invalid', kind: 'number' },
			{ name: 'ID' },
		],
		rows: checks.map((check) => {
			const isRunning = verifier.isRunning(check);
			const count = (status: number) => (isRunning ? '' : countOf(check, status));
			return [
				{
					text: lists.get(check.listId)?.name ?? '',
					path: `/?view=verifier&checked=${check.listId}`,
					isChosen: check === chosen,
				},
				accountDate(check.startedAt, account.profile.locale),
				listCell(verifier.statusOf(check)),
				`${verifier.processed(check)} of ${check.addresses.length}`,
				count(AddressStatus.valid),
				count(AddressStatus.unconfirmed),
				count(AddressStatus.invalid),
				code(check.listId),
			];
		}),
	});
}

function resultSection({ state, clock }: SandboxContext, { listId, addresses }: ListCheck): string {
	const now = clock.now();
	return tableSection({
		id: 'verifier-result',
		title: `Addresses of “${state.lists.get(listId)?.name ?? ''}”`,
		note: addresses.length,
		columns: [
			{ name: 'Address', kind: 'address' },
			{ name: 'Result' },
			{ name: 'Time', kind: 'date' },
		],
		rows: addresses
			.slice(0, SHOWN)
			.map(({ email, status, checkedAt }) =>
				checkedAt > now
					? [email, { text: 'waits', tone: 'soft' }, '']
					: [email, addressCell(status), accountDate(checkedAt, state.account.profile.locale)],
			),
	});
}

function singlesSection({ state }: SandboxContext): string {
	const flags = ({ disposable, webmail, gibberish }: Verdict) =>
		[disposable && 'disposable', webmail && 'webmail', gibberish && 'gibberish']
			.filter(Boolean)
			.join(', ');
	return tableSection({
		id: 'verifier-singles',
		title: 'Single addresses',
		empty: 'No single address has been verified yet.',
		columns: [
			{ name: 'Address', kind: 'address' },
			{ name: 'Result' },
			{ name: 'What it is', kind: 'names' },
			{ name: 'Submitted', kind: 'date' },
		],
		rows: state.verifier
			.allSingles()
			.slice(-SHOWN)
			.reverse()
			.map((check) => {
				const verdict = state.verifier.verdictNow(check);
				return [
					check.email,
					addressCell(verdict.status),
					flags(verdict),
					accountDate(check.submittedAt, state.account.profile.locale),
				];
			}),
	});
}

import type { IDataObject } from 'n8n-workflow';
import { count } from '../../../engine/run/progress';
import { withStatusName } from '../../../fields/statusName';
import { CONTACT_STATUS } from '../../fields/statuses';
import type { Step, SyncAction, SyncPlan, SyncSettings } from './syncPlan';

const IS_SHOWN: Record<SyncSettings['output'], (action: SyncAction) => boolean> = {
	summary: () => false,
	changes: (action) => action !== 'unchanged' && action !== 'keep',
	all: () => true,
};

export interface Account {
	preview: boolean;
	requests: number;
	seconds: number;
}

/** One contact, as the output has it. */
function record(step: Step, preview: boolean): IDataObject {
	const { mailingListId, email, action, done, reason, status, changes } = step;
	const entry: IDataObject = {
		mailingListId,
		email,
		action,
		done,
		...(preview ? { preview } : {}),
		...(reason === undefined ? {} : { reason }),
		...(status === undefined ? {} : { status }),
		...(changes === undefined ? {} : { changes: changes as IDataObject }),
	};
	return withStatusName(entry, CONTACT_STATUS);
}

/** Of a run: how many of each action were done, or would be. */
const numberOf = ({ steps }: SyncPlan, action: SyncAction, preview: boolean) =>
	steps.filter((step) => step.action === action && !step.failed && (preview || step.done)).length;

const figuresOf = (plan: SyncPlan, preview: boolean) => ({
	added: numberOf(plan, 'add', preview),
	updated: numberOf(plan, 'update', preview),
	unchanged: numberOf(plan, 'unchanged', true),
	unsubscribed: numberOf(plan, 'unsubscribe', preview),
	deleted: numberOf(plan, 'delete', preview),
	kept: numberOf(plan, 'keep', true),
	skipped: numberOf(plan, 'skip', true),
	failed: plan.steps.filter(({ failed }) => failed).length,
});

export const summary = (plan: SyncPlan, { preview, requests, seconds }: Account): IDataObject => ({
	mailingListId: plan.list.id,
	name: plan.list.name,
	preview,
	allowed: plan.reason === undefined,
	...(plan.reason === undefined ? {} : { reason: plan.reason }),
	inputContacts: plan.inputContacts,
	duplicateInputs: plan.duplicateInputs,
	before: plan.before,
	...figuresOf(plan, preview),
	removalPercent: plan.removalPercent,
	phonesCompared: plan.phonesCompared,
	requests,
	seconds,
});

/** The same in a sentence. */
export function sentence(plan: SyncPlan, { preview, requests, seconds }: Account): string {
	const figures = figuresOf(plan, preview);
	const parts = [
		`${count(figures.added)} added`,
		`${count(figures.updated)} updated`,
		`${count(figures.unchanged)} unchanged`,
		`${count(figures.unsubscribed)} unsubscribed`,
		`${count(figures.deleted)} deleted`,
		`${count(figures.kept)} kept`,
		`${count(figures.skipped)} skipped`,
		...(figures.failed > 0 ? [`${count(figures.failed)} failed`] : []),
	];
	const name = plan.list.name;
	const what = preview
		? `Preview, nothing was changed. '${name}' would have: ${parts.join(', ')}`
		: `'${name}': ${parts.join(', ')}`;
	const took = `${count(requests)} ${requests === 1 ? 'request' : 'requests'}, ${seconds} s`;
	const reason = plan.reason === undefined ? '' : ` ${plan.reason}`;
	return `${what} (${took}).${reason}`;
}

/**
 * The output by input item. What stems from none of them (who is in the list alone, the summary) is linked to the
 * first one that has not failed.
 *
 * @param only the steps to tell of: not all where a run broke off
 */
export function outputOf(
	plan: SyncPlan,
	inputs: readonly number[],
	account: Account,
	only: (step: Step) => boolean = () => true,
): Map<number, IDataObject[]> {
	const failed = new Set(
		plan.steps.filter((step) => step.failed).flatMap(({ indexes }) => indexes),
	);
	const told = plan.steps.filter(only);
	const own = new Set(told.flatMap(({ indexes }) => indexes));
	const all = told.length === plan.steps.length;
	const home = inputs.find((index) => !failed.has(index) && (all || own.has(index)));
	const output = new Map<number, IDataObject[]>();
	const add = (index: number | undefined, entry: IDataObject) => {
		if (index === undefined) return;
		const known = output.get(index);
		if (known) known.push(entry);
		else output.set(index, [entry]);
	};
	const { output: kind } = plan.settings;
	if (kind === 'summary' && all) add(home, summary(plan, account));
	for (const step of told) {
		const isError = step.failed && step.indexes.length > 0;
		if (isError || !IS_SHOWN[kind](step.action)) continue;
		add(step.index ?? home, record(step, account.preview));
	}
	return output;
}

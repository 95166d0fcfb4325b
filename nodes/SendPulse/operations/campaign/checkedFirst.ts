import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Client } from '../../../engine/api/client';
import { InputProblem } from '../../../engine/api/inputProblem';
import { asRecords } from '../../../engine/run/outcome';
import type { ItemParameters, Values } from '../../../engine/parameters/parameters';
import { readAmount } from '../../../fields/amount';
import {
	Answers,
	checkCampaign,
	fundsOf,
	planLeft,
	zoneIn,
	type Candidate,
	type CheckedCampaign,
	type Cost,
} from '../../fields/campaignChecks';
import { isRepeat, timeOf, type Made } from '../../fields/repeatedCampaign';
import { get } from '../../product';

/** How long a campaign counts as the same one where nobody says otherwise. */
export const REPEAT_HOURS = 12;

export const checkFirstOption: INodeProperties = {
	displayName: 'Check First',
	name: 'checkFirst',
	type: 'boolean',
	default: true,
	description:
		'Whether to look first at sender, mailing lists, recipients, cost, date and content, and whether the same campaign was sent in the last 12 hours. If something is wrong, nothing is created. After a lost answer run it again with this: a campaign that was created after all is found, and not sent twice.',
};

export const maxCost: INodeProperties = {
	displayName: 'Max Cost',
	name: 'maxCost',
	type: 'number',
	typeOptions: { minValue: 0, numberPrecision: 4 },
	default: 10,
	description:
		"The most that the campaign may cost beside the plan, in the account's currency. SendPulse is asked first, and nothing is created if it is more, or not known.",
};

export const maxRecipients: INodeProperties = {
	displayName: 'Max Recipients',
	name: 'maxRecipients',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 1000,
	description:
		'The most contacts that the campaign may go to. They are counted first, and nothing is created if there are more. Who is in several of its mailing lists counts for each.',
};

type Bounds = Pick<Candidate, 'maxCost' | 'maxRecipients'>;

/** A bound that is there and empty is an error: it must not vanish because a column is missing. */
export const readBounds = (options: Values): Bounds => ({
	...(options.has('maxCost') ? { maxCost: readAmount(options, 'maxCost') } : {}),
	...(options.has('maxRecipients')
		? { maxRecipients: options.whole('maxRecipients', 1, Infinity) }
		: {}),
});

export const hasBound = ({ maxCost, maxRecipients }: Bounds) =>
	maxCost !== undefined || maxRecipients !== undefined;

/** The bounds, if the campaign is to be checked at all: either of them asks for it. */
export function readCheckOptions(options: Values): (Bounds & { repeatHours: number }) | undefined {
	const isWanted = options.flag('checkFirst');
	const bounds = readBounds(options);
	if (!isWanted && !hasBound(bounds)) return undefined;
	return { ...bounds, repeatHours: REPEAT_HOURS };
}

const answersOf = async (item: ItemParameters): Promise<Answers> =>
	await item.lookUp(
		'answers about campaigns',
		async (client: Client) => new Answers(async (request) => await client.send(request)),
	);

/**
 * The name that a sender has in SendPulse.
 *
 * @throws InputProblem where it has none
 */
export async function nameOfSender(item: ItemParameters, email: string): Promise<string> {
	const { ask } = await answersOf(item);
	const isIt = (sender: IDataObject) => String(sender.email).toLowerCase() === email.toLowerCase();
	const name = asRecords(await ask(get`/senders`)).find(isIt)?.name;
	if (typeof name === 'string' && name.trim() !== '') return name;
	return item.fail('senderName', `is empty, and SendPulse has no name for '${email}'. Fill it in`);
}

/** @throws InputProblem that names all that is wrong */
async function refuseUnlessRight(candidate: Candidate, answers: Answers): Promise<CheckedCampaign> {
	const checked = await checkCampaign(candidate, answers);
	const { problems } = checked;
	if (problems.length === 0) return checked;
	throw new InputProblem(
		`The campaign was not created, because of its check. ${problems.join(' ')}`,
	);
}

/**
 * Checks a campaign before anything is sent, and whether another item of the run is the same.
 *
 * @returns to be called once more after a wait, when the answers may be others
 * @throws InputProblem that names all that is wrong; ApiFailure where SendPulse does not let in
 */
export async function checkFirst(
	item: ItemParameters,
	candidate: Candidate,
): Promise<() => Promise<void>> {
	const answers = await answersOf(item);
	const { warnings, cost } = await refuseUnlessRight(candidate, answers);
	for (const text of warnings) item.hint('warning', text);
	if (!candidate.isTest) {
		await refuseTwiceInRun(item, candidate, answers);
		await refuseBeyondPlan(item, candidate, cost, answers);
		await refuseBeyondBalance(item, cost, answers);
	}
	return async () => void (await refuseUnlessRight(candidate, answers.fresh()));
}

/** @throws InputProblem where another item makes the same campaign: SendPulse does not know that one yet */
async function refuseTwiceInRun(
	item: ItemParameters,
	candidate: Candidate,
	answers: Answers,
): Promise<void> {
	const others = await item.lookUp(
		'campaigns of this run',
		async () => await Promise.resolve<Made[]>([]),
	);
	const at = timeOf(candidate, await zoneIn(answers));
	const twin = others.find((made) => isRepeat(candidate, at, made));
	if (twin) {
		throw new InputProblem(
			`The campaign was not created, because of its check. ${twin.called} of the input is the same campaign. It would be sent twice.`,
		);
	}
	const { name, subject, listIds } = candidate;
	others.push({ called: `Item ${item.index + 1}`, name, subject, listIds, at });
}

/**
 * SendPulse prices each campaign as if all that the plan has left were for it alone.
 *
 * @throws InputProblem where it takes more together with those of the items before, so that its price is not known
 */
async function refuseBeyondPlan(
	item: ItemParameters,
	{ maxCost }: Candidate,
	{ fromPlan }: Cost,
	answers: Answers,
): Promise<void> {
	const run = await item.lookUp(
		'what campaigns of this run take from the plan',
		async () => await Promise.resolve({ campaigns: 0, taken: 0 as number | null }),
	);
	const isFirst = run.campaigns++ === 0;
	run.taken = run.taken === null || fromPlan === null ? null : run.taken + fromPlan;
	if (isFirst || maxCost === undefined || run.taken === 0) return;
	const left = await planLeft(answers);
	if (run.taken !== null && left !== null && run.taken <= left) return;
	throw new InputProblem(
		"The campaign was not created, because of its check. Together with the campaigns of the items before it takes more e-mails than the plan has left, or how many is not known, so that 'Max Cost' can't be held. Create it in a run of its own.",
	);
}

/**
 * SendPulse holds each campaign against the balance as if it were the only one.
 *
 * @throws InputProblem where it costs more together with those of the items before than there is, or that is not known
 */
async function refuseBeyondBalance(
	item: ItemParameters,
	{ amount, currency }: Cost,
	answers: Answers,
): Promise<void> {
	if (amount === 0) return;
	const run = await item.lookUp(
		'what campaigns of this run cost',
		async () => await Promise.resolve({ campaigns: 0, sum: 0 }),
	);
	run.sum += amount ?? Infinity;
	if (run.campaigns++ === 0) return;
	const { main, currency: its } = await fundsOf(answers);
	if (main !== null && its === currency && run.sum <= main) return;
	throw new InputProblem(
		'The campaign was not created, because of its check. Together with the campaigns of the items before it costs more than the balance of the account, or whether it does is not known. Create it in a run of its own.',
	);
}

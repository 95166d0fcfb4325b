import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { InputProblem } from '../../../engine/api/inputProblem';
import { sameAddress } from '../../../engine/parameters/email';
import type { ItemParameters, Values } from '../../../engine/parameters/parameters';
import { batchSizeField } from '../../../engine/run/commonFields';
import { wordsOf } from '../../../engine/run/defect';
import { composite, type Acting, type Item, type Looking } from '../../../engine/run/operation';
import { count } from '../../../engine/run/progress';
import { email } from '../../../fields/email';
import { mailingListId } from '../../../fields/mailingListId';
import { automationsNotice } from '../../fields/automationsNotice';
import { STANDING_LOOK_UPS } from '../../fields/standing';
import { tagIds } from '../../fields/tagIds';
import { emailService, get } from '../../product';
import {
	carry,
	isAdded,
	isDone,
	isToGo,
	lookAt,
	passagesFor,
	readPhones,
	type Passage,
	type Wish,
} from './carrying';
import { countsMore } from './contactList';
import { readList, readListIfCheaper, type Listed } from './listedPhones';
import { contactsWith, variableName, variableValue } from './search';

const SELECTIONS = ['items', 'all', 'variable'] as const;

/** What differs between copying and moving. */
interface Transfer {
	option: Parameters<typeof composite>[0]['option'];
	/** Whether the contacts leave the mailing list that they come from. */
	leaves: boolean;
	verb: 'copy' | 'move';
	done: 'copied' | 'moved';
}

function fieldsOf({ verb, done, leaves }: Transfer): INodeProperties[] {
	return [
		{ ...mailingListId, description: `The mailing list to ${verb} from` },
		{
			...mailingListId,
			displayName: 'Target Mailing List',
			name: 'targetMailingListId',
			description: `The mailing list to ${verb} to. Variables that it lacks are made.`,
		},
		automationsNotice,
		{
			displayName: 'Contacts',
			name: 'contacts',
			type: 'options',
			options: [
				{
					name: 'All of the Mailing List',
					value: 'all',
					description: `Everybody who gets e-mails there is ${done}`,
				},
				{
					name: 'Those With a Certain Value',
					value: 'variable',
					description: 'Those who have a certain value in a variable',
				},
				{
					name: 'Those of the Input Items',
					value: 'items',
					description: 'Each input item names one by the e-mail address',
				},
			],
			default: 'items',
			description: `Who is ${done}. Those who unsubscribed, are blocked or have yet to confirm never are.`,
		},
		{ ...email, displayOptions: { show: { contacts: ['items'] } } },
		{ ...variableName, displayOptions: { show: { contacts: ['variable'] } } },
		{ ...variableValue, displayOptions: { show: { contacts: ['variable'] } } },
		{
			displayName: 'When in the Target Already',
			name: 'whenExists',
			type: 'options',
			options: [
				{ name: 'Keep', value: 'keep', description: 'The contact there stays as it is' },
				{
					name: 'Update',
					value: 'update',
					description: 'The contact there gets the values of the other',
				},
			],
			default: 'update',
			description: 'What to do with somebody who is in the target mailing list already',
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				batchSizeField(emailService.largestBatch),
				{
					displayName: 'Include Phone',
					name: 'includePhone',
					type: 'boolean',
					default: true,
					description: `Whether phone numbers come along${leaves ? '; switched off, they are gone with the contacts that are deleted' : ''}`,
				},
				{
					displayName: 'Silent',
					name: 'silent',
					type: 'boolean',
					default: false,
					description:
						"Whether to keep this from raising SendPulse's webhook for new contacts. Automations start all the same.",
				},
				{ ...tagIds, description: `Tags for the contacts. ${tagIds.description}.` },
			],
		},
	];
}

type Selection =
	| { kind: 'items'; email: string }
	| { kind: 'all' }
	| { kind: 'variable'; name: string; value: string };

interface Wanted {
	source: number;
	target: number;
	selection: Selection;
	updates: boolean;
	includePhone: boolean;
	shared: IDataObject;
	batchSize: number;
}

function readSelection(item: ItemParameters): Selection {
	const kind = item.choice('contacts', SELECTIONS);
	if (kind === 'items') return { kind, email: item.email('email') };
	if (kind === 'all') return { kind };
	return {
		kind: 'variable',
		name: item.text('variableName'),
		value: item.text('variableValue'),
	};
}

function readShared(options: Values): IDataObject {
	const tags = options.has('tagIds') ? options.ids('tagIds') : [];
	return {
		...(tags.length > 0 ? { tags } : {}),
		...(options.flag('silent') ? { disable_webhook: true } : {}),
	};
}

function read(item: ItemParameters, { verb }: Transfer): Wanted {
	const { options } = item;
	const source = item.id('mailingListId');
	const target = item.id('targetMailingListId');
	const wanted = {
		source,
		target,
		selection: readSelection(item),
		updates: item.choice('whenExists', ['update', 'keep']) === 'update',
		includePhone: options.has('includePhone') ? options.flag('includePhone') : true,
		shared: readShared(options),
		batchSize: options.has('batchSize')
			? options.whole('batchSize', 1, emailService.largestBatch)
			: emailService.largestBatch,
	};
	if (source !== target) return wanted;
	return item.fail(
		'targetMailingListId',
		`has to be another mailing list than the one to ${verb} from`,
	);
}

/** What is done for the input items that want the same of the same mailing lists. */
interface Job {
	wanted: Wanted;
	items: Array<Item<Wanted>>;
	passages: Passage[];
	/** How many contacts were found, those without an address among them. */
	found: number;
	withoutAddress: number;
	/** The mailing list as its pages tell it, where they were read. */
	listed?: Listed;
}

interface Plan {
	jobs: Job[];
	batchSize: number;
}

function jobsOf(items: ReadonlyArray<Item<Wanted>>): Job[] {
	const jobs = new Map<string, Job>();
	for (const item of items) {
		const { selection, ...wanted } = item.input;
		const what = selection.kind === 'items' ? 'items' : selection;
		const key = JSON.stringify([wanted, what]);
		const job = jobs.get(key) ?? {
			wanted: item.input,
			items: [],
			passages: [],
			found: 0,
			withoutAddress: 0,
		};
		job.items.push(item);
		jobs.set(key, job);
	}
	return [...jobs.values()];
}

/**
 * A contact that is carried in a circle would be deleted at each of its places.
 *
 * @throws InputProblem
 */
function refuseCircles(items: ReadonlyArray<Item<Wanted>>): void {
	const sources = new Set(items.map(({ input }) => input.source));
	const both = items.find(({ input }) => sources.has(input.target));
	if (!both) return;
	throw new InputProblem(
		`Mailing list ${both.input.target} is one to move to and one to move from. Move in two runs, one after the other, e.g. with Loop Over Items.`,
	);
}

const addressOf = ({ email }: IDataObject) =>
	typeof email === 'string' && email !== '' ? email : undefined;

type Found = Listed['found'];

/** The addresses, each once, with their phone numbers where they are told. */
async function findPeople(looking: Looking, job: Job): Promise<Found> {
	const { source, selection } = job.wanted;
	if (selection.kind === 'all') {
		job.listed = await readList(looking, source);
		const { found, withoutAddress, unsettled, counted, given } = job.listed;
		if (unsettled) {
			const message = `Mailing list ${source} changed while it was read, three times in a row: some contacts may have been left out. Run this again when it is quiet.`;
			looking.hint({ type: 'warning', message });
		}
		if (counted !== undefined) looking.hint(countsMore(String(source), counted, given));
		job.withoutAddress = withoutAddress;
		job.found = found.size + withoutAddress;
		return found;
	}
	const records: IDataObject[] =
		selection.kind === 'variable'
			? contactsWith(
					await looking.read(
						get`/addressbooks/${source}/variables/${selection.name}/${selection.value}`,
					),
				)
			: job.items.map(({ input }) => ({ ...input.selection }));
	const emails = records.flatMap((record) => addressOf(record) ?? []);
	const found: Found = new Map(emails.map((email) => [sameAddress(email), { email }]));
	job.withoutAddress = records.length - emails.length;
	job.found = found.size + job.withoutAddress;
	return found;
}

/**
 * Phone numbers, which only a mailing list's own contacts tell: from its pages, or each for itself, whichever
 * takes fewer requests. A copy takes what the pages tell. Of a move, who is told none there stays unknown: before
 * anybody is deleted, {@link carry} asks for each of them.
 */
async function learnPhones(looking: Looking, job: Job, { leaves }: Transfer): Promise<void> {
	const unknown = job.passages.filter((passage) => isToGo(passage) && passage.phone === undefined);
	const { source, selection } = job.wanted;
	if (selection.kind !== 'all')
		job.listed = await readListIfCheaper(looking, source, unknown.length);
	const { listed } = job;
	for (const passage of unknown) {
		const contact = listed?.found.get(sameAddress(passage.from.email));
		if (!listed || !contact) continue;
		passage.phone = contact.phone;
		if (listed.phones === 'all' || (listed.phones === 'some' && !leaves)) passage.phone ??= '';
	}
	if (listed?.phones === 'none' || (listed && leaves)) return;
	await readPhones(looking, unknown);
}

async function plan(
	items: ReadonlyArray<Item<Wanted>>,
	looking: Looking,
	rules: Transfer,
): Promise<Plan> {
	const { leaves } = rules;
	if (leaves) refuseCircles(items);
	const jobs = jobsOf(items);
	const wishesOf = new Map<Job, Wish[]>();
	for (const job of jobs) {
		const { source, target, updates, shared, includePhone } = job.wanted;
		const found = await findPeople(looking, job);
		const wishes = [...found.values()].map(
			({ email, phone }): Wish => ({
				from: { mailingListId: source, email },
				to: { mailingListId: target, email },
				updates,
				leaves,
				shared,
				phone: includePhone ? phone : '',
			}),
		);
		wishesOf.set(job, wishes);
	}
	const emails = [...wishesOf.values()].flat().map(({ from }) => from.email);
	const seen = await lookAt(looking, emails);
	for (const [job, wishes] of wishesOf) {
		job.passages = await passagesFor(looking, seen, wishes);
		if (job.wanted.includePhone) await learnPhones(looking, job, rules);
		failItems(looking, job, ({ failure }) => failure !== undefined);
	}
	// One by one: as arguments of a function many thousand items are more than it takes.
	const batchSize = items.reduce((least, { input }) => Math.min(least, input.batchSize), Infinity);
	return { jobs, batchSize };
}

const passageOf = (job: Job) => {
	const byAddress = new Map(
		job.passages.map((passage) => [sameAddress(passage.from.email), passage]),
	);
	return ({ input: { selection } }: Item<Wanted>) =>
		selection.kind === 'items' ? byAddress.get(sameAddress(selection.email)) : undefined;
};

/** Input items that name a contact which can't be carried. */
function failItems(looking: Looking, job: Job, which: (passage: Passage) => boolean): void {
	const find = passageOf(job);
	for (const item of job.items) {
		const passage = find(item);
		if (passage && which(passage)) looking.fail(item.index, passage.failure);
	}
}

/** In a preview, what would be done; the form is the same. */
const outcomeOf = (passage: Passage, preview: boolean) => ({
	copied: preview ? isToGo(passage) && isAdded(passage) : passage.added,
	deleted: preview ? isToGo(passage) && passage.leaves : passage.deleted,
});

const shownAs = (preview: boolean) => (preview ? { preview: true, done: false } : {});

const howMany = (passages: Passage[], which: (passage: Passage) => boolean) =>
	passages.filter(which).length;

/** So many are named that could not be carried. */
const MOST_FAILED = 100;

function skippedIn({ passages, withoutAddress }: Job): Record<string, number> {
	const skipped: Record<string, number> = {};
	for (const { reason } of passages) if (reason) skipped[reason] = (skipped[reason] ?? 0) + 1;
	return { ...skipped, ...(withoutAddress > 0 ? { withoutAddress } : {}) };
}

function summary(job: Job, { preview, requests }: Looking): IDataObject {
	const { source, target } = job.wanted;
	const { passages, found } = job;
	const outcomes = passages.map((passage) => outcomeOf(passage, preview));
	return {
		...shownAs(preview),
		mailingListId: source,
		targetMailingListId: target,
		found,
		copied: outcomes.filter(({ copied }) => copied).length,
		existed: howMany(passages, ({ existed }) => existed),
		deleted: outcomes.filter(({ deleted }) => deleted).length,
		skipped: skippedIn(job),
		failed: passages
			.filter(({ failure }) => failure !== undefined)
			.slice(0, MOST_FAILED)
			.map(({ from, failure }) => ({ email: from.email, reason: wordsOf(failure) })),
		requests: requests(),
	};
}

/** Gives the items their outcome: all of them, or those whose contacts are where they should be. */
async function tell(looking: Looking, { jobs }: Plan, onlyDone = false): Promise<void> {
	const { preview } = looking;
	for (const job of jobs) {
		const find = passageOf(job);
		for (const item of job.items) {
			const { source, target, selection } = item.input;
			const passage = find(item);
			if (!passage) {
				if (!onlyDone) await looking.succeed(item.index, summary(job, looking));
				continue;
			}
			const { existed, reason, failure } = passage;
			if (failure !== undefined || (onlyDone && !reason && !isDone(passage))) continue;
			await looking.succeed(item.index, {
				...shownAs(preview),
				email: selection.kind === 'items' ? selection.email : passage.from.email,
				mailingListId: source,
				targetMailingListId: target,
				...outcomeOf(passage, preview),
				existed,
				...(reason ? { reason } : {}),
			});
		}
	}
}

/** One sentence for all that was done. */
function hint(looking: Looking, { jobs }: Plan, { leaves, done }: Transfer): void {
	const passages = jobs.flatMap((job) => job.passages);
	const skipped = howMany(passages, ({ reason }) => reason !== undefined);
	const failed = howMany(passages, ({ failure }) => failure !== undefined);
	const reasons = new Map<string, number>();
	for (const job of jobs) {
		for (const [reason, number] of Object.entries(skippedIn(job))) {
			reasons.set(reason, (reasons.get(reason) ?? 0) + number);
		}
	}
	const why = [...reasons].map(([reason, number]) => `${count(number)} ${reason}`).join(', ');
	const parts = [
		`${count(howMany(passages, isDone))} of ${count(passages.length)} contacts ${looking.preview ? `would be ${done}` : done}`,
		...(why ? [`left out: ${why}`] : []),
		...(failed > 0 ? [`failed: ${count(failed)}`] : []),
	];
	if (!looking.preview) {
		looking.hint({
			type: failed + skipped > 0 ? 'warning' : 'info',
			message: `${parts.join('; ')}.`,
		});
	}
	const unknown = jobs.some(
		(job) =>
			!leaves &&
			job.listed?.phones === 'none' &&
			job.passages.some((passage) => isToGo(passage) && passage.phone === undefined),
	);
	if (!unknown) return;
	const message =
		'phone: "unknown". SendPulse tells no phone number for this mailing list, so that none came along.';
	looking.hint({ type: 'info', message });
}

async function act(plan: Plan, acting: Acting, transfer: Transfer): Promise<void> {
	const passages = plan.jobs.flatMap((job) => job.passages);
	// Failed in the plan, and noted already.
	const before = new Set(passages.filter(({ failure }) => failure !== undefined));
	await carry(acting, passages, plan).catch(async (error: unknown) => {
		// Where the user wants to go on, what is done by then is no failure.
		await tell(acting, plan, true);
		throw error;
	});
	for (const job of plan.jobs) {
		failItems(acting, job, (passage) => passage.failure !== undefined && !before.has(passage));
	}
	await tell(acting, plan);
	hint(acting, plan, transfer);
}

/** An operation that carries contacts from one mailing list to another. */
export const transfer = (rules: Transfer) =>
	composite<Wanted, Plan>({
		option: rules.option,
		fields: fieldsOf(rules),
		effect: 'write',
		repeatable: true,
		lookUps: STANDING_LOOK_UPS,
		prepare: (item) => read(item, rules),
		plan: async (items, looking) => await plan(items, looking, rules),
		show: async (plan, looking) => {
			await tell(looking, plan);
			hint(looking, plan, rules);
		},
		act: async (plan, acting) => await act(plan, acting, rules),
		counts: { noun: 'contacts', done: rules.done },
	});

import type { IDataObject } from 'n8n-workflow';
import { saysResult } from '../../../engine/api/confirmed';
import { ApiFailure } from '../../../engine/api/failures';
import { InputProblem } from '../../../engine/api/inputProblem';
import { isRecord } from '../../../engine/api/record';
import { lasting } from '../../../engine/api/waiting';
import { sameAddress } from '../../../engine/parameters/email';
import type { ItemParameters } from '../../../engine/parameters/parameters';
import { wordsOf } from '../../../engine/run/defect';
import { composite, type Acting, type Item, type Looking } from '../../../engine/run/operation';
import { asRecords } from '../../../engine/run/outcome';
import { count } from '../../../engine/run/progress';
import { contactRecord } from '../../fields/records';
import {
	readBlacklist,
	readStandings,
	refusalOf,
	STANDING_LOOK_UPS,
	wholeNumber,
} from '../../fields/standing';
import { saysUnknown } from '../../fields/unknownAddress';
import { emailService, get, post } from '../../product';
import { readContactData } from './contactData';
import { contactsRequest, countsMore, identify, totalRequest } from './contactList';
import { deletion } from './delete';
import { phoneIn } from './listedPhones';
import { readShared, readSyncSettings, syncFields } from './syncFields';
import {
	planSync,
	wantedOf,
	type Listed,
	type Step,
	type SyncInput,
	type SyncPlan,
	type SyncSettings,
} from './syncPlan';
import { outputOf, sentence, type Account } from './syncReport';
import { unsubscription } from './unsubscribe';

interface Prepared extends SyncPlan {
	inputs: number[];
	beganAt: number;
}

interface Wanted extends SyncInput {
	/** Those of all input items, whatever became of them. */
	allSettings: ReadonlyMap<string, SyncSettings>;
}

/** The settings are those of the run: equal ones of its items are one object. */
function sharedSettings(item: ItemParameters): Pick<Wanted, 'settings' | 'allSettings'> {
	const settings = readSyncSettings(item);
	const known = item.tally(
		'settings of contact.sync',
		() => new Map<string, SyncSettings>(),
		() => undefined,
	);
	const key = JSON.stringify(settings);
	if (!known.has(key)) known.set(key, settings);
	return { settings: known.get(key)!, allSettings: known };
}

/**
 * What looks at all items together can't be told one thing by one of them and another by the next.
 *
 * @throws InputProblem
 */
function refuseMixture(items: ReadonlyArray<Item<Wanted>>): void {
	const [{ input: first }] = items;
	const lists = new Set(items.map(({ input }) => input.mailingListId));
	if (lists.size > 1) {
		throw new InputProblem(
			`The input items name ${count(lists.size)} mailing lists, and each would be taken for all that its list is to have. Sync one list at a time with Loop Over Items.`,
		);
	}
	// Of items that are not among these as well: what is previewed and what is applied is planned apart.
	const other = [...first.allSettings.values()].find((settings) => settings !== first.settings);
	if (!other) return;
	const key = (Object.keys(first.settings) as Array<keyof SyncSettings>).find(
		(name) => JSON.stringify(other[name]) !== JSON.stringify(first.settings[name]),
	)!;
	throw new InputProblem(
		`'${labelOf(key)}' has to be the same for all input items, because they are one list. Enter it as a fixed value.`,
	);
}

function labelOf(name: string): string {
	const options = syncFields.find((field) => field.name === 'options')?.options ?? [];
	const field = [...syncFields, ...options].find((one) => one.name === name);
	return field && 'displayName' in field ? field.displayName : name;
}

async function readList(looking: Looking, id: number): Promise<SyncPlan['list']> {
	const [record = {}] = asRecords(await looking.read(get`/addressbooks/${id}`));
	return { id, name: String(record.name ?? id), status: wholeNumber(record.status ?? 0) };
}

/** The values of a contact that the input speaks of; a list may have many more. */
const valuesOf = (variables: unknown, names: ReadonlySet<string>) =>
	new Map(Object.entries(isRecord(variables) ? variables : {}).filter(([name]) => names.has(name)));

/** All contacts of the list, and whether they are all for certain (Bulk Email Service API, "Get a list of emails from a mailing list"). */
async function readContacts(
	looking: Looking,
	{ id, name }: SyncPlan['list'],
	names: ReadonlySet<string>,
) {
	const listed = new Map<string, Listed>();
	let total = 0;
	let phonesCompared = false;
	looking.progress(() => `${count(total)} contacts read`);
	const all = { mailingListId: id, status: 'all' };
	const pages = looking.pages(contactsRequest(all), { identify, total: totalRequest(all) });
	for await (const page of pages) {
		for (const record of page) {
			total++;
			const key = identify(record);
			// Some have a phone number alone.
			if (!key) continue;
			const contact = contactRecord(record);
			const { email, status, variables } = contact;
			const phone = phoneIn(contact);
			// A list that tells nothing but empty texts may be one that tells no numbers: each would differ every time.
			if (phone !== undefined) phonesCompared = true;
			const known = listed.get(key);
			// Two spellings may be two contacts: who said no in one of them has said no.
			if (known && refusalOf(known.status) && !refusalOf(wholeNumber(status))) continue;
			listed.set(key, {
				email: String(email),
				status: wholeNumber(status),
				values: valuesOf(variables, names),
				...(phone !== undefined ? { phone: digitsOf(phone) } : {}),
			});
		}
	}
	if (pages.counted !== undefined) {
		looking.hint(countsMore(`'${name}'`, pages.counted, total));
	}
	return { listed, total, phonesCompared, unsettled: pages.unsettled };
}

const digitsOf = (phone: string) => phone.replace(/\D/g, '');

/** Looks up who seems to be new: in the account, on the blacklist, and in this list, where a page may have hidden them. */
async function readNewcomers(
	looking: Looking,
	newcomers: Array<[key: string, wanted: { email: string }]>,
	{ checkAccount }: SyncSettings,
) {
	const ask = async (request: Parameters<Looking['lookUp']>[0]) => await looking.lookUp(request);
	if (newcomers.length === 0) return { blacklist: new Set<string>(), standings: new Map() };
	const blacklist = await readBlacklist(ask);
	const asked = checkAccount ? newcomers.filter(([key]) => !blacklist.has(key)) : [];
	const emails = asked.map(([, { email }]) => email);
	return { blacklist, standings: await readStandings(ask, emails) };
}

async function look(items: ReadonlyArray<Item<Wanted>>, looking: Looking): Promise<Prepared> {
	const beganAt = lasting();
	refuseMixture(items);
	const { mailingListId, settings } = items[0].input;
	const { wanted, dates, names } = wantedOf(items);
	const list = await readList(looking, mailingListId);
	const { listed, ...read } = await readContacts(looking, list, names);
	const newcomers = [...wanted].filter(([key]) => !listed.has(key));
	const { blacklist, standings } = await readNewcomers(looking, newcomers, settings);
	for (const [key, { lists }] of standings) {
		const there = lists.get(mailingListId);
		if (!there) continue;
		const { status, variables } = there;
		const email = wanted.get(key)?.email ?? key;
		listed.set(key, { email, status, values: valuesOf(variables, names) });
	}
	const [unusable] = looking.leftOut().map(({ index, failure }) => {
		const words = wordsOf(failure).replace(/[.!]$/, '');
		return `Input item ${count(index + 1)} can't be used (${words}).`;
	});
	const facts = { list, wanted, dates, listed, ...read, blacklist, standings, unusable };
	return { ...planSync(facts, settings), inputs: items.map(({ index }) => index), beganAt };
}

const accountOf = ({ beganAt }: Prepared, looking: Looking): Account => ({
	preview: looking.preview,
	requests: looking.requests(),
	seconds: Math.round((lasting() - beganAt) / 100) / 10,
});

async function tell(plan: Prepared, looking: Looking): Promise<void> {
	const account = accountOf(plan, looking);
	for (const [index, records] of outputOf(plan, plan.inputs, account)) {
		await looking.succeed(index, records);
	}
	const failed = plan.steps.some((step) => step.failed);
	const type = failed || plan.reason !== undefined ? 'warning' : 'info';
	looking.hint({ type, message: sentence(plan, account) });
}

/** Whether a refusal speaks of one contact, and not of the account, the list or the connection. */
const isOfOne = (failure: unknown) =>
	failure instanceof InputProblem ||
	(failure instanceof ApiFailure &&
		failure.kind === 'refused' &&
		emailService.refusals.elementAtFault(failure));

/** Somebody may leave the list after it was read. */
const hasLeft = (failure: unknown) =>
	failure instanceof ApiFailure && failure.kind === 'refused' && saysUnknown(failure);

/** Makes the changes of a plan, additions before removals, and notes each of them in its step. */
class Work {
	private made = 0;

	private readonly all: number;

	constructor(
		private readonly plan: SyncPlan,
		private readonly acting: Acting,
	) {
		this.all = this.withAction('add', 'update', 'unsubscribe', 'delete').length;
		acting.byThen(
			(isUnclear) =>
				`${count(this.made)} of ${count(this.all)} changes had been made${isUnclear ? ' for certain' : ''}; run it again to do the rest`,
		);
		acting.progress(() => `${count(this.made)} of ${count(this.all)} changes made`);
	}

	async perform(): Promise<void> {
		await this.addAndUpdate();
		await this.clear();
		await this.remove('unsubscribe');
		await this.remove('delete');
	}

	private withAction(...actions: Array<Step['action']>): Step[] {
		return this.plan.steps.filter(({ action }) => actions.includes(action));
	}

	/** Bulk Email Service API, "Add emails to a mailing list": who is there already gets the values. */
	private async addAndUpdate(): Promise<void> {
		const steps = this.withAction('add', 'update').filter(
			({ action, variables }) => action === 'add' || variables,
		);
		await this.acting.changeInBatches<Step>(
			{
				repeatable: true,
				confirmed: saysResult,
				group: ({ mailingListId, action, shared }) => ({
					mailingListId,
					...optionsOf(action, shared),
				}),
				element: ({ email }) => sameAddress(email),
				request: (some) => ({
					...post`/addressbooks/${some[0].mailingListId}/emails`,
					body: { emails: some.map(element), ...optionsOf(some[0].action, some[0].shared) },
				}),
				outputs: (_, some) => some.map(() => ({})),
			},
			steps,
			{
				done: (step) => {
					if (!step.clear) this.noteDone(step);
				},
				failed: (step, failure) => this.noteFailed(step, failure),
			},
			this.plan.settings.batchSize,
		);
	}

	/** Bulk Email Service API, "Change a variable for an email contact": an empty text clears it. */
	private async clear(): Promise<void> {
		const steps = this.plan.steps.filter(({ clear, failed }) => clear && !failed);
		const clearOne = async (step: Step) => {
			const { mailingListId, email, clear = [] } = step;
			const variables = clear.map((name) => ({ name, value: '' }));
			await this.acting.change(
				{ ...post`/addressbooks/${mailingListId}/emails/variable`, body: { email, variables } },
				{ repeatable: true, confirmed: saysResult },
			);
		};
		await this.acting.each(steps, async (step) => {
			await clearOne(step).then(
				() => this.noteDone(step),
				(error: unknown) => this.noteFailed(step, error, isOfOne(error) || hasLeft(error)),
			);
		});
	}

	private async remove(action: 'unsubscribe' | 'delete'): Promise<void> {
		const rules = action === 'delete' ? deletion : unsubscription;
		await this.acting.changeInBatches<Step>(
			{
				...rules,
				// Who has not confirmed yet is not active: a request with them alone tells whether it helps.
				group: ({ mailingListId, status }) => ({ mailingListId, pending: isPending(status) }),
			},
			this.withAction(action),
			{
				done: (step, records) => {
					const unchanged = (records as IDataObject).changed === false;
					if (unchanged && isPending(step.status)) step.reason = 'notActive';
					else this.noteDone(step);
				},
				failed: (step, failure) => this.noteFailed(step, failure),
			},
			this.plan.settings.batchSize,
		);
	}

	private noteDone(step: Step): void {
		step.done = true;
		this.made++;
	}

	/** @throws what ends the run */
	private noteFailed(step: Step, failure: unknown, ofThisOne = isOfOne(failure)): void {
		if (!ofThisOne) throw failure;
		step.failed = true;
		step.reason = wordsOf(failure);
		for (const index of step.indexes) this.acting.fail(index, failure);
	}
}

/** Confirmation or activation is requested: neither active nor refused. */
const isPending = (status = 0) => status > 1 && refusalOf(status) === undefined;

const element = ({ email, variables = {} }: Step): IDataObject =>
	Object.keys(variables).length === 0 ? { email } : { email, variables };

function optionsOf(action: Step['action'], { silent, tags }: IDataObject): IDataObject {
	const isNew = action === 'add';
	return {
		...(isNew && (tags as number[]).length > 0 ? { tags } : {}),
		...(silent ? { disable_webhook: true } : {}),
	};
}

export const sync = composite<Wanted, Prepared>({
	option: {
		name: 'Sync',
		value: 'sync',
		action: 'Sync a mailing list with the input',
		description:
			'Make a mailing list match the input items: adds who is missing, changes what differs and, if you choose so, removes who is no longer there. People who unsubscribed or are blocked stay as they are.',
	},
	fields: syncFields,
	effect: 'write',
	repeatable: true,
	previews: ({ settings }) => settings.mode === 'preview',
	lookUps: STANDING_LOOK_UPS,
	prepare: async (item) => {
		const listId = item.id('mailingListId');
		const common = sharedSettings(item);
		const shared = readShared(item.options);
		const { clearEmpty: clearing } = common.settings;
		return {
			...common,
			mailingListId: listId,
			shared,
			email: item.email('email'),
			...(await readContactData(item, listId, { clearing })),
		};
	},
	plan: async (items, looking) => await look(items, looking),
	check: ({ forbidden, reason }) => {
		if (forbidden) throw new InputProblem(reason!);
	},
	show: async (plan, looking) => await tell(plan, looking),
	async act(plan, acting) {
		await new Work(plan, acting).perform().catch(async (error: unknown) => {
			// What was done is told even then; all others fail of what ended the run.
			const isDone = ({ done }: Step) => done;
			for (const [index, records] of outputOf(plan, plan.inputs, accountOf(plan, acting), isDone)) {
				await acting.succeed(index, records);
			}
			throw error;
		});
		await tell(plan, acting);
	},
	counts: { noun: 'contacts', done: 'synced' },
});

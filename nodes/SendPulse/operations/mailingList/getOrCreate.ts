import type { IDataObject } from 'n8n-workflow';
import { hasId } from '../../../engine/api/confirmed';
import { ApiFailure } from '../../../engine/api/failures';
import { InputProblem } from '../../../engine/api/inputProblem';
import { composite, type Acting, type Item, type Looking } from '../../../engine/run/operation';
import { asRecords } from '../../../engine/run/outcome';
import { count } from '../../../engine/run/progress';
import { mailingListRecord } from '../../fields/records';
import { get, post } from '../../product';
import { mailingListName } from './name';

interface Named {
	name: string;
}

/** Input items that mean the same mailing list. */
interface Wanted {
	/** As the first of them writes it. */
	name: string;
	items: Array<Item<Named>>;
	/** The mailing list that has the name, or why it is not clear which. */
	found?: IDataObject | InputProblem;
}

const alike = (name: unknown) => String(name).trim().toLowerCase();

/** Bulk Email Service API, "Possible mailing list status": marked as deleted. */
const DELETED = 1;

/**
 * The account's mailing lists that have one of these names, whatever their case; no further than until each is
 * found as it is written.
 */
async function listsNamed(looking: Looking, names: readonly string[]): Promise<IDataObject[]> {
	const wanted = new Set(names.map(alike));
	const missing = new Set(names);
	const lists: IDataObject[] = [];
	for await (const page of looking.pages(get`/addressbooks`, { identify: ({ id }) => id })) {
		for (const list of page) {
			if (Number(list.status) === DELETED || !wanted.has(alike(list.name))) continue;
			lists.push(list);
			missing.delete(String(list.name).trim());
		}
		if (missing.size === 0) break;
	}
	return lists;
}

/** The list of that very name, else the only one whose name differs in case alone. */
function foundAmong(lists: readonly IDataObject[], name: string): Wanted['found'] {
	const similar = lists.filter((list) => alike(list.name) === alike(name));
	const exact = similar.find((list) => String(list.name).trim() === name);
	if (exact ?? similar.length < 2) return exact ?? similar[0];
	const which = similar.map(({ id, name }) => `${String(id)} (${String(name)})`).join(', ');
	return new InputProblem(
		`${similar.length} mailing lists are called '${name}' but for upper and lower case: ${which}. Write the name as the one that is meant has it, or rename the others.`,
	);
}

/** Items by what they mean: the same list, be it there or to be made. */
function grouped(items: ReadonlyArray<Item<Named>>, lists: readonly IDataObject[]): Wanted[] {
	const groups = new Map<unknown, Wanted>();
	for (const item of items) {
		const { name } = item.input;
		const found = foundAmong(lists, name);
		const key = found === undefined ? alike(name) : found instanceof InputProblem ? name : found.id;
		const group = groups.get(key) ?? { name, items: [], found };
		group.items.push(item);
		groups.set(key, group);
	}
	return [...groups.values()];
}

/** Bulk Email Service API, code 203: somebody has made it since it was looked for. */
const isThere = (error: unknown) =>
	error instanceof ApiFailure && error.kind === 'refused' && error.code === 203;

/** As SendPulse has it; what it is called is known anyhow. */
const recordOf = async (acting: Acting, id: number, name: string): Promise<IDataObject> =>
	await acting.read(get`/addressbooks/${id}`).then(
		(body) => asRecords(body)[0] ?? { id, name },
		(error: unknown) => {
			if (error instanceof ApiFailure) return { id, name };
			throw error;
		},
	);

/**
 * Makes it. Where somebody else has by now, or the answer was lost, looking again tells; it is never sent twice.
 *
 * @throws ApiFailure, InputProblem
 */
async function made(
	acting: Acting,
	name: string,
): Promise<{ list: IDataObject; created: boolean }> {
	const request = { ...post`/addressbooks`, body: { bookName: name } };
	const rules = { repeatable: false, confirmed: hasId, whereToLook: "with 'Get Many'" };
	const made = await acting.change(request, rules).catch(async (error: unknown) => {
		const isDoubtful = error instanceof ApiFailure && error.kind === 'unclear';
		if (!isDoubtful && !isThere(error)) throw error;
		const found = foundAmong(await listsNamed(acting, [name]), name);
		if (found === undefined || found instanceof InputProblem) throw found ?? error;
		return { list: found, created: isDoubtful };
	});
	const [answer] = asRecords(made);
	if ('list' in answer) return answer as { list: IDataObject; created: boolean };
	return { list: await recordOf(acting, Number(answer.id), name), created: true };
}

/** Gives each item the list; it was made for the first of them. */
async function give(
	{ items }: Wanted,
	list: IDataObject,
	created: boolean,
	{ succeed }: Looking,
	shown: IDataObject = {},
): Promise<void> {
	for (const [position, { index }] of items.entries()) {
		const record = mailingListRecord(list);
		await succeed(index, { ...shown, ...record, created: created && position === 0 });
	}
}

/** Bulk Email Service API, "Get a list of mailing lists" and "Create a mailing list". */
export const getOrCreate = composite<Named, Wanted[]>({
	option: {
		name: 'Get or Create',
		value: 'getOrCreate',
		action: 'Get a mailing list by its name, or create it',
		description:
			'Get the mailing list that has a name, upper and lower case alike, and create it if there is none',
	},
	fields: [{ ...mailingListName, description: 'Name of the mailing list' }],
	effect: 'write',
	// What was made is found the next time.
	repeatable: true,
	prepare: (item) => ({ name: item.text('name') }),
	plan: async (items, looking) =>
		grouped(
			items,
			await listsNamed(
				looking,
				items.map(({ input }) => input.name),
			),
		),
	show: async (plan, looking) => {
		const shown = { preview: true, done: false };
		for (const wanted of plan) {
			const { name, items, found } = wanted;
			if (found instanceof InputProblem) for (const { index } of items) looking.fail(index, found);
			else await give(wanted, found ?? { name }, found === undefined, looking, shown);
		}
	},
	async act(plan, acting) {
		let created = 0;
		acting.byThen(() => `${count(created)} mailing lists had been created`);
		await acting.each(plan, async (wanted) => {
			const { found, items } = wanted;
			const work = async () => {
				if (found instanceof InputProblem) throw found;
				const got = found ? { list: found, created: false } : await made(acting, wanted.name);
				if (got.created) created++;
				await give(wanted, got.list, got.created, acting);
			};
			await work().catch((error: unknown) => {
				if (!(error instanceof ApiFailure || error instanceof InputProblem)) throw error;
				for (const { index } of items) acting.fail(index, error);
			});
		});
	},
	counts: { noun: 'mailing lists', done: 'found or created' },
});

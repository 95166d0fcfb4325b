import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Sends } from '../../engine/api/client';
import { ApiFailure } from '../../engine/api/failures';
import type { ApiRequest } from '../../engine/api/request';
import type { Match } from '../../engine/parameters/lookUp';
import { shown, type ItemParameters, type Values } from '../../engine/parameters/parameters';
import { crm } from '../product';
import { recordIn } from './contactRecord';
import { idOf } from './records';

/** The parameter `matchBy` of upserts. */
export const matchByField = (
	options: INodePropertyOptions[],
	initial: string,
	description: string,
): INodeProperties => ({
	displayName: 'Match By',
	name: 'matchBy',
	type: 'multiOptions',
	options,
	default: [initial],
	required: true,
	description,
});

/**
 * What it is found by, in the order in which that is tried.
 *
 * @throws InputProblem for nothing, and for what is none of them
 */
export function readMatchBy<T extends string>(item: ItemParameters, order: readonly T[]): T[] {
	const given = item.list('matchBy');
	const wrong = given.find((one) => !order.some((known) => known === one));
	if (wrong !== undefined) {
		item.fail('matchBy', `has to hold some of ${order.join(', ')}, not ${shown(wrong)}`);
	}
	if (given.length === 0) item.fail('matchBy', 'is empty. Choose at least one');
	return order.filter((one) => given.includes(one));
}

const IF_SEVERAL = ['oldest', 'newest', 'error'] as const;

export type IfSeveral = (typeof IF_SEVERAL)[number];

/** For the collection `options` of upserts. */
export const ifSeveral: INodeProperties = {
	displayName: 'If Several',
	name: 'ifSeveral',
	type: 'options',
	options: [
		{ name: 'Fail', value: 'error', description: 'Changes none of them, and names their IDs' },
		{ name: 'Newest', value: 'newest', description: 'Changes the one with the highest ID' },
		{ name: 'Oldest', value: 'oldest', description: 'Changes the one with the lowest ID' },
	],
	default: 'oldest',
	description: 'What to do where several fit',
};

export const readIfSeveral = (options: Values): IfSeveral =>
	options.has('ifSeveral') ? (options.choice('ifSeveral', IF_SEVERAL) as IfSeveral) : 'oldest';

/** Something that tells a record from others. */
export interface Key {
	/** One of the ways in which its kind is found. */
	by: string;
	value: string;
}

/** How records are found by what people have of them. */
export interface Way {
	/** For people: "the e-mail address". */
	called: string;
	/** What may have it, as SendPulse finds it; one search after the other, until something has it. */
	searches(value: string): Array<(sends: Sends) => Promise<IDataObject[]>>;
	/** Whether a record has exactly that; undefined for one that came without what would tell. */
	has(record: IDataObject, value: string): boolean | undefined;
	/** In one form for all that means the same, where the value itself is not. */
	same?(value: string): string;
}

/** What is found: contacts, companies, deals. */
export interface Kind {
	/** In the singular and plural, for people. */
	noun: string;
	plural: string;
	read(id: number | string): ApiRequest;
	ways: Readonly<Record<string, Way>>;
}

export const isUnknown = (failure: unknown): boolean =>
	failure instanceof ApiFailure && crm.refusals.gone(failure);

const READ = { repeatable: true };

/** Undefined for what is not there. */
export async function ifThere(sends: Sends, request: ApiRequest): Promise<unknown> {
	return await sends.send(request, READ).catch((failure: unknown) => {
		if (!isUnknown(failure)) throw failure;
	});
}

/**
 * Records that have exactly this. SendPulse finds parts of texts, and some of its lists have less than the records:
 * what came without what would tell is read whole.
 *
 * @param order so, by their IDs, which rise with time
 * @param most so many are enough
 */
export async function having(
	sends: Sends,
	{ ways, read }: Kind,
	{ by, value }: Key,
	{ order = 'oldest', most = Infinity }: { order?: 'oldest' | 'newest'; most?: number } = {},
): Promise<IDataObject[]> {
	const { searches, has } = ways[by]!;
	for (const search of searches(value)) {
		const all = (await search(sends)).sort((one, other) => idOf(one) - idOf(other));
		if (order === 'newest') all.reverse();
		const found: IDataObject[] = [];
		for (const record of all) {
			if (found.length >= most) break;
			let whole: IDataObject | undefined = record;
			if (has(record, value) === undefined) {
				const body = await ifThere(sends, read(idOf(record)));
				whole = body === undefined ? undefined : recordIn(body);
			}
			if (whole && has(whole, value)) found.push(whole);
		}
		if (found.length > 0) return found;
	}
	return [];
}

/** A way as one of those in which locators find something. */
export const asLookUp = (
	kind: Kind,
	by: string,
	read: (values: Values, name: string) => string,
	nameOf: (record: IDataObject) => string | undefined = () => undefined,
) => ({
	called: kind.ways[by]!.called,
	read,
	find: async (sends: Sends, value: string): Promise<Match[]> =>
		(await having(sends, kind, { by, value })).map((record) => ({
			id: idOf(record),
			name: nameOf(record),
		})),
});

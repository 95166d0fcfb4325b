import type { IDataObject } from 'n8n-workflow';
import type { ApiRequest } from '../../engine/api/request';
import type { Step } from '../../engine/run/operation';
import { crm } from '../product';
import { PART_KINDS, type Addresses, type ListMode, type PartKind } from './addresses';
import { rowsOf } from '../../fields/crmContact';
import { recordIn } from './contactRecord';
import { givesRecord } from './records';

/** A record and what is found of it while an item takes its steps. */
export interface RecordFound {
	/** In a preview words, as long as only an answer will tell. */
	id?: number | string;
	/** As it was before its parts. */
	record?: IDataObject;
	/** As it is when all is done. */
	final?: IDataObject;
	created?: boolean;
}

/** The calls for the parts of a kind of record; some take all new parts at once, some each by itself. */
export interface PartCalls {
	/** Of what a person reads: "contact". */
	noun: string;
	read(id: number | string): ApiRequest;
	/** Kinds whose new entries share a request. */
	together: ReadonlyArray<keyof Addresses>;
	add(id: number | string, kind: keyof Addresses, rows: IDataObject[]): ApiRequest;
	remove(id: number | string, kind: keyof Addresses, partId: number): ApiRequest;
}

/** What a list lacks, and what is to go from it. */
function differences(
	kind: PartKind<unknown>,
	wanted: readonly unknown[],
	rows: IDataObject[],
	mode: ListMode,
): { add: unknown[]; remove: IDataObject[] } {
	const keys = new Set(wanted.map((value) => kind.key(value)));
	const there = new Set(rows.map((row) => kind.keyOf(row)));
	if (mode === 'remove')
		return { add: [], remove: rows.filter((row) => keys.has(kind.keyOf(row))) };
	return {
		add: wanted.filter((value) => !there.has(kind.key(value))),
		remove: mode === 'replace' ? rows.filter((row) => !keys.has(kind.keyOf(row))) : [],
	};
}

/** Whether a record has the lists by which it shows what it lacks. */
const showsParts = (record: IDataObject, wanted: Addresses) =>
	PART_KINDS.every(({ name }) => !wanted[name]?.length || record[name] !== undefined);

/**
 * Reads what was just made where the answer was lost, or does not show the parts that are wanted: they may have been
 * taken all the same.
 */
export const lookUnlessShown = <Found extends RecordFound>(
	calls: PartCalls,
	wanted: Addresses,
): Step<Found> => ({
	effect: 'read',
	about: `the ${calls.noun}`,
	learn: (body) => ({ record: recordIn(body) }) as Partial<Found>,
	request: ({ id, record }) =>
		typeof id === 'number' && !(record && showsParts(record, wanted)) ? calls.read(id) : undefined,
});

/**
 * What turns a record's addresses into those that are wanted: first what is new, then what goes, so that no record
 * is without its main address in between.
 *
 * @param record as it is
 */
export function partSteps<Found extends RecordFound>(
	calls: PartCalls,
	wanted: Addresses,
	record: IDataObject,
	mode: ListMode = 'add',
): Array<Step<Found>> {
	const all = PART_KINDS.map((kind) => {
		const rows = rowsOf(record, kind.name);
		return {
			kind,
			rows,
			...differences(kind, wanted[kind.name] ?? [], rows, wanted[kind.name] ? mode : 'add'),
		};
	});
	return [
		...all.flatMap(({ kind, rows, add }) => adding<Found>(calls, kind, rows, add)),
		...all.flatMap(({ kind, remove }) => remove.map((row) => removing<Found>(calls, kind, row))),
	];
}

function adding<Found extends RecordFound>(
	calls: PartCalls,
	kind: PartKind<unknown>,
	rows: IDataObject[],
	values: unknown[],
): Array<Step<Found>> {
	if (values.length === 0) return [];
	const hasMain = rows.length > 0;
	const bodies = values.map((value, index) => ({
		...kind.body(value),
		// Phones of contacts have no such field; the calls leave it out.
		...(kind.name === 'messengers' ? {} : { isMain: !hasMain && index === 0 }),
	}));
	const groups = calls.together.includes(kind.name) ? [values] : values.map((value) => [value]);
	return groups.map((group) => {
		const plural = group.length > 1;
		const called = plural
			? `its ${kind.many} ${group.map((value) => `'${kind.shown(value)}'`).join(', ')}`
			: `its ${kind.one} '${kind.shown(group[0])}'`;
		const rowsOfGroup = group.map((value) => bodies[values.indexOf(value)]);
		return {
			effect: 'write',
			about: called,
			plural,
			// Whether the same number twice is one row or two nobody says: it is looked for before it is sent again.
			repeatable: false,
			confirmed: givesRecord,
			request: ({ id }) => calls.add(id!, kind.name, rowsOfGroup),
			recovered: async ({ id }, client) => {
				const record = recordIn(await client.send(calls.read(id!)));
				const there = new Set(rowsOf(record, kind.name).map((row) => kind.keyOf(row)));
				return group.every((value) => there.has(kind.key(value)))
					? {}
					: group.some((value) => there.has(kind.key(value)))
						? undefined
						: 'notDone';
			},
			done: () => `${called} ${plural ? 'are' : 'is'} there`,
		};
	});
}

const removing = <Found extends RecordFound>(
	calls: PartCalls,
	kind: PartKind<unknown>,
	row: IDataObject,
): Step<Found> => {
	const called = `its ${kind.one} '${String(row.email ?? row.phone ?? row.login)}'`;
	return {
		effect: 'write',
		about: `the removal of ${called}`,
		repeatable: true,
		confirmed: crm.done,
		request: ({ id }) => calls.remove(id!, kind.name, Number(row.id)),
		nothingFound: (failure) => crm.refusals.gone(failure),
		done: () => `${called} is gone`,
	};
};

/** The record as it is when all of its parts are done. */
export const finalLook = <Found extends RecordFound>(calls: PartCalls): Step<Found> => ({
	effect: 'read',
	about: `the ${calls.noun}`,
	request: ({ id }) => calls.read(id!),
	learn: (body) => ({ final: recordIn(body) }) as Partial<Found>,
});

/**
 * Looks at the record before anything is done to it.
 *
 * @param known its ID, where no step has found it
 */
export const firstLook = <Found extends RecordFound>(
	calls: Pick<PartCalls, 'noun' | 'read'>,
	known?: number,
): Step<Found> => ({
	effect: 'read',
	about: `the ${calls.noun}`,
	request: ({ id }) => calls.read(known ?? id!),
	learn: (body) => {
		const record = recordIn(body);
		return { record, id: Number(record.id) } as Partial<Found>;
	},
	done: ({ id }) => `${sentenceCase(calls.noun)} ${id} was found`,
});

export const sentenceCase = (text: string) => text[0].toUpperCase() + text.slice(1);

import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Mark } from '../api/confirmed';
import type { Product } from '../api/product';
import type { ApiRequest } from '../api/request';
import type { ItemParameters } from '../parameters/parameters';
import { write, type Write } from './operation';
import { deleted, removed, succeeded } from './outcome';

/** One thing that several operations name in the same way: a deal, a note, a tag. */
export interface Thing<Named extends object> {
	product: Product;
	/** For hints and errors: "2 of 5 **tags** had been deleted". */
	noun: string;
	/** The parameters that name it. */
	fields: INodeProperties[];
	/**
	 * What they say, under the names that the output repeats.
	 *
	 * @throws InputProblem
	 */
	read(item: ItemParameters): Named | Promise<Named>;
	/**
	 * What is done to one and the same keeps its order; different ones may overlap.
	 *
	 * @default all that names it
	 */
	concerns?(named: Named): string;
}

interface OfThing<Named> extends Pick<Write<Named>, 'option' | 'neverAlike'> {
	/** Parameters beside those that name the thing. */
	fields?: INodeProperties[];
	/** How the answer says that it was done, where not as its product does. */
	confirmed?: Mark;
	/** Where the noun of the thing is not what is counted ("operators assigned"). */
	noun?: string;
	/** How it is told in hints and errors: "2 of 5 tags had been **deleted**". */
	done?: string;
}

const concernsOf = <Named extends object>(thing: Thing<Named>, named: Named) =>
	thing.concerns?.(named) ?? JSON.stringify(Object.values(named));

/**
 * A write that removes the thing. After an unclear attempt it is repeated, and what is gone by then was
 * removed; `nothingFound` says with which refusals it counts as done from the first attempt on.
 */
export const removal = <Named extends object>(
	thing: Thing<Named>,
	{
		option,
		fields = [],
		confirmed = thing.product.done,
		noun = thing.noun,
		done = 'deleted',
		request,
		output,
		...more
	}: OfThing<Named> &
		Pick<Write<Named>, 'nothingFound' | 'alreadyDone'> & {
			request(named: Named): ApiRequest;
			/** @default `{ deleted: true }` and what names it */
			output?(body: unknown, named: Named): IDataObject;
		},
) =>
	write<Named>({
		alreadyDone: (failure) => thing.product.refusals.gone(failure),
		...more,
		option,
		fields: [...thing.fields, ...fields],
		prepare: (item) => thing.read(item),
		repeatable: true,
		concerns: (named) => concernsOf(thing, named),
		confirmed,
		request,
		output:
			output ??
			((body, named) => {
				const what = { ...named } as IDataObject;
				return more.nothingFound ? removed(body, what) : deleted(what);
			}),
		counts: { noun, done },
	});

/** A write that changes the thing, and is answered only with "done" unless `output` reads more. */
export const change = <Named extends object, Said extends object = object>(
	thing: Thing<Named>,
	{
		option,
		fields = [],
		says,
		confirmed = thing.product.done,
		noun = thing.noun,
		done = 'updated',
		request,
		output,
		...more
	}: OfThing<Named> & {
		/** Whether it may be done again when it is unclear whether it was done. */
		repeatable: boolean;
		alreadyDone?: Write<Named>['alreadyDone'];
		/**
		 * What else the parameters say, under the names that the output repeats.
		 *
		 * @throws InputProblem
		 */
		says?(item: ItemParameters): Said | Promise<Said>;
		request(named: Named & Said): ApiRequest;
		/** @default `{ success: true }`, what names it and what was said */
		output?(body: unknown, named: Named & Said): IDataObject;
	},
) =>
	write<Named & Said>({
		...more,
		option,
		fields: [...thing.fields, ...fields],
		prepare: async (item) => {
			const named = await thing.read(item);
			return { ...named, ...((await says?.(item)) as Said) };
		},
		concerns: (named) => concernsOf(thing, named),
		confirmed,
		request,
		output: output ?? ((_, named) => succeeded({ ...named } as IDataObject)),
		counts: { noun, done },
	});

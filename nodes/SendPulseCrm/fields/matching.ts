import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { shown, type ItemParameters, type Values } from '../../engine/parameters/parameters';

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

import type { INodeProperties } from 'n8n-workflow';
import type { Values } from '../../engine/parameters/parameters';

/** A place among others: "pipelines". */
export const order = (others: string): INodeProperties => ({
	displayName: 'Order',
	name: 'order',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 1,
	description: `Its place among the ${others}, from 1 on`,
});

export const readOrder = (values: Values): number => values.whole('order', 0, Infinity);

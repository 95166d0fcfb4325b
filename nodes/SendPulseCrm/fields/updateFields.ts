import type { INodeProperties } from 'n8n-workflow';
import { sorted } from '../../engine/run/commonFields';

/** The collection of an update, in which each field that was added is changed. */
export const updateFields = (...options: INodeProperties[]): INodeProperties => ({
	displayName: 'Update Fields',
	name: 'options',
	type: 'collection',
	placeholder: 'Add field',
	default: {},
	options: sorted(options),
});

import type { Resource } from '../../../engine/run/catalogue';
import { add } from './add';
import { copy } from './copy';
import { count } from './count';
import { remove } from './delete';
import { exportFile } from './exportFile';
import { get } from './get';
import { getMany } from './getMany';
import { importFile } from './importFile';
import { move } from './move';
import { search } from './search';
import { sync } from './sync';
import { unsubscribe } from './unsubscribe';
import { updatePhone } from './updatePhone';
import { updateVariables } from './updateVariables';

export const contact: Resource = {
	option: {
		name: 'Contact',
		value: 'contact',
		description: 'A subscriber of one mailing list',
	},
	leads: true,
	defaultOperation: 'add',
	operations: [
		add,
		exportFile,
		importFile,
		get,
		getMany,
		search,
		count,
		copy,
		move,
		updateVariables,
		updatePhone,
		unsubscribe,
		remove,
		sync,
	],
};

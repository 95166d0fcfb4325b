import type { Resource } from '../../../engine/run/catalogue';
import { addTags } from './addTags';
import { assignOperator } from './assignOperator';
import { create } from './create';
import { remove } from './delete';
import { disable } from './disable';
import { enable } from './enable';
import { get } from './get';
import { getByPhone } from './getByPhone';
import { getMany } from './getMany';
import { pauseAutomation } from './pauseAutomation';
import { removeTag } from './removeTag';
import { removeVariable } from './removeVariable';
import { resumeAutomation } from './resumeAutomation';
import { setVariables } from './setVariables';
import { unassignOperator } from './unassignOperator';

export const contact: Resource = {
	option: {
		name: 'Contact',
		value: 'contact',
		description: 'A subscriber of one bot',
	},
	leads: true,
	defaultOperation: 'get',
	operations: [
		get,
		getByPhone,
		getMany,
		create,
		setVariables,
		removeVariable,
		addTags,
		removeTag,
		enable,
		disable,
		remove,
		pauseAutomation,
		resumeAutomation,
		assignOperator,
		unassignOperator,
	],
};

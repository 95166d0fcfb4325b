import type { Resource } from '../../../engine/run/catalogue';
import { get } from './get';
import { getConversions } from './getConversions';
import { getConvertedContacts } from './getConvertedContacts';
import { getElements } from './getElements';
import { getElementStatistics } from './getElementStatistics';
import { getMany } from './getMany';
import { getRecipients } from './getRecipients';
import { getStatistics } from './getStatistics';

export const automation: Resource = {
	option: {
		name: 'Automation',
		value: 'automation',
		description: 'Flows of Automation 360 and what became of them',
	},
	defaultOperation: 'getMany',
	operations: [
		getMany,
		get,
		getElements,
		getStatistics,
		getElementStatistics,
		getRecipients,
		getConversions,
		getConvertedContacts,
	],
};

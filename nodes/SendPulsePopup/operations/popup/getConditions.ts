import { read } from '../../../engine/run/operation';
import { asRecords, elementsOf } from '../../../engine/run/outcome';
import { conditionRecord } from '../../fields/words';
import { get } from '../../product';

/** Pop-Ups API, "Get a list of available display conditions for popups". */
export const getConditions = read({
	option: {
		name: 'Get Conditions',
		value: 'getConditions',
		action: 'Get the display conditions',
		description: 'Get the conditions under which pop-ups can be shown, one item for each',
	},
	fields: [],
	prepare: () => ({}),
	request: () => get`/popups/conditions`,
	output: (body) => asRecords(elementsOf(body)).map(conditionRecord),
});

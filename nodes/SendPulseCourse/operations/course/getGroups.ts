import { read } from '../../../engine/run/operation';
import { asRecords, elementsOf } from '../../../engine/run/outcome';
import { courseId } from '../../fields/courseId';
import { get } from '../../product';

/** OpenAPI, Edu: GET /groups/{courseId}. */
export const getGroups = read({
	option: {
		name: 'Get Groups',
		value: 'getGroups',
		action: 'Get the groups of a course',
		description: 'Get the groups that students of a course are in',
	},
	fields: [courseId],
	prepare: (item) => ({ courseId: item.id('courseId') }),
	request: ({ courseId }) => get`/groups/${courseId}`,
	output: (body) => asRecords(elementsOf(body)),
});

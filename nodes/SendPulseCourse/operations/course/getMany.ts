import { listing } from '../../../engine/run/operation';
import { asRecords, elementsOf } from '../../../engine/run/outcome';
import { withIds } from '../../../fields/withIds';
import { get } from '../../product';

/** OpenAPI, Edu: GET /courses, all at once. */
export const getMany = listing({
	option: {
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many courses',
		description: 'Get many courses of the account',
	},
	fields: [],
	prepare: () => ({}),
	request: () => get`/courses`,
	paged: false,
	identify: ({ id }) => id,
	records: (body) => asRecords(elementsOf(body)),
	output: (record) => withIds(record, { courseId: record.id }),
	simplify: ({
		id,
		schoolId,
		name,
		slug,
		status,
		startDate,
		endDate,
		studentCount,
		hasPaidTariffs,
		isCertificate,
		courseId,
	}) => ({
		id,
		schoolId,
		name,
		slug,
		status,
		startDate,
		endDate,
		studentCount,
		hasPaidTariffs,
		isCertificate,
		courseId,
	}),
});

import { write } from '../../../engine/run/operation';
import { deleted } from '../../../engine/run/outcome';
import { readStudentId, studentId } from '../../fields/studentId';
import { courses, del } from '../../product';

/** OpenAPI, Edu: DELETE /students/{studentId}. */
export const remove = write({
	option: {
		name: 'Delete',
		value: 'delete',
		action: 'Delete a student',
		description:
			'Delete a student with all courses and progress out of the school. It can not be undone.',
	},
	fields: [studentId],
	prepare: async (item) => ({ studentId: await readStudentId(item) }),
	repeatable: true,
	alreadyDone: (failure) => courses.refusals.gone(failure),
	concerns: ({ studentId }) => String(studentId),
	confirmed: courses.done,
	request: ({ studentId }) => del`/students/${studentId}`,
	output: (_, named) => deleted({ ...named }),
	counts: { noun: 'students', done: 'deleted' },
});

import { write } from '../../../engine/run/operation';
import { deleted } from '../../../engine/run/outcome';
import { courseId } from '../../fields/courseId';
import { readStudentId, studentId } from '../../fields/studentId';
import { courses, del } from '../../product';

/** OpenAPI, Edu: DELETE /students/{studentId}/{courseId}. */
export const removeFromCourse = write({
	option: {
		name: 'Remove From Course',
		value: 'removeFromCourse',
		action: 'Remove a student from a course',
		description: 'Take a student out of one course, with the progress in it. It can not be undone.',
	},
	fields: [courseId, studentId],
	prepare: async (item) => {
		const courseId = item.id('courseId');
		return { studentId: await readStudentId(item, courseId), courseId };
	},
	repeatable: true,
	alreadyDone: (failure) => courses.refusals.gone(failure),
	concerns: ({ studentId }) => String(studentId),
	confirmed: courses.done,
	request: ({ studentId, courseId }) => del`/students/${studentId}/${courseId}`,
	output: (_, named) => deleted({ ...named }),
	counts: { noun: 'students', done: 'removed from their courses' },
});

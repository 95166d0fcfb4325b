import { batched } from '../../../engine/run/operation';
import { succeeded } from '../../../engine/run/outcome';
import { courseId } from '../../fields/courseId';
import { readStudentId, studentId } from '../../fields/studentId';
import { courses, post } from '../../product';

interface Paid {
	studentId: number;
	courseId: number;
}

/** OpenAPI, Edu: POST /students/{courseId}/mark-as-paid. */
export const markAsPaid = batched<Paid>({
	option: {
		name: 'Mark as Paid',
		value: 'markAsPaid',
		action: 'Mark a student as paid',
		description: 'Mark students of a course as paid, many in one request',
	},
	fields: [courseId, studentId],
	effect: 'write',
	prepare: async (item) => {
		const courseId = item.id('courseId');
		return { studentId: await readStudentId(item, courseId), courseId };
	},
	repeatable: true,
	confirmed: courses.done,
	group: ({ courseId }) => ({ courseId }),
	element: ({ studentId, courseId }) => `${studentId} ${courseId}`,
	request: (paid) => ({
		...post`/students/${paid[0].courseId}/mark-as-paid`,
		body: { ids: [...new Set(paid.map(({ studentId }) => studentId))] },
	}),
	outputs: (_, paid) => paid.map((one) => succeeded({ ...one })),
	counts: { noun: 'students', done: 'marked as paid' },
});

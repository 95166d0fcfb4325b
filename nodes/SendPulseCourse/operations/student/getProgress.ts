import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../../engine/api/record';
import { read } from '../../../engine/run/operation';
import { asRecords, elementsOf } from '../../../engine/run/outcome';
import { withIds } from '../../../fields/withIds';
import { readStudentId, studentId } from '../../fields/studentId';
import { get } from '../../product';

/** The records in a list that may be missing. */
const within = (list: unknown): IDataObject[] => asRecords(elementsOf(list));

/** A homework that needs nothing more (OpenAPI, Edu). */
const ACCEPTED = ['accepted', 'autoAccepted', 'acceptedWithoutAnswer'];

const orNull = (value: unknown) => (value === undefined ? null : value);

function statusOfLesson({ statusStudentOnLesson: status }: IDataObject): unknown {
	return isRecord(status) ? status.status : status;
}

/** What was deleted from a course stays in the answer, and nobody can complete it any more. */
const isThere = ({ status }: IDataObject) => status !== 'deleted';

/** One course of a student in a line: counts for what the API nests. */
function progressIn(course: IDataObject, school: IDataObject, studentId: unknown): IDataObject {
	const sections = within(course.sections);
	const lessons = sections.filter(isThere).flatMap((one) => within(one.lessons).filter(isThere));
	const completed = lessons.filter((lesson) => statusOfLesson(lesson) === 'completed').length;
	const tests = within(course.tests);
	const homeworks = within(course.homeworks);
	const certificates = sections.flatMap((section) => within(section.certificateSections));
	const tariff = isRecord(course.studentTariff) ? course.studentTariff : {};
	return {
		studentId,
		email: orNull(course.studentEmail),
		schoolId: school.schoolId,
		schoolName: school.schoolName,
		courseId: course.id,
		courseName: course.name,
		courseStatus: orNull(course.status),
		studentStatus: orNull(course.statusStudentOnCourse),
		registeredAt: orNull(course.studentDateRegistrationOnCourse),
		lastEntryAt: orNull(course.studentLastEntry),
		lessons: lessons.length,
		lessonsCompleted: completed,
		// The API's own per cent is in no document.
		progress: lessons.length === 0 ? null : Math.round((10_000 * completed) / lessons.length) / 100,
		tests: tests.length,
		testsPassed: tests.filter(({ studentStatus }) => studentStatus === 'finished').length,
		homeworks: homeworks.length,
		homeworksAccepted: homeworks.filter(({ status }) => ACCEPTED.includes(String(status))).length,
		certificateReceived: certificates.some(({ dateReceived }) => Boolean(dateReceived)),
		tariffName: orNull(tariff.name),
		tariffStatus: orNull(tariff.studentTariffStatus),
		promoCode: orNull(course.promoCode),
	} as IDataObject;
}

/** OpenAPI, Edu: GET /students/course-statistics/{studentId}. */
export const getProgress = read({
	option: {
		name: 'Get Progress',
		value: 'getProgress',
		action: 'Get the progress of a student',
		description: 'Get how far a student has come: one item for each course',
	},
	fields: [studentId],
	prepare: async (item) => ({ studentId: await readStudentId(item) }),
	request: ({ studentId }) => get`/students/course-statistics/${studentId}`,
	output: (body, { studentId }) => {
		if (!isRecord(body) || typeof body.schools !== 'object' || body.schools === null) {
			throw new TypeError('There is no progress');
		}
		return withIds(body as IDataObject, { studentId });
	},
	simplify: ({ schools, studentId }) =>
		within(schools).flatMap((school) =>
			within(school.courses).map((course) => progressIn(course, school, studentId)),
		),
});

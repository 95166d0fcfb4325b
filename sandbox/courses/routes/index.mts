import type { FastifyInstance, FastifyRequest } from 'fastify';
import { arrayOf, asArguments } from '../../arguments.mts';
import type { SandboxContext } from '../../context.mts';
import { ApiError, refusals } from '../../errors.mts';
import { isEmailAddress } from '../../syntax.mts';
import {
	auditoryRecord,
	courseRecord,
	groupRecords,
	memberRecord,
	schoolRecord,
	statisticsOf,
	studentRecord,
	tariffRecord,
} from '../records.mts';
import type { Course, Student } from '../store.mts';
import { checkList, inOrder, isMeant, isMeantIn } from './lists.mts';

const invalid = (message: string) => new ApiError(422, 422, message);
const isId = (value: unknown) => Number.isSafeInteger(value) && Number(value) > 0;

/** Online courses (OpenAPI description, Edu). It has no bodies of refusals: words and form are assumptions. */
export function courseRoutes(api: FastifyInstance, sandbox: SandboxContext): void {
	const { options, clock } = sandbox;
	const school = () => sandbox.state.school;
	const base = '/edu/public/v1';
	const none = { config: { query: [] } };

	api.get(`${base}/courses`, none, async () => ({
		data: school().courses.map((course) => courseRecord(course, school())),
	}));

	api.get(`${base}/courses/:courseId/tariffs`, none, async (request) => {
		const course = courseIn(request);
		return { data: course.tariffs.map((tariff) => tariffRecord(tariff, course, school())) };
	});

	api.get(`${base}/groups/:courseId`, none, async (request) => groupRecords(courseIn(request)));

	api.get(`${base}/schools`, none, async () => {
		const record = schoolRecord(school());
		if (options.courseSchools === 'one') return record;
		return options.courseSchools === 'array' ? [record] : { data: [record] };
	});

	api.get(`${base}/tags`, none, async () => ({
		data: school().tags.map(({ id, name }) => ({
			id,
			name,
			colorBackground: '#e2ecf9',
			colorText: '#1c2430',
			contactCount: school()
				.all()
				.filter(({ tagIds }) => tagIds.includes(id)).length,
			taskCount: 0,
		})),
	}));

	api.post(`${base}/students`, async (request, reply) => {
		const args = asArguments(request.body);
		const { courseId, email, firstName, lastName, language, courseTariffId, tagIds = [] } = args;
		if (!isId(courseId)) throw invalid('The courseId field is invalid');
		if (!isEmailAddress(email)) throw invalid('The email field is invalid');
		if (!arrayOf((tag) => school().tags.some(({ id }) => id === tag))(tagIds)) {
			throw invalid('The tagIds field is invalid');
		}
		const course = school().course(Number(courseId));
		if (!course) throw refusals.notFound();
		const tariff =
			courseTariffId === undefined
				? (course.tariffs.find(({ isMain }) => isMain) ?? null)
				: course.tariffs.find(({ id }) => id === courseTariffId);
		if (tariff === undefined) throw invalid('The courseTariffId field is invalid');
		const known = school().withEmail(String(email));
		const isThere = known?.enrollments.has(course.id) ?? false;
		if (isThere && options.courseAgain === 'conflict') {
			throw new ApiError(409, 409, 'The student is already in this course');
		}
		const text = (value: unknown) => (typeof value === 'string' ? value : '');
		const student =
			known && !(isThere && options.courseAgain === 'second')
				? known
				: school().add({
						email: String(email),
						firstName: text(firstName),
						lastName: text(lastName),
						language: text(language) || 'en_US',
						tagIds: tagIds as number[],
					});
		if (!student.enrollments.has(course.id)) school().enroll(student, course, tariff, clock.now());
		return reply.code(201).send(studentRecord(student));
	});

	api.post(`${base}/students/auditory`, async (request) => {
		const args = asArguments(request.body);
		checkList(args, 'all');
		const { courseId, paidCoursesCondition: condition, paidCoursesValue: value } = args;
		const ofCourses = ['courseStatus', 'isPaid', 'dateRegistrationOnCourse', 'dateLastEntry'];
		const asksForCourses = ofCourses.some((name) => args[name] !== undefined);
		const found = school()
			.all()
			.filter((student) => isMeant(student, args))
			.filter((student) => {
				const own = [...student.enrollments.values()].filter(
					({ course }) => courseId === undefined || course.id === courseId,
				);
				const meant = own.some((enrollment) => isMeantIn(enrollment, args, sandbox));
				return courseId === undefined && !asksForCourses ? true : meant;
			})
			.filter(({ enrollments }) => {
				if (condition === undefined || value === undefined) return true;
				const paid = [...enrollments.values()].filter(({ isPaid }) => isPaid).length;
				if (condition === '=') return paid === value;
				return condition === '>=' ? paid >= Number(value) : paid <= Number(value);
			});
		const sorted = inOrder(found, args, {
			name: ({ firstName }) => firstName,
			at: ({ id }) => id,
		});
		return {
			data: pageOf(sorted, args).map((student) => auditoryRecord(student, school())),
			meta: { searchString: args.searchString ?? '', total: sorted.length },
		};
	});

	api.post(`${base}/students/by-course/:courseId`, async (request) => {
		const course = courseIn(request);
		const args = asArguments(request.body);
		checkList(args, 'course');
		const found = school()
			.all()
			.filter((student) => isMeant(student, args))
			.flatMap((student) => {
				const enrollment = student.enrollments.get(course.id);
				const isIn = enrollment && isMeantIn(enrollment, args, sandbox);
				return isIn ? [{ student, enrollment }] : [];
			});
		const sorted = inOrder(found, args, {
			name: ({ student }) => student.firstName,
			at: ({ enrollment }) => enrollment.at,
		});
		return {
			data: pageOf(sorted, args).map(({ student, enrollment }) =>
				memberRecord(student, enrollment, school(), options),
			),
			...(options.courseTotals === 'both' ? { meta: { total: sorted.length } } : {}),
		};
	});

	api.get(`${base}/students/course-statistics/:studentId`, none, async (request) => {
		const student = studentIn(request);
		if (!student) throw refusals.notFound();
		return { data: statisticsOf(student, school()) };
	});

	api.post(`${base}/students/:courseId/mark-as-paid`, async (request, reply) => {
		const course = courseIn(request);
		const { ids } = asArguments(request.body);
		if (!Array.isArray(ids) || ids.length === 0 || !ids.every(isId)) {
			throw invalid('The ids field is invalid');
		}
		const enrollments = ids.map((id) => school().student(Number(id))?.enrollments.get(course.id));
		if (options.coursePaidUnknown === 'refuse' && enrollments.includes(undefined)) {
			throw invalid('The selected ids are invalid');
		}
		for (const enrollment of enrollments) if (enrollment) enrollment.isPaid = true;
		return reply.code(204).send();
	});

	api.delete(`${base}/students/:studentId/:courseId`, async (request, reply) => {
		const course = courseIn(request);
		const wasThere = studentIn(request)?.enrollments.delete(course.id) ?? false;
		if (!wasThere && options.courseDeletedAgain === 'notFound') throw refusals.notFound();
		return reply.code(204).send();
	});

	api.delete(`${base}/students/:studentId`, async (request, reply) => {
		const student = studentIn(request);
		if (student) school().remove(student);
		else if (options.courseDeletedAgain === 'notFound') throw refusals.notFound();
		return reply.code(204).send();
	});

	function courseIn(request: FastifyRequest): Course {
		const course = school().course(numberIn(request, 'courseId'));
		if (!course) throw refusals.notFound();
		return course;
	}

	const studentIn = (request: FastifyRequest): Student | undefined =>
		school().student(numberIn(request, 'studentId'));

	function pageOf<T>(all: readonly T[], { offset, limit }: Record<string, unknown>): T[] {
		const from = Number(offset);
		return all.slice(from, from + Math.min(Number(limit), options.courseMostPerPage));
	}
}

function numberIn(request: FastifyRequest, name: string): number {
	const text = (request.params as Record<string, string>)[name] ?? '';
	return /^\d+$/.test(text) ? Number(text) : NaN;
}

import type { SandboxOptions } from '../options.mts';
import {
	SCHOOL,
	type Course,
	type CourseStore,
	type Enrollment,
	type Student,
	type Tariff,
} from './store.mts';

const OWNER = 7_100_013;

const dateOf = (time: number) => new Date(time).toISOString().slice(0, 19).replace('T', ' ');

/** As GET /schools has it (OpenAPI description, schema School). */
export const schoolRecord = ({ courses }: CourseStore) => ({
	id: SCHOOL.id,
	userId: OWNER,
	domainId: 12,
	landingId: 13,
	pageId: 14,
	name: SCHOOL.name,
	studentsName: 'Students',
	isLms: true,
	status: 'active',
	coursesCount: courses.length,
	order: null,
	iconUrl: '',
	groups: null,
});

export const courseRecord = (course: Course, store: CourseStore) => ({
	id: course.id,
	schoolId: SCHOOL.id,
	userId: OWNER,
	status: 'inProgress',
	domainId: 12,
	landingId: 13,
	pageId: 14,
	name: course.name,
	slug: course.slug,
	landingImage: null,
	coverImage: null,
	startDate: null,
	endDate: null,
	timezone: null,
	passingScore: null,
	isLinear: true,
	completionCriterion: 'lessons',
	createdAt: '2025-01-07 09:00:00',
	wasStarted: true,
	needRegeneration: false,
	redirectUrl: null,
	failedRedirectUrl: null,
	studentCount: store.all().filter(({ enrollments }) => enrollments.has(course.id)).length,
	courseSettings: [],
	isCourseHasCertifiedStudents: false,
	sectionsWithLessons: [],
	userTariffStatus: null,
	categoriesIds: [],
	promoCodeExists: false,
	isCertificate: course.hasCertificate,
	hasPaidTariffs: course.tariffs.some(({ price }) => price !== null),
	groupId: null,
});

export const tariffRecord = (tariff: Tariff, course: Course, store: CourseStore) => ({
	id: tariff.id,
	courseId: course.id,
	name: tariff.name,
	isMain: tariff.isMain,
	isPaid: tariff.price !== null,
	succeedRedirectUrl: null,
	failedRedirectUrl: null,
	status: 'active',
	order: null,
	countOfStudents: store
		.all()
		.filter(({ enrollments }) => enrollments.get(course.id)?.tariff === tariff).length,
	accessRestrictionSettingsVO: null,
	paymentMethodsCollection:
		tariff.price === null
			? []
			: [
					{
						id: tariff.id + 1_000,
						name: 'Card',
						price: tariff.price,
						currency: tariff.currency,
						paymentId: 'p-1',
						paymentType: 'Stripe',
					},
				],
	studentBaseStateSettingDTO: null,
	contentAccesses: [],
	functionalityAccesses: [],
	courseTariffSettingDTO: null,
	wasStarted: true,
});

export const groupRecords = ({ id, groups }: Course) =>
	groups.map((name, index) => ({
		id: id * 10 + index,
		userId: OWNER,
		responsibleId: null,
		courseId: id,
		name,
		color: '#4a90e2',
	}));

/** As POST /students gives it (schema Student). */
export const studentRecord = ({ id, uuid, firstName, lastName, email, language }: Student) => ({
	id,
	uuid,
	firstName,
	lastName,
	status: 'active',
	responsibleId: OWNER,
	email,
	domainId: 12,
	language,
	phone: null,
	avatar: null,
	schoolId: SCHOOL.id,
	timezone: null,
	dateFormat: null,
	timeFormat: null,
	recommendedLangs: null,
});

const paymentOf = ({ isPaid }: Enrollment) => (isPaid ? 'paid' : 'unPaid');

/** As POST /students/auditory has it. */
export const auditoryRecord = (student: Student, store: CourseStore) => ({
	id: student.id,
	uuid: student.uuid,
	email: student.email,
	domainId: 12,
	schoolId: SCHOOL.id,
	firstName: student.firstName,
	lastName: student.lastName,
	contactFirstName: null,
	contactLastName: null,
	status: 'active',
	responsibleId: OWNER,
	tags: student.tagIds,
	language: student.language,
	avatar: null,
	courses: [...student.enrollments.values()].map((enrollment) => ({
		courseId: enrollment.course.id,
		courseName: enrollment.course.name,
		coverImage: null,
		studentStatus: store.statusOf(enrollment),
		paymentStatus: paymentOf(enrollment),
		promoCode: null,
		discount: null,
		studentDateRegistrationOnCourse: dateOf(enrollment.at),
		studentLastEntry: dateOf(store.lastEntry(enrollment)),
		courseAvailableDate: null,
		hasPaidTariff: enrollment.tariff?.price != null,
		courseTariffId: enrollment.tariff?.id ?? null,
		courseTariffName: enrollment.tariff?.name ?? null,
		studentTariffStatus: paymentOf(enrollment),
	})),
});

const tariffOf = (enrollment: Enrollment) =>
	enrollment.tariff && {
		id: enrollment.tariff.id,
		courseId: enrollment.course.id,
		name: enrollment.tariff.name,
		isMain: enrollment.tariff.isMain,
		isPaid: enrollment.tariff.price !== null,
		studentTariffStatus: paymentOf(enrollment),
		functionalityAccesses: [],
		courseTariffSetting: null,
	};

/** As POST /students/by-course/{courseId} has it, which is not described to have addresses. */
export const memberRecord = (
	student: Student,
	enrollment: Enrollment,
	store: CourseStore,
	{ courseListEmails }: SandboxOptions,
) => ({
	id: student.id,
	uuid: student.uuid,
	...(courseListEmails ? { email: student.email } : {}),
	domainId: 12,
	schoolId: SCHOOL.id,
	domainName: 'school.example',
	firstName: student.firstName,
	lastName: student.lastName,
	contactFirstName: '',
	contactLastName: '',
	status: 'active',
	responsibleId: OWNER,
	tags: student.tagIds,
	language: student.language,
	avatar: '',
	studentStatusOnCourse: store.statusOf(enrollment),
	studentDateRegistrationOnCourse: dateOf(enrollment.at),
	studentLastEntry: dateOf(store.lastEntry(enrollment)),
	updatedAt: dateOf(store.lastEntry(enrollment)),
	phone: '',
	promoCode: '',
	promoCodeDiscount: 0,
	groups: [],
	responsible: { courseId: enrollment.course.id, responsibleUserId: OWNER },
	studentTariff: tariffOf(enrollment),
	timezone: null,
	dateFormat: null,
	timeFormat: null,
});

/** As GET /students/course-statistics/{studentId} has it. */
export const statisticsOf = (student: Student, store: CourseStore) => ({
	schools:
		student.enrollments.size === 0
			? []
			: [
					{
						schoolId: SCHOOL.id,
						schoolName: SCHOOL.name,
						isLms: true,
						courses: [...student.enrollments.values()].map((one) =>
							statistics(student, one, store),
						),
					},
				],
});

function statistics({ email }: Student, enrollment: Enrollment, store: CourseStore) {
	const { course, at } = enrollment;
	const done = store.done(enrollment);
	const entry = dateOf(store.lastEntry(enrollment));
	const isOver = done === course.lessons.length;
	return {
		id: course.id,
		status: 'inProgress',
		name: course.name,
		statusStudentOnCourse: store.statusOf(enrollment),
		studentDateRegistrationOnCourse: dateOf(at),
		studentEmail: email,
		studentLastEntry: entry,
		courseAvailableDate: dateOf(at),
		studentMetadata: {},
		landingUrl: `https://school.example/${course.slug}`,
		feedback: null,
		sections: [
			{
				id: course.id * 100,
				name: 'All lessons',
				order: 1,
				status: 'opened',
				lessons: course.lessons.map((name, index) => ({
					id: course.id * 100 + index,
					name,
					// As the description spells it.
					statusStudentOnLesson: {
						status: index < done ? 'completed' : index === done ? 'started' : 'doNotStarted',
						updatedAt: entry,
					},
					status: 'opened',
					feedback: null,
				})),
				certificateSections: course.hasCertificate
					? [
							{
								id: course.id * 100 + 90,
								name: 'Certificate',
								sectionId: course.id * 100,
								order: 9,
								dateReceived: isOver ? entry : null,
								status: 'active',
								questionsCount: 0,
								answeredQuestionsCount: 0,
								studentStatus: isOver ? 'finished' : null,
							},
						]
					: [],
				forms: [],
			},
		],
		tests: Object.entries(course.tests).map(([name, after], index) => ({
			id: course.id * 100 + 50 + index,
			name,
			studentStatus: done >= after ? 'finished' : null,
			score: { userScore: done >= after ? 9 : 0, maxScore: 10, minScore: 6 },
			relatedEntityType: 'course',
			relatedEntityId: course.id,
			order: index,
			status: 'active',
			feedback: null,
		})),
		homeworks: Object.entries(course.homeworks).map(([name, after]) => ({
			lessonId: course.id * 100 + after - 1,
			name,
			status: done >= after ? 'accepted' : null,
		})),
		hideOrder: false,
		promoCode: null,
		promoCodeDiscount: null,
		studentTariff: tariffOf(enrollment),
	};
}

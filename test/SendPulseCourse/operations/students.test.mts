import '../../quickWaits.mts';
import type { IDataObject } from 'n8n-workflow';
import {
	answering,
	answeringBy,
	locator,
	operationOf,
	says,
	silent,
	type Answer,
	type Arrived,
} from '../../api.mts';
import {
	findsItGone,
	previews,
	refusesRetryOnFail,
	takesAddresses,
	type Sample,
} from '../../SendPulse/suites.mts';

const operation = operationOf('SendPulseCourse');
const student = (name: string) => operation('student', name);
const COURSE = 3_120;
const BASE = '/edu/public/v1';
const DONE: Answer = { status: 204, body: '' };
const MISSING: Answer = { status: 404, body: { message: 'Not found', error_code: 404 } };
const ann: IDataObject = { id: 5, email: 'ann@mail.example', firstName: 'Ann', lastName: 'Doe' };
const goOn = { settings: { onError: 'continueRegularOutput' } } as const;
const created = (body: unknown): Answer => ({ status: 201, body });
const isSearch = ({ path }: Arrived) => path.endsWith('/students/auditory');

describe('student.create', () => {
	const sample: Sample = {
		operation: student('create'),
		parameters: {
			courseId: COURSE,
			email: ' ann@mail.example ',
			options: { firstName: 'Ann', language: 'uk_UA', courseTariffId: 902, tagIds: [501, 502] },
		},
		request: {
			method: 'POST',
			path: `${BASE}/students`,
			body: {
				courseId: COURSE,
				email: 'ann@mail.example',
				firstName: 'Ann',
				language: 'uk_UA',
				courseTariffId: 902,
				tagIds: [501, 502],
			},
		},
		answer: created(ann),
		output: [{ ...ann, studentId: 5, courseId: COURSE }],
	};
	previews(sample);
	takesAddresses(sample);
	refusesRetryOnFail(sample, 'Create');

	test('makes exactly this request and gives exactly this student', async () => {
		const api = answering(sample.answer);
		const { json, error } = await student('create').run(sample.parameters);
		expect(error).toBeUndefined();
		expect(api.requests).toEqual([sample.request]);
		expect(json).toEqual(sample.output);
	});

	test('a lost answer is unclear, and nothing is sent again', async () => {
		const api = answering({ status: 502, body: '<html>' });
		const { error } = await student('create').run(sample.parameters);
		expect(error?.message).toContain(
			"It was not sent again, because SendPulse may have done it all the same. Look with 'Get Many' of the resource Student (filter Email)",
		);
		expect(api.requests).toHaveLength(1);
	});

	test('the same buyer twice is one enrollment', async () => {
		const api = answering(created(ann));
		const { json } = await student('create').run(
			{ courseId: COURSE, email: '={{ $json.email }}' },
			{ items: [{ email: 'ann@mail.example' }, { email: 'ANN@mail.example' }] },
		);
		expect(api.requests).toHaveLength(1);
		expect(json.map(({ studentId }) => studentId)).toEqual([5, 5]);
	});

	const skip = { courseId: COURSE, email: 'Ann@Mail.example', options: { skipExisting: true } };

	test('Skip Existing gives back who is there, by exactly this address', async () => {
		const api = answering(says({ data: [{ id: 4, email: 'joann@mail.example' }, ann] }));
		const { json } = await student('create').run(skip);
		expect(json).toEqual([{ ...ann, existed: true, studentId: 5, courseId: COURSE }]);
		expect(api.requests).toEqual([
			{
				method: 'POST',
				path: `${BASE}/students/auditory`,
				body: { email: 'Ann@Mail.example', courseId: COURSE, limit: 100, offset: 0 },
			},
		]);
	});

	test('and enrolls where nobody is', async () => {
		const api = answeringBy((request) =>
			isSearch(request) ? says({ data: [], meta: { total: 0 } }) : created(ann),
		);
		const { json } = await student('create').run(skip);
		expect(json).toEqual([{ ...ann, studentId: 5, courseId: COURSE }]);
		expect(api.requests.map(({ path }) => path)).toEqual([
			`${BASE}/students/auditory`,
			`${BASE}/students`,
		]);
	});

	test('and enrolls nobody where those who are found can not be compared', async () => {
		const data = Array.from({ length: 100 }, (_, n) => ({
			id: n + 1,
			email: `${n}ann@mail.example`,
		}));
		const api = answeringBy((request) =>
			isSearch(request) ? says({ data, meta: { total: 1_001 } }) : created(ann),
		);
		const { error } = await student('create').run(skip);
		expect(error?.message).toContain(
			"More than 1000 records have an e-mail address with 'Ann@Mail.example' in it",
		);
		expect(api.requests.every(isSearch)).toBe(true);
	});

	test('and enrolls again who was taken out of the course', async () => {
		const on = (studentStatus: string, courseId = COURSE) => ({ courseId, studentStatus });
		const lists: Record<string, IDataObject[]> = {
			'out@mail.example': [on('success', 7), on('deletedFromCourse')],
			'in@mail.example': [on('deletedFromCourse', 7), on('inProgress')],
			'unsaid@mail.example': [],
		};
		answeringBy((request) => {
			const { email } = request.body as { email: string };
			const found = { ...ann, email, courses: lists[email] };
			return isSearch(request) ? says({ data: [found] }) : created(ann);
		});
		const items = Object.keys(lists).map((email) => ({ email }));
		const parameters = { ...skip, email: '={{ $json.email }}' };
		const { json } = await student('create').run(parameters, { items });
		expect(json.map(({ existed }) => existed)).toEqual([undefined, true, true]);
	});
});

describe('a student by the address', () => {
	const paid = { courseId: COURSE, studentId: '={{ $json.email }}' };

	test('is looked up in the course, once for each', async () => {
		const api = answeringBy((request) =>
			isSearch(request) ? says({ data: [ann], meta: { total: 1 } }) : DONE,
		);
		const { json, error } = await student('markAsPaid').run(paid, {
			items: [{ email: 'ANN@mail.example' }, { email: 'ann@mail.example' }],
		});
		expect(error).toBeUndefined();
		expect(json).toEqual([1, 2].map(() => ({ success: true, studentId: 5, courseId: COURSE })));
		expect(api.requests.filter(isSearch).map(({ body }) => body)).toEqual([
			{ email: 'ann@mail.example', courseId: COURSE, limit: 100, offset: 0 },
		]);
	});

	test.each([
		['nobody', [{ id: 4, email: 'joann@mail.example' }], 'finds nothing: no student has'],
		[
			'several',
			[ann, { id: 6, email: 'Ann@mail.example' }],
			'Give the ID of one of them: 5 (Ann Doe), 6',
		],
	])('%s: an error before anything is changed', async (_, data, words) => {
		const api = answeringBy(() => says({ data }));
		const { error } = await student('delete').run({
			studentId: locator('ann@mail.example', 'email'),
		});
		expect(error?.message).toContain(words);
		expect(api.requests.every(isSearch)).toBe(true);
	});
});

describe('student.markAsPaid', () => {
	const items = (count: number) => Array.from({ length: count }, (_, n) => ({ id: n + 1 }));
	const parameters = { courseId: COURSE, studentId: '={{ $json.id }}' };

	test('a hundred students share a request', async () => {
		const api = answeringBy(() => DONE);
		const { json } = await student('markAsPaid').run(parameters, { items: items(150) });
		expect(json).toHaveLength(150);
		expect(api.requests.map(({ body }) => (body as { ids: number[] }).ids.length)).toEqual([
			100, 50,
		]);
		expect(api.requests[0]?.path).toBe(`${BASE}/students/${COURSE}/mark-as-paid`);
	});

	test.each([
		[422, 'The selected ids are invalid'],
		[404, 'Student 3 is not in the course'],
	])('one who is not in the course fails alone: %s %s', async (status, message) => {
		answeringBy(({ body }) =>
			(body as { ids: number[] }).ids.includes(3)
				? { status, body: { message, error_code: status } }
				: DONE,
		);
		const { json } = await student('markAsPaid').run(parameters, { items: items(5), ...goOn });
		expect(json.map(({ error, studentId }) => (error ? 'failed' : studentId))).toEqual([
			1,
			2,
			'failed',
			4,
			5,
		]);
	});

	test('IDs that are refused are explained', async () => {
		answering({ status: 422, body: { message: 'The selected ids are invalid' } });
		const { error } = await student('markAsPaid').run({ ...parameters, studentId: 3 });
		expect(error?.message).toMatch(
			/^The student is not in this course, or SendPulse knows no such student\. /,
		);
	});

	test('a course that is not there is no fault of the students', async () => {
		const api = answeringBy(() => ({ status: 404, body: { message: 'Course not found' } }));
		await student('markAsPaid').run(parameters, { items: items(5), ...goOn });
		expect(api.requests).toHaveLength(1);
	});
});

describe.each([
	['delete', { studentId: 5 }, `${BASE}/students/5`, { deleted: true, studentId: 5 }],
	[
		'removeFromCourse',
		{ studentId: 5, courseId: COURSE },
		`${BASE}/students/5/${COURSE}`,
		{ deleted: true, studentId: 5, courseId: COURSE },
	],
])('student.%s', (name, parameters, path, output) => {
	const sample: Sample = {
		operation: student(name),
		parameters,
		request: { method: 'DELETE', path },
		answer: DONE,
		output: [output],
	};
	previews(sample);
	findsItGone(sample, MISSING);

	test('makes exactly this request', async () => {
		const api = answering(DONE);
		const { json, error } = await student(name).run(parameters);
		expect(error).toBeUndefined();
		expect(api.requests).toEqual([sample.request]);
		expect(json).toEqual(sample.output);
	});
});

describe('student.getMany', () => {
	const asked = async (parameters: IDataObject) => {
		const api = answering(says({ data: [ann], meta: { total: 1 } }));
		const { json, error } = await student('getMany').run({ limit: 1, ...parameters });
		expect(error).toBeUndefined();
		return { request: api.requests[0], json };
	};

	test('of all courses', async () => {
		const { request, json } = await asked({
			filters: {
				email: 'ann',
				search: 'doe',
				statuses: ['success'],
				tagIds: [501],
				isPaid: false,
				promoCodeIds: '7, 8',
				usedPromoCode: true,
				registeredFrom: '2025-04-01',
				registeredTo: '2025-04-30',
				lastEntryFrom: '2025-05-01',
				orderBy: 'firstName',
				sort: 'desc',
				courseId: COURSE,
				courseRestrictions: 'open',
				paidCoursesCondition: '>=',
				paidCoursesValue: 2,
			},
		});
		expect(request).toEqual({
			method: 'POST',
			path: `${BASE}/students/auditory`,
			body: {
				email: 'ann',
				searchString: 'doe',
				courseStatus: ['success'],
				tags: [501],
				isPaid: false,
				promoCodeIds: [7, 8],
				usedPromoCode: true,
				dateRegistrationOnCourse: { dateFrom: '2025-04-01', dateTo: '2025-04-30' },
				dateLastEntry: { dateFrom: '2025-05-01' },
				orderBy: 'firstName',
				sort: 'desc',
				courseId: COURSE,
				courseRestrictions: 'open',
				paidCoursesCondition: '>=',
				paidCoursesValue: 2,
				limit: 1,
				offset: 0,
			},
		});
		expect(json).toEqual([{ ...ann, studentId: 5 }]);
	});

	test('of one course', async () => {
		const { request, json } = await asked({
			scope: 'course',
			courseId: COURSE,
			filters: {
				lessonId: 9,
				tagsCondition: 'all',
				withoutTariff: false,
				lessonIds: '1,2',
				testIds: '3',
				certificateIds: [4],
			},
		});
		expect(request).toEqual({
			method: 'POST',
			path: `${BASE}/students/by-course/${COURSE}`,
			body: {
				lessonId: 9,
				tagsCondition: 'all',
				withoutTariff: false,
				progress: { lessons: [1, 2], tests: [3], certificates: [4] },
				limit: 1,
				offset: 0,
			},
		});
		expect(json).toEqual([{ ...ann, studentId: 5, courseId: COURSE }]);
	});

	test('Return All reads page after page by a POST, which may be repeated', async () => {
		let failed = false;
		const api = answeringBy(({ body }) => {
			const { limit, offset } = body as { limit: number; offset: number };
			if (offset > 0 && !failed) {
				failed = true;
				return { status: 502, body: '<html>' };
			}
			const count = Math.max(Math.min(limit, 230 - offset), 0);
			const data = Array.from({ length: count }, (_, n) => ({ id: offset + n + 1 }));
			return says({ data, meta: { total: 230 } });
		});
		const { json } = await student('getMany').run({ returnAll: true });
		expect(json.map(({ studentId }) => studentId)).toEqual(
			Array.from({ length: 230 }, (_, n) => n + 1),
		);
		expect(api.requests.length).toBeLessThanOrEqual(5);
	});

	test.each<[IDataObject, string]>([
		[{ filters: { lessonId: 5 } }, "'Lesson ID' is for the students of one course"],
		[{ filters: { testIds: '5' } }, "'Test IDs' is for the students of one course"],
		[
			{ scope: 'course', courseId: 5, filters: { courseRestrictions: 'open' } },
			"'Course Restrictions' is for all students",
		],
		[
			{ scope: 'course', courseId: 5, filters: { tariffIds: '1', withoutTariff: true } },
			"'Without Plan' can't stand beside 'Plan IDs'",
		],
		[{ filters: { paidCoursesValue: 1 } }, "'Paid Courses' needs 'Paid Courses Condition'"],
		[{ filters: { promoCodeIds: 'a' } }, "'Promo Code IDs' has to be an ID"],
		[{ filters: { statuses: ['gone'] } }, "'Statuses' has to hold some of registered"],
		[
			{ filters: { registeredFrom: '2025-05-01', registeredTo: '2025-04-01' } },
			"'Registered To' is before the first day",
		],
		[{ filters: { lastEntryTo: 'soon' } }, "'Last Entry To' is no day"],
	])('%j is refused before anything is sent', async (parameters, words) => {
		const api = silent();
		const { error } = await student('getMany').run(parameters);
		expect(error?.message).toContain(words);
		expect(api.requests).toEqual([]);
	});
});

describe('student.getProgress', () => {
	const lesson = (status: string) => ({ statusStudentOnLesson: { status } });
	const course = {
		id: COURSE,
		name: 'Flowers',
		status: 'inProgress',
		statusStudentOnCourse: 'inProgress',
		studentEmail: 'ann@mail.example',
		sections: [
			{ lessons: [lesson('completed'), lesson('started'), lesson('doNotStarted')] },
			{ lessons: [], certificateSections: [{ dateReceived: null }] },
			// What was deleted is no part of the course.
			{ lessons: [{ ...lesson('doNotStarted'), status: 'deleted' }] },
			{ lessons: [{ ...lesson('doNotStarted'), status: 'opened' }], status: 'deleted' },
		],
		tests: [{ studentStatus: 'finished' }, { studentStatus: null }],
		homeworks: [{ status: 'autoAccepted' }, { status: 'rework' }],
		studentTariff: { name: 'Basic', studentTariffStatus: 'paid' },
	};
	const answer = { schools: [{ schoolId: 71, schoolName: 'Holm', courses: [course, { id: 2 }] }] };

	test('an item for each course, in numbers', async () => {
		const api = answering(says({ data: answer }));
		const { json } = await student('getProgress').run({ studentId: 5, simplify: true });
		expect(api.requests).toEqual([{ method: 'GET', path: `${BASE}/students/course-statistics/5` }]);
		expect(json).toMatchObject([
			{
				studentId: 5,
				email: 'ann@mail.example',
				schoolId: 71,
				courseId: COURSE,
				studentStatus: 'inProgress',
				lessons: 3,
				lessonsCompleted: 1,
				progress: 33.33,
				tests: 2,
				testsPassed: 1,
				homeworks: 2,
				homeworksAccepted: 1,
				certificateReceived: false,
				tariffName: 'Basic',
				tariffStatus: 'paid',
				promoCode: null,
			},
			{ courseId: 2, lessons: 0, progress: null, email: null },
		]);
	});

	test('without Simplify as SendPulse nests it', async () => {
		answering(says({ data: answer }));
		const { json } = await student('getProgress').run({ studentId: 5, simplify: false });
		expect(json).toEqual([{ ...answer, studentId: 5 }]);
	});

	test('of a student without courses there is none', async () => {
		answering(says({ data: { schools: [] } }));
		const { json, error } = await student('getProgress').run({ studentId: 5, simplify: true });
		expect([json, error]).toEqual([[], undefined]);
	});
});

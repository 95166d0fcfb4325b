/** Online courses: who is enrolled, how far they come, and what is refused. */
import type { SandboxOptions } from '../../../sandbox/index.mts';
import { startBench, type Bench } from '../client.mts';

let bench: Bench;
afterEach(() => bench.sandbox.close());

const begin = async (options: Partial<SandboxOptions> = {}) => {
	bench = await startBench(options);
};
const BASE = '/edu/public/v1';
const COURSE = 3_120;
const get = async (path: string) => (await bench.get(`${BASE}/${path}`)).json;
const post = async (path: string, body: unknown) => {
	const { status, json } = await bench.post(`${BASE}/${path}`, body);
	return { status, json };
};
const remove = async (path: string) => (await bench.del(`${BASE}/${path}`)).status;
const page = { offset: 0, limit: 10 };
const enroll = async (email: string, more = {}) =>
	await post('students', { courseId: COURSE, email, ...more });

test('courses, plans, groups, tags', async () => {
	await begin();
	expect((await get('courses')).data).toMatchObject([
		{ id: COURSE, studentCount: 5, hasPaidTariffs: true, isCertificate: true },
		{ id: 3_121, hasPaidTariffs: false },
		{ id: 3_122, studentCount: 0 },
	]);
	expect((await get(`courses/${COURSE}/tariffs`)).data).toMatchObject([
		{ id: 901, paymentMethodsCollection: [{ price: 4_900, currency: 'EUR' }] },
		{ id: 902 },
	]);
	expect(await get(`groups/${COURSE}`)).toMatchObject([{ name: 'Spring' }]);
	expect((await get('tags')).data).toHaveLength(2);
	expect(await get('courses/1/tariffs')).toEqual({ message: 'Not found', error_code: 404 });
});

test.each(['one', 'inData', 'array'] as const)('schools come as %s', async (courseSchools) => {
	await begin({ courseSchools });
	const school = expect.objectContaining({ id: 71, coursesCount: 3 });
	const forms = { one: school, inData: { data: [school] }, array: [school] };
	expect(await get('schools')).toEqual(forms[courseSchools]);
});

test('a student is enrolled, does lessons with time, and gets a certificate', async () => {
	await begin();
	const { status, json } = await enroll('new@mail.example', { firstName: 'Zoë' });
	expect([status, json]).toMatchObject([201, { email: 'new@mail.example', firstName: 'Zoë' }]);
	const state = async () => {
		const { data } = await get(`students/course-statistics/${json.id}`);
		const [course] = data.schools[0].courses;
		const lessons = course.sections[0].lessons.map((one: any) => one.statusStudentOnLesson.status);
		return [course.statusStudentOnCourse, lessons.join(' ')];
	};
	expect(await state()).toEqual(['registered', 'started doNotStarted doNotStarted doNotStarted']);
	bench.clock.advance(60_000);
	expect(await state()).toEqual(['inProgress', 'completed completed started doNotStarted']);
	const act = async () =>
		(
			await bench.call('POST', '/sandbox/courses/lesson', {
				authorization: null,
				body: { student: json.id, course: COURSE },
			})
		).status;
	expect([await act(), await act(), await act()]).toEqual([200, 200, 422]);
	expect((await state())[0]).toBe('certificated');
});

test.each([
	[{ courseId: '3120', email: 'a@mail.example' }, 422],
	[{ courseId: 1, email: 'a@mail.example' }, 404],
	[{ courseId: COURSE, email: 'nobody' }, 422],
	[{ courseId: COURSE, email: 'a@mail.example', courseTariffId: 911 }, 422],
	[{ courseId: COURSE, email: 'a@mail.example', tagIds: [1] }, 422],
])('%j is refused', async (body, status) => {
	await begin();
	expect((await post('students', body)).status).toBe(status);
	expect(bench.sandbox.state.school.all()).toHaveLength(5);
});

test.each([
	['second', 201, 7],
	['same', 201, 6],
	['conflict', 409, 6],
] as const)('the same address again: %s', async (courseAgain, status, students) => {
	await begin({ courseAgain });
	await enroll('new@mail.example');
	expect((await enroll('NEW@mail.example')).status).toBe(status);
	expect(bench.sandbox.state.school.all()).toHaveLength(students);
	// Another course is another enrollment of whoever is there.
	await post('students', { courseId: 3_122, email: 'new@mail.example' });
	expect(bench.sandbox.state.school.all()).toHaveLength(students);
});

test('both lists want their page in the body, and nothing that they do not know', async () => {
	await begin();
	for (const path of ['students/auditory', `students/by-course/${COURSE}`]) {
		expect((await post(path, { offset: 0 })).status).toBe(422);
		expect((await post(path, { limit: 10 })).status).toBe(422);
		expect((await post(path, { offset: '0', limit: 10 })).status).toBe(422);
		expect((await post(path, { ...page, colour: 'red' })).status).toBe(422);
		expect((await post(path, page)).json.data).toHaveLength(5);
	}
	const both = { ...page, tariffIds: [901], withoutTariff: true };
	expect((await post(`students/by-course/${COURSE}`, both)).status).toBe(422);
	expect((await post(`students/by-course/1`, page)).status).toBe(404);
});

test('filters, order and totals', async () => {
	await begin();
	const names = async (path: string, body: object) =>
		(await post(path, { ...page, ...body })).json.data.map((one: any) => one.firstName);
	expect(await names('students/auditory', { email: 'ANNA', courseId: COURSE })).toEqual(['Anna']);
	expect(await names('students/auditory', { searchString: 'koval' })).toEqual(['Olena']);
	expect(await names('students/auditory', { courseId: 3_121 })).toEqual(['Mehmet', 'Anna']);
	expect(await names(`students/by-course/${COURSE}`, { tariffIds: [902] })).toEqual([
		'Mehmet',
		'Bruno',
	]);
	const dates = { dateFrom: '2025-04-08', dateTo: '2025-04-09' };
	const sorted = { dateRegistrationOnCourse: dates, orderBy: 'firstName', sort: 'asc' };
	expect(await names(`students/by-course/${COURSE}`, sorted)).toEqual(['Bruno', 'Olena']);
	expect((await post('students/auditory', { offset: 4, limit: 3 })).json).toMatchObject({
		data: [{ firstName: 'Anna' }],
		meta: { total: 5 },
	});
});

test.each([false, true])('students of a course have addresses: %s', async (courseListEmails) => {
	await begin({ courseListEmails, courseTotals: courseListEmails ? 'both' : 'all' });
	const { json } = await post(`students/by-course/${COURSE}`, page);
	expect('email' in json.data[0]).toBe(courseListEmails);
	expect(json.meta).toEqual(courseListEmails ? { total: 5 } : undefined);
});

test.each(['refuse', 'ignore'] as const)('paid, with an unknown student: %s', async (unknown) => {
	await begin({ coursePaidUnknown: unknown });
	const [last] = bench.sandbox.state.school.all();
	const paid = async (ids: unknown) =>
		(await post(`students/${COURSE}/mark-as-paid`, { ids })).status;
	expect(await paid([last!.id, 1])).toBe(unknown === 'refuse' ? 422 : 204);
	expect(last!.enrollments.get(COURSE)?.isPaid).toBe(unknown === 'ignore');
	expect(await paid([last!.id])).toBe(204);
	expect(await paid('1')).toBe(422);
	expect(await paid([])).toBe(422);
});

test.each(['notFound', 'done'] as const)('gone, and deleted again: %s', async (again) => {
	await begin({ courseDeletedAgain: again });
	const [last] = bench.sandbox.state.school.all();
	const second = again === 'notFound' ? 404 : 204;
	expect(await remove(`students/${last!.id}/${COURSE}`)).toBe(204);
	expect(await remove(`students/${last!.id}/${COURSE}`)).toBe(second);
	expect(await remove(`students/${last!.id}`)).toBe(204);
	expect(await remove(`students/${last!.id}`)).toBe(second);
});

test('the page shows students and lets them get on', async () => {
	await begin();
	await enroll('new@mail.example', { firstName: '<b>Zoë</b>' });
	const html = (await bench.call('GET', '/?view=courses', { authorization: null })).text;
	expect(html).toContain('new@mail.example does the next lesson');
	expect(html).toContain('4 of 4');
	expect(html).not.toContain('<b>Zoë');
});

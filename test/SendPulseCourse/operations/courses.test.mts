import '../../quickWaits.mts';
import { ACTION_NODES } from '../../actionNodes.mts';
import { answering, apiKey, locator, operationOf, says } from '../../api.mts';
import { callMethodOf } from '../../n8n.mts';
import { givesWhatItShould, takesIdInAnyForm } from '../../SendPulse/suites.mts';

const operation = operationOf('SendPulseCourse');
const COURSE = 3_120;
const asked = (path: string) => ({ method: 'GET', path: `/edu/public/v1/${path}` });

const course = {
	id: COURSE,
	schoolId: 71,
	name: 'Flower arranging',
	slug: 'flower-arranging',
	status: 'inProgress',
	startDate: '2025-01-07',
	endDate: '2025-12-31',
	studentCount: 5,
	hasPaidTariffs: true,
	isCertificate: true,
};

describe('course.getMany', () => {
	givesWhatItShould({
		operation: operation('course', 'getMany'),
		parameters: { simplify: true },
		request: asked('courses'),
		answer: says({ data: [{ ...course, domainId: 12, landingImage: null }] }),
		output: [{ ...course, courseId: COURSE }],
	});

	test('none', async () => {
		answering(says({ data: [] }));
		const { json, error } = await operation('course', 'getMany').run({});
		expect([json, error]).toEqual([[], undefined]);
	});
});

describe('course.getTariffs', () => {
	const tariff = {
		id: 901,
		courseId: COURSE,
		name: 'Basic',
		isMain: true,
		isPaid: true,
		status: 'active',
		countOfStudents: 3,
	};
	const paid = (price: unknown, currency: string) =>
		says({ data: [{ ...tariff, paymentMethodsCollection: [{ price, currency }] }] });
	const sample = {
		operation: operation('course', 'getTariffs'),
		parameters: { courseId: COURSE, simplify: true },
		request: asked(`courses/${COURSE}/tariffs`),
		answer: paid(4_900, 'EUR'),
		output: [{ ...tariff, price: 49, currency: 'EUR', courseTariffId: 901 }],
	};
	givesWhatItShould(sample);
	takesIdInAnyForm(sample, { name: 'courseId', label: 'Course', id: COURSE });

	test.each([
		['of a currency without a smaller unit', paid(4_900, 'JPY'), 4_900, 'JPY'],
		['of one that is none', paid(4_900, '?'), 49, '?'],
		['that is not there', paid(null, 'EUR'), null, 'EUR'],
		['of a plan that nobody pays', says({ data: [tariff] }), null, null],
	])('a price %s', async (_, answer, price, currency) => {
		answering(answer);
		const { json } = await operation('course', 'getTariffs').run({ courseId: COURSE });
		expect(json).toMatchObject([{ price, currency }]);
	});
});

describe('course.getGroups', () => {
	const group = {
		id: 1,
		userId: 2,
		responsibleId: 3,
		courseId: COURSE,
		name: 'Spring',
		color: '#4a90e2',
	};
	givesWhatItShould({
		operation: operation('course', 'getGroups'),
		parameters: { courseId: COURSE },
		request: asked(`groups/${COURSE}`),
		answer: says([group]),
		output: [group],
	});
});

describe('school.getMany', () => {
	const school = { id: 71, name: 'Holm School', groups: [] };
	// Described as one, and called a list.
	test.each([school, [school], { data: [school] }])('%j is a school', async (body) => {
		const api = answering(says(body));
		const { json } = await operation('school', 'getMany').run({});
		expect(json).toEqual([school]);
		expect(api.requests).toEqual([asked('schools')]);
	});
});

describe('tag.getMany', () => {
	const tag = {
		id: 501,
		name: 'Buyer',
		colorBackground: '#fff',
		colorText: '#000',
		contactCount: 3,
		taskCount: 0,
	};
	givesWhatItShould({
		operation: operation('tag', 'getMany'),
		parameters: {},
		request: asked('tags'),
		answer: says({ data: [tag] }),
		output: [tag],
	});
});

describe('pick lists', () => {
	const call = callMethodOf(ACTION_NODES.SendPulseCourse);
	const picked = { resource: 'student', operation: 'create' };
	const from = async (
		kind: 'listSearch' | 'loadOptions',
		name: string,
		courseId: unknown,
		...args: unknown[]
	) => await call(kind, name, apiKey(), { ...picked, courseId: courseId as string }, ...args);

	test('courses, by a part of their name', async () => {
		answering(says({ data: [course, { id: 2, name: 'Roofs' }] }));
		expect(await from('listSearch', 'searchCourses', '', 'roof')).toEqual({
			results: [{ name: 'Roofs', value: '2' }],
		});
	});

	test('SendPulse itself finds students beyond the first page', async () => {
		const student = { id: 5, firstName: 'Ann', lastName: 'Doe', email: 'ann@mail.example' };
		const api = answering(says({ data: [student], meta: { total: 1 } }), says({ data: [] }));
		expect(await from('listSearch', 'searchStudents', '', 'ann@')).toMatchObject({
			results: [{ name: 'Ann Doe (ann@mail.example)', value: '5' }],
		});
		expect(api.requests[0]?.body).toEqual({ searchString: 'ann@', limit: 100, offset: 0 });
	});

	test('tags, and the plans of the course that is picked', async () => {
		const api = answering(
			says({ data: [{ id: 501, name: 'Buyer' }] }),
			says({ data: [{ id: 901, name: 'Basic' }] }),
		);
		expect(await from('loadOptions', 'getStudentTags', '')).toEqual([
			{ name: 'Buyer', value: 501 },
		]);
		expect(await from('loadOptions', 'getTariffs', locator('7'))).toEqual([
			{ name: 'Basic', value: 901 },
		]);
		expect(api.requests[1]?.path).toBe('/edu/public/v1/courses/7/tariffs');
		await expect(from('loadOptions', 'getTariffs', '')).rejects.toThrow('Choose a course first');
	});
});

import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { ItemParameters, Values } from '../../../engine/parameters/parameters';
import { shown } from '../../../engine/parameters/parameters';
import { listing } from '../../../engine/run/operation';
import { readDay } from '../../../fields/day';
import { withIds } from '../../../fields/withIds';
import { courseId } from '../../fields/courseId';
import { post } from '../../product';

const STATUSES = ['registered', 'inProgress', 'success', 'failed', 'certificated'];
const ORDERS = [
	'firstName',
	'studentStatusOnCourse',
	'studentTest',
	'studentDateRegistrationOnCourse',
];
const SCOPES = ['all', 'course'] as const;

type Scope = (typeof SCOPES)[number];

const day = (displayName: string, name: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'dateTime',
	default: '',
	description,
});

const ids = (displayName: string, name: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	placeholder: 'e.g. 12, 15',
	description,
});

/** All of them are shown whatever the scope: what n8n hides it drops, and everybody would be meant. */
const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	options: [
		ids(
			'Certificate IDs',
			'certificateIds',
			'Only who received these certificates. For the students of one course.',
		),
		{
			displayName: 'Course ID',
			name: 'courseId',
			type: 'number',
			default: 0,
			description: 'Only students of this course. For all students.',
		},
		{
			displayName: 'Course Restrictions',
			name: 'courseRestrictions',
			type: 'options',
			options: [
				{ name: 'Closed', value: 'closed' },
				{ name: 'None', value: 'none' },
				{ name: 'Open', value: 'open' },
			],
			default: 'none',
			description: 'Only students whose access to courses is so. For all students.',
		},
		{
			displayName: 'Email',
			name: 'email',
			type: 'string',
			placeholder: 'name@email.com',
			default: '',
			description: 'Only students with this in their address, a part of one too',
		},
		{
			displayName: 'First Name',
			name: 'firstName',
			type: 'string',
			default: '',
			description: 'Only students with this in their first name',
		},
		{
			displayName: 'Has Used Promo Code',
			name: 'usedPromoCode',
			type: 'boolean',
			default: false,
			description:
				'Whether only students who used a promo code are wanted, or only those who did not',
		},
		{
			displayName: 'Is Paid',
			name: 'isPaid',
			type: 'boolean',
			default: false,
			description: 'Whether only students who paid are wanted, or only those who did not',
		},
		day('Last Entry From', 'lastEntryFrom', 'Only who came last on this day or later'),
		day('Last Entry To', 'lastEntryTo', 'Only who came last on this day or earlier'),
		{
			displayName: 'Last Name',
			name: 'lastName',
			type: 'string',
			default: '',
			description: 'Only students with this in their last name',
		},
		{
			displayName: 'Lesson ID',
			name: 'lessonId',
			type: 'number',
			default: 0,
			description: 'Only students at this lesson. For the students of one course.',
		},
		ids(
			'Lesson IDs',
			'lessonIds',
			'Only who completed these lessons. For the students of one course.',
		),
		{
			displayName: 'Order By',
			name: 'orderBy',
			type: 'options',
			options: [
				{ name: 'Date of Registration', value: 'studentDateRegistrationOnCourse' },
				{ name: 'First Name', value: 'firstName' },
				{ name: 'Status on the Course', value: 'studentStatusOnCourse' },
				{ name: 'Test', value: 'studentTest' },
			],
			default: 'studentDateRegistrationOnCourse',
			description: 'What the list is sorted by',
		},
		{
			displayName: 'Paid Courses',
			name: 'paidCoursesValue',
			type: 'number',
			default: 1,
			description:
				'Only students with so many paid courses. Add Paid Courses Condition beside it. For all students.',
		},
		{
			displayName: 'Paid Courses Condition',
			name: 'paidCoursesCondition',
			type: 'options',
			options: [
				{ name: 'At Least', value: '>=' },
				{ name: 'At Most', value: '<=' },
				{ name: 'Exactly', value: '=' },
			],
			default: '>=',
			description: 'How the number of paid courses compares with Paid Courses. For all students.',
		},
		{
			...ids(
				'Plan IDs',
				'tariffIds',
				'Only students with one of these plans (tariffs). For the students of one course.',
			),
		},
		ids('Promo Code IDs', 'promoCodeIds', 'Only who used one of these promo codes'),
		day('Registered From', 'registeredFrom', 'Only who registered on this day or later'),
		day('Registered To', 'registeredTo', 'Only who registered on this day or earlier'),
		{
			displayName: 'Search',
			name: 'search',
			type: 'string',
			default: '',
			description: 'Only students in whose name or address this is found',
		},
		{
			displayName: 'Sort',
			name: 'sort',
			type: 'options',
			options: [
				{ name: 'Ascending', value: 'asc' },
				{ name: 'Descending', value: 'desc' },
			],
			default: 'asc',
			description: 'In which order',
		},
		{
			displayName: 'Statuses',
			name: 'statuses',
			type: 'multiOptions',
			options: [
				{ name: 'Certificated', value: 'certificated' },
				{ name: 'Failed', value: 'failed' },
				{ name: 'In Progress', value: 'inProgress' },
				{ name: 'Registered', value: 'registered' },
				{ name: 'Success', value: 'success' },
			],
			default: [],
			description: 'Only students with one of these statuses on a course',
		},
		{
			displayName: 'Tag Names or IDs',
			name: 'tagIds',
			type: 'multiOptions',
			typeOptions: { loadOptionsMethod: 'getStudentTags' },
			default: [],
			description:
				'Only students with these tags. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		},
		{
			displayName: 'Tags Condition',
			name: 'tagsCondition',
			type: 'options',
			options: [
				{ name: 'All', value: 'all' },
				{ name: 'Any', value: 'any' },
			],
			default: 'any',
			description:
				'Whether a student needs all of the tags, or one. For the students of one course.',
		},
		ids('Test IDs', 'testIds', 'Only who passed these tests. For the students of one course.'),
		{
			displayName: 'Without Plan',
			name: 'withoutTariff',
			type: 'boolean',
			default: false,
			description:
				'Whether only students without a plan are wanted, or only those with one. For the students of one course.',
		},
	],
};

const fields: INodeProperties[] = [
	{
		displayName: 'Students',
		name: 'scope',
		type: 'options',
		options: [
			{ name: 'All', value: 'all', description: 'With their courses' },
			{ name: 'Of One Course', value: 'course', description: 'With their status on it' },
		],
		default: 'all',
		description: 'Which students to get',
	},
	{ ...courseId, displayOptions: { show: { scope: ['course'] } } },
	filters,
];

const textOf = (filters: Values, name: string) => filters.text(name);
const someIds = (filters: Values, name: string) => {
	const found = filters.ids(name);
	return found.length > 0 ? found : filters.fail(name, 'has no ID in it. Fill it in, or remove it');
};
const oneOf = (values: readonly string[]) => (filters: Values, name: string) =>
	filters.choice(name, values);
const flag = (filters: Values, name: string) => filters.flag(name);
const id = (filters: Values, name: string) => filters.id(name);

function statuses(filters: Values, name: string): string[] {
	return filters
		.list(name)
		.map((status) =>
			STATUSES.includes(status)
				? status
				: filters.fail(name, `has to hold some of ${STATUSES.join(', ')}, not ${shown(status)}`),
		);
}

interface Reading {
	/** Under which name the API has it. */
	as: string;
	/** For this scope alone. */
	scope?: Scope;
	read(filters: Values, name: string): unknown;
}

/** Filters by their names; those of days and of progress are read apart. */
const READINGS: Readonly<Record<string, Reading>> = {
	email: { as: 'email', read: textOf },
	firstName: { as: 'firstName', read: textOf },
	lastName: { as: 'lastName', read: textOf },
	search: { as: 'searchString', read: textOf },
	statuses: { as: 'courseStatus', read: statuses },
	tagIds: { as: 'tags', read: someIds },
	isPaid: { as: 'isPaid', read: flag },
	promoCodeIds: { as: 'promoCodeIds', read: someIds },
	usedPromoCode: { as: 'usedPromoCode', read: flag },
	orderBy: { as: 'orderBy', read: oneOf(ORDERS) },
	sort: { as: 'sort', read: oneOf(['asc', 'desc']) },
	courseId: { as: 'courseId', scope: 'all', read: id },
	courseRestrictions: {
		as: 'courseRestrictions',
		scope: 'all',
		read: oneOf(['none', 'open', 'closed']),
	},
	paidCoursesCondition: {
		as: 'paidCoursesCondition',
		scope: 'all',
		read: oneOf(['=', '>=', '<=']),
	},
	paidCoursesValue: {
		as: 'paidCoursesValue',
		scope: 'all',
		read: (filters, name) => filters.whole(name, 0, Infinity),
	},
	lessonId: { as: 'lessonId', scope: 'course', read: id },
	tagsCondition: { as: 'tagsCondition', scope: 'course', read: oneOf(['all', 'any']) },
	tariffIds: { as: 'tariffIds', scope: 'course', read: someIds },
	withoutTariff: { as: 'withoutTariff', scope: 'course', read: flag },
};

/** How far somebody has come, by the names of the filters; only in the list of a course. */
const PROGRESS = { lessonIds: 'lessons', testIds: 'tests', certificateIds: 'certificates' };

function checkScope(filters: Values, name: string, wanted: Scope | undefined, scope: Scope): void {
	if (wanted === undefined || wanted === scope) return;
	filters.fail(
		name,
		wanted === 'course'
			? "is for the students of one course. Set 'Students' to Of One Course, or remove it"
			: "is for all students. Set 'Students' to All, or remove it",
	);
}

/** A stretch of days, both of them within (OpenAPI, Edu). */
async function readDays(
	item: ItemParameters,
	[from, to]: readonly [string, string],
): Promise<IDataObject | undefined> {
	const { filters } = item;
	const days: IDataObject = {};
	if (filters.has(from)) days.dateFrom = await readDay(item, filters, from);
	if (filters.has(to)) days.dateTo = await readDay(item, filters, to);
	const { dateFrom, dateTo } = days;
	if (dateFrom && dateTo && String(dateFrom) > String(dateTo)) {
		filters.fail(to, `is before the first day (${String(dateFrom)}): ${String(dateTo)}`);
	}
	return Object.keys(days).length === 0 ? undefined : days;
}

/** @throws InputProblem for what does not belong together, or to the list that is asked for */
async function readFilters(item: ItemParameters, scope: Scope): Promise<IDataObject> {
	const { filters } = item;
	const body: Record<string, unknown> = {};
	for (const [name, { as, scope: wanted, read }] of Object.entries(READINGS)) {
		if (!filters.has(name)) continue;
		checkScope(filters, name, wanted, scope);
		body[as] = read(filters, name);
	}
	const progress: IDataObject = {};
	for (const [name, as] of Object.entries(PROGRESS)) {
		if (!filters.has(name)) continue;
		checkScope(filters, name, 'course', scope);
		progress[as] = someIds(filters, name);
	}
	if (Object.keys(progress).length > 0) body.progress = progress;
	body.dateRegistrationOnCourse = await readDays(item, ['registeredFrom', 'registeredTo']);
	body.dateLastEntry = await readDays(item, ['lastEntryFrom', 'lastEntryTo']);
	if ('tariffIds' in body && 'withoutTariff' in body) {
		filters.fail('withoutTariff', "can't stand beside 'Plan IDs'. Remove one of them");
	}
	if ('paidCoursesValue' in body && !('paidCoursesCondition' in body)) {
		filters.fail('paidCoursesValue', "needs 'Paid Courses Condition' beside it. Add that");
	}
	if ('paidCoursesCondition' in body && !('paidCoursesValue' in body)) {
		filters.fail('paidCoursesCondition', "needs 'Paid Courses' beside it. Add that");
	}
	return Object.fromEntries(
		Object.entries(body).filter(([, value]) => value !== undefined),
	) as IDataObject;
}

interface Wanted {
	courseId?: number;
	body: IDataObject;
}

/** OpenAPI, Edu: POST /students/auditory and POST /students/by-course/{courseId}, which only read. */
export const getMany = listing<Wanted>({
	option: {
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many students',
		description: 'Get many students, of all courses or of one',
	},
	fields,
	prepare: async (item) => {
		const scope = item.choice('scope', SCOPES) as Scope;
		const courseId = scope === 'course' ? item.id('courseId') : undefined;
		return { courseId, body: await readFilters(item, scope) };
	},
	request: ({ courseId, body }) =>
		courseId === undefined
			? { ...post`/students/auditory`, body }
			: { ...post`/students/by-course/${courseId}`, body },
	identify: ({ id }) => id,
	output: (record, { courseId }) => withIds(record, { studentId: record.id, courseId }),
});

import { arrayOf, isObject, type Arguments } from '../../arguments.mts';
import { ApiError } from '../../errors.mts';
import { accountDate } from '../../dates.mts';
import type { SandboxContext } from '../../context.mts';
import type { Enrollment, Student } from '../store.mts';

const invalid = (name: string) => new ApiError(422, 422, `The ${name} field is invalid`);

const isWhole = (value: unknown) => Number.isSafeInteger(value) && Number(value) >= 0;
const isText = (value: unknown) => typeof value === 'string';
const isFlag = (value: unknown) => typeof value === 'boolean';
const isOne =
	(...values: string[]) =>
	(value: unknown) =>
		values.includes(value as string);
const isIds = arrayOf((value) => isWhole(value) && value !== 0);
const isDay = (value: unknown) => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value);
const isDays = (value: unknown) =>
	value === null ||
	(isObject(value) &&
		Object.entries(value).every(([name, day]) => isOne('dateFrom', 'dateTo')(name) && isDay(day)));

const STATUSES = ['registered', 'inProgress', 'success', 'failed', 'certificated'];

/** What both lists take (OpenAPI description, Edu). */
const COMMON: Readonly<Record<string, (value: unknown) => boolean>> = {
	offset: isWhole,
	limit: (value) => isWhole(value) && Number(value) > 0,
	tags: isIds,
	firstName: isText,
	lastName: isText,
	email: isText,
	courseStatus: arrayOf(isOne(...STATUSES)),
	orderBy: isOne(
		'firstName',
		'studentStatusOnCourse',
		'studentTest',
		'studentDateRegistrationOnCourse',
	),
	sort: isOne('asc', 'desc'),
	isPaid: isFlag,
	dateRegistrationOnCourse: isDays,
	dateLastEntry: isDays,
	promoCodeIds: isIds,
	usedPromoCode: (value) => value === null || isFlag(value),
	searchString: isText,
};

const OF_ALL: typeof COMMON = {
	...COMMON,
	courseId: isWhole,
	courseRestrictions: isOne('none', 'open', 'closed'),
	paidCoursesCondition: isOne('=', '>=', '<='),
	paidCoursesValue: isWhole,
};

const OF_COURSE: typeof COMMON = {
	...COMMON,
	tagsCondition: isOne('all', 'any'),
	lessonId: isWhole,
	tariffIds: isIds,
	withoutTariff: (value) => value === null || isFlag(value),
	progress: (value) =>
		isObject(value) &&
		Object.entries(value).every(
			([name, ids]) => isOne('lessons', 'tests', 'certificates')(name) && isIds(ids),
		),
};

/** @throws ApiError for what is missing, of another type, or does not belong together */
export function checkList(args: Arguments, of: 'all' | 'course'): void {
	const known = of === 'all' ? OF_ALL : OF_COURSE;
	for (const name of ['offset', 'limit']) {
		if (args[name] === undefined) throw new ApiError(422, 422, `The ${name} field is required`);
	}
	for (const [name, value] of Object.entries(args)) {
		if (!known[name]?.(value)) throw invalid(name);
	}
	if (args.tariffIds !== undefined && args.withoutTariff !== undefined) {
		throw invalid('withoutTariff');
	}
}

const has = (text: string, part: unknown) =>
	part === undefined || text.toLowerCase().includes(String(part).toLowerCase());

/** Whether a student is among those that are asked for, by what concerns the person. */
export function isMeant(student: Student, args: Arguments): boolean {
	const { firstName, lastName, email, searchString, tags, tagsCondition } = args;
	const name = `${student.firstName} ${student.lastName} ${student.email}`;
	const wanted = (tags ?? []) as number[];
	const own = wanted.filter((tag) => student.tagIds.includes(tag));
	return (
		has(student.firstName, firstName) &&
		has(student.lastName, lastName) &&
		has(student.email, email) &&
		has(name, searchString) &&
		(wanted.length === 0 ||
			(tagsCondition === 'all' ? own.length === wanted.length : own.length > 0))
	);
}

/** Likewise, by what concerns a course. */
export function isMeantIn(
	enrollment: Enrollment,
	args: Arguments,
	{ state, clock }: SandboxContext,
): boolean {
	const { school } = state;
	const { courseStatus, isPaid, tariffIds, withoutTariff, progress, usedPromoCode } = args;
	const day = (time: number) => accountDate(time, state.account.profile.locale).slice(0, 10);
	const within = (range: unknown, time: number) => {
		if (!isObject(range)) return true;
		const { dateFrom = '', dateTo = '9999' } = range as Record<string, string>;
		return day(time) >= dateFrom && day(time) <= dateTo;
	};
	const done = school.done(enrollment);
	const lessons = isObject(progress) ? ((progress.lessons ?? []) as number[]) : [];
	return (
		enrollment.at <= clock.now() &&
		(!Array.isArray(courseStatus) || courseStatus.includes(school.statusOf(enrollment))) &&
		(isPaid === undefined || enrollment.isPaid === isPaid) &&
		(!Array.isArray(tariffIds) || tariffIds.includes(enrollment.tariff?.id)) &&
		(typeof withoutTariff !== 'boolean' || (enrollment.tariff === null) === withoutTariff) &&
		usedPromoCode !== true &&
		lessons.every((id) => id - enrollment.course.id * 100 < done) &&
		within(args.dateRegistrationOnCourse, enrollment.at) &&
		within(args.dateLastEntry, school.lastEntry(enrollment))
	);
}

/** In the order that is asked for: by the first name, or by the time of the enrollment. */
export function inOrder<T>(
	all: readonly T[],
	{ orderBy, sort }: Arguments,
	keys: { name(one: T): string; at(one: T): number },
): T[] {
	if (orderBy === undefined) return [...all];
	const sign = sort === 'desc' ? -1 : 1;
	return [...all].sort((one, other) =>
		orderBy === 'firstName'
			? sign * keys.name(one).localeCompare(keys.name(other))
			: sign * (keys.at(one) - keys.at(other)),
	);
}

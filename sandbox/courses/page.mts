import type { Arguments } from '../arguments.mts';
import type { SandboxContext } from '../context.mts';
import { accountDate } from '../dates.mts';
import { code, tableSection, type Cell } from '../page/table.mts';
import { template } from '../page/template.mts';
import type { View } from '../page/view.mts';
import type { Course, CourseStore, Enrollment, Student } from './store.mts';

const SHOWN = 100;

export const courseViews: readonly [View, ...View[]] = [
	{ name: 'courses', title: 'Courses and students', sections },
];

/** `course` in the page's address chooses the course whose students are shown. */
function sections({ state }: SandboxContext, { course: wanted }: Arguments): string[] {
	const { school } = state;
	const chosen = school.courses.find(({ id }) => String(id) === wanted) ?? school.courses[0];
	const list = coursesSection(school, chosen);
	if (!chosen) return [list];
	const members = school.all().flatMap((student) => {
		const enrollment = student.enrollments.get(chosen.id);
		return enrollment ? [{ student, enrollment }] : [];
	});
	const zone = state.account.profile.locale;
	return [
		list,
		studentsSection(school, chosen, members, zone),
		handsSection(school, chosen, members),
	];
}

interface Member {
	student: Student;
	enrollment: Enrollment;
}

const coursesSection = (school: CourseStore, chosen: Course | undefined) =>
	tableSection({
		id: 'courses',
		title: 'Courses',
		empty: 'There are none.',
		columns: [
			{ name: 'Course', kind: 'names' },
			{ name: 'Lessons', kind: 'number' },
			{ name: 'Plans', kind: 'names' },
			{ name: 'Students', kind: 'number' },
			{ name: 'ID' },
		],
		rows: school.courses.map((course) => [
			{
				text: course.name,
				path: `/?view=courses&course=${course.id}`,
				isChosen: course === chosen,
			},
			course.lessons.length,
			course.tariffs.map(({ name }) => name).join(', '),
			school.all().filter(({ enrollments }) => enrollments.has(course.id)).length,
			code(course.id),
		]),
	});

function statusCell(status: string): Cell {
	if (status === 'registered') return { text: status, tone: 'soft' };
	return status === 'inProgress' ? { text: 'in progress' } : { text: status, tone: 'good' };
}

const studentsSection = (
	school: CourseStore,
	{ name, lessons }: Course,
	members: readonly Member[],
	zone: string,
) =>
	tableSection({
		id: 'students',
		title: `Students of “${name}”`,
		note: members.length,
		empty: 'Nobody yet.',
		columns: [
			{ name: 'Address', kind: 'address' },
			{ name: 'Name', kind: 'names' },
			{ name: 'Status' },
			{ name: 'Lessons', kind: 'number' },
			{ name: 'Plan' },
			{ name: 'Paid' },
			{ name: 'Since', kind: 'date' },
			{ name: 'ID' },
		],
		rows: members
			.slice(0, SHOWN)
			.map(({ student, enrollment }) => [
				student.email,
				`${student.firstName} ${student.lastName}`,
				statusCell(school.statusOf(enrollment)),
				`${school.done(enrollment)} of ${lessons.length}`,
				enrollment.tariff?.name ?? '',
				enrollment.isPaid ? { text: 'paid', tone: 'good' } : { text: 'not paid', tone: 'soft' },
				accountDate(enrollment.at, zone),
				code(student.id),
			]),
	});

const renderHands = template<{ courseId: number; members: readonly Member[] }>(`
<section aria-labelledby="course-hands">
<div class="title"><h2 id="course-hands">A lesson is done</h2><span class="soft">they also get on with time: a lesson in half a minute</span></div>
<% if (it.members.length) { %><% for (const { student } of it.members) { %><form method="post" action="/sandbox/courses/lesson"><input type="hidden" name="course" value="<%= it.courseId %>"><input type="hidden" name="student" value="<%= student.id %>"><button><%= student.email %> does the next lesson</button></form><% } %><% } else { %><p class="soft">Nobody has one before them.</p><% } %>
</section>
`);

const handsSection = (school: CourseStore, { id, lessons }: Course, members: readonly Member[]) =>
	renderHands({
		courseId: id,
		members: members
			.filter(({ enrollment }) => school.done(enrollment) < lessons.length)
			.slice(0, 5),
	});

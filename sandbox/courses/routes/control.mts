import type { FastifyInstance } from 'fastify';
import { asArguments } from '../../arguments.mts';
import type { SandboxContext } from '../../context.mts';
import { finish, refuse } from '../../page/forms.mts';

/** What students do: they do lessons, before their time. */
export function courseControlRoutes(server: FastifyInstance, sandbox: SandboxContext): void {
	server.get('/sandbox/courses', async () => ({
		students: sandbox.state.school.all().map(({ enrollments, ...student }) => ({
			...student,
			courses: [...enrollments.values()].map((enrollment) => ({
				courseId: enrollment.course.id,
				status: sandbox.state.school.statusOf(enrollment),
				lessons: sandbox.state.school.done(enrollment),
				isPaid: enrollment.isPaid,
			})),
		})),
	}));

	server.post('/sandbox/courses/lesson', async (request, reply) => {
		const { student: id, course: courseId } = asArguments(request.body);
		const { school } = sandbox.state;
		const enrollment = school.student(Number(id))?.enrollments.get(Number(courseId));
		if (!enrollment) return refuse(reply, 404, 'no such student in this course');
		if (school.done(enrollment) === enrollment.course.lessons.length) {
			return refuse(reply, 422, 'all lessons are done');
		}
		enrollment.ahead += 1;
		return finish(request, reply, `/?view=courses&course=${enrollment.course.id}`);
	});
}

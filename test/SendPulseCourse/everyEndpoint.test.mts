/** Every operation of the SendPulse Courses node, run against the sandbox. */
import '../engine/virtualTime.mts';
import '../quiet.mts';
import { createSandbox } from '../../sandbox/index.mts';
import { callsWhatIsDocumented, type Run } from '../everyEndpoint.mts';

const sandbox = createSandbox({ perSecond: 1_000 });
const courseId = 3_120;
const byEmail = (value: string) => ({ __rl: true, mode: 'email', value });
const anna = byEmail('Anna.Lindstrom@mail.example');

const runs: Record<string, (baseUrl: string) => Run[]> = {
	'course.getMany': () => [{}],
	'course.getTariffs': () => [{ parameters: { courseId } }],
	'course.getGroups': () => [{ parameters: { courseId } }],
	'school.getMany': () => [{}],
	'tag.getMany': () => [{}],
	'student.create': () => [
		{
			parameters: {
				courseId,
				email: 'new@mail.example',
				options: { firstName: 'Zoë', language: 'uk_UA', courseTariffId: 902, tagIds: [501] },
			},
		},
		{
			parameters: { courseId, email: 'NEW@mail.example', options: { skipExisting: true } },
		},
	],
	'student.getMany': () => [
		{
			parameters: {
				returnAll: true,
				filters: { email: 'mail.example', statuses: ['certificated'] },
			},
		},
		{ parameters: { scope: 'course', courseId, filters: { tariffIds: '901', sort: 'desc' } } },
	],
	'student.getProgress': () => [{ parameters: { studentId: anna } }],
	'student.markAsPaid': () => [
		{
			parameters: { courseId, studentId: '={{ $json.email }}' },
			items: ['anna.lindstrom@mail.example', 'bruno.ferreira@mail.example'].map((email) => ({
				email,
			})),
		},
	],
	'student.removeFromCourse': () => [{ parameters: { courseId, studentId: anna } }],
	'student.delete': () => [{ parameters: { studentId: byEmail('olena.koval@mail.example') } }],
};

callsWhatIsDocumented({ node: 'SendPulseCourse', sandbox, runs });

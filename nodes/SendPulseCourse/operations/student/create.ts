import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { hasId } from '../../../engine/api/confirmed';
import { isRecord } from '../../../engine/api/record';
import { sameAddress } from '../../../engine/parameters/email';
import type { ItemParameters } from '../../../engine/parameters/parameters';
import { steps } from '../../../engine/run/operation';
import { asRecords, elementsOf } from '../../../engine/run/outcome';
import { email } from '../../../fields/email';
import { withIds } from '../../../fields/withIds';
import { courseId } from '../../fields/courseId';
import { studentsWith } from '../../fields/studentId';
import { post } from '../../product';

const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'First Name',
			name: 'firstName',
			type: 'string',
			default: '',
			description: 'First name of the student',
		},
		{
			displayName: 'Language',
			name: 'language',
			type: 'string',
			default: '',
			placeholder: 'e.g. uk_UA',
			description: 'Language of what SendPulse writes to the student',
		},
		{
			displayName: 'Last Name',
			name: 'lastName',
			type: 'string',
			default: '',
			description: 'Last name of the student',
		},
		{
			displayName: 'Plan Name or ID',
			name: 'courseTariffId',
			type: 'options',
			typeOptions: { loadOptionsMethod: 'getTariffs', loadOptionsDependsOn: ['courseId.value'] },
			default: '',
			description:
				'The plan (tariff) of the course that the student gets. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		},
		{
			displayName: 'Skip Existing',
			name: 'skipExisting',
			type: 'boolean',
			// Whoever adds it wants it.
			default: true,
			description:
				'Whether to look first if the course has a student with this address, and to give that one back instead of enrolling again. It costs a request for each address.',
		},
		{
			displayName: 'Tag Names or IDs',
			name: 'tagIds',
			type: 'multiOptions',
			typeOptions: { loadOptionsMethod: 'getStudentTags' },
			default: [],
			description:
				'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
		},
	],
};

const student: INodeProperties = {
	...email,
	description: 'E-mail address of the student, to which SendPulse may send an invitation',
};

const repeatNotice: INodeProperties = {
	displayName:
		"Whoever is in the course already may become a second student there. To look first, add the option 'Skip Existing'.",
	name: 'repeatNotice',
	type: 'notice',
	default: '',
};

interface Enrollment {
	courseId: number;
	email: string;
	/** Beside the two. */
	more: IDataObject;
	/** Who is in the course already, where that was to be looked at first. */
	existing?: IDataObject;
	looked: boolean;
}

interface Found {
	student?: IDataObject;
}

/** The status on a course of who was taken out of it (OpenAPI, Edu). No document says that lists leave these out. */
const TAKEN_OUT = 'deletedFromCourse';

/** Whether somebody in the list of a course is still in it; a record that does not say so counts as one who is. */
const isIn = ({ courses }: IDataObject, courseId: number): boolean => {
	const own = asRecords(elementsOf(courses)).filter((one) => Number(one.courseId) === courseId);
	return own.length === 0 || own.some(({ studentStatus }) => studentStatus !== TAKEN_OUT);
};

const keyOf = ({ courseId, email }: Pick<Enrollment, 'courseId' | 'email'>) =>
	`${courseId} ${sameAddress(email)}`;

async function readEnrollment(item: ItemParameters): Promise<Enrollment> {
	const { options } = item;
	const courseId = item.id('courseId');
	const email = item.email('email');
	const more: IDataObject = {};
	for (const name of ['firstName', 'lastName', 'language']) {
		if (options.has(name)) more[name] = options.text(name);
	}
	if (options.has('courseTariffId')) more.courseTariffId = options.id('courseTariffId');
	if (options.has('tagIds')) more.tagIds = options.ids('tagIds');
	const looked = options.flag('skipExisting');
	if (!looked) return { courseId, email, more, looked };
	const [existing] = await item.lookUp(`student ${keyOf({ courseId, email })}`, async (client) =>
		(await studentsWith(client, email, courseId)).filter((one) => isIn(one, courseId)),
	);
	return { courseId, email, more, looked, existing };
}

/** OpenAPI, Edu: POST /students. */
export const create = steps<Enrollment, Found>({
	option: {
		name: 'Create',
		value: 'create',
		action: 'Enroll a student in a course',
		description:
			'Enroll somebody in a course, as a new student if need be. SendPulse may invite them by e-mail. Who is in it already may become a second student, unless Skip Existing (under Options) is on.',
	},
	fields: [courseId, student, repeatNotice, options],
	prepare: readEnrollment,
	// A workflow's input may name a buyer twice, for two orders.
	sameAs: keyOf,
	concerns: ({ email }) => sameAddress(email),
	placeholders: {},
	steps: ({ courseId, email, more, existing }) => [
		{
			effect: 'write',
			about: 'the student',
			// An invitation may have left.
			repeatable: false,
			whereToLook: "with 'Get Many' of the resource Student (filter Email)",
			confirmed: hasId,
			request: () =>
				existing ? undefined : { ...post`/students`, body: { courseId, email, ...more } },
			learn: (body) => (isRecord(body) ? { student: body as IDataObject } : {}),
			done: () => 'the student is enrolled',
		},
	],
	output: ({ student }, { existing, courseId }) =>
		existing
			? withIds({ ...existing, existed: true }, { studentId: existing.id, courseId })
			: withIds(student ?? {}, { studentId: student?.id, courseId }),
	counts: { noun: 'students', done: 'enrolled' },
});

import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Client } from '../../engine/api/client';
import { inSmallLetters, sameAddress } from '../../engine/parameters/email';
import { found, type LookUp } from '../../engine/parameters/lookUp';
import type { ItemParameters } from '../../engine/parameters/parameters';
import { hits } from '../../engine/run/lists';
import { post } from '../product';

export const studentId: INodeProperties = {
	displayName: 'Student',
	name: 'studentId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The student to work with',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a student...',
			typeOptions: { searchListMethod: 'searchStudents', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 88101',
			hint: 'Create and Get Many give the ID of each student',
			validation: [
				{
					type: 'regex',
					properties: { regex: '^\\s*[0-9]+\\s*$', errorMessage: 'The ID is a whole number' },
				},
			],
		},
		{
			displayName: 'By Email',
			name: 'email',
			type: 'string',
			placeholder: 'name@email.com',
			hint: 'Found when the node runs: the whole address, upper and lower case alike',
		},
	],
};

/**
 * Students with exactly this address, of all courses or of one. In the list of all, for the list of a course is not
 * described to have addresses; SendPulse finds parts of them.
 *
 * @throws as {@link hits}: nobody is taken for missing whom an unsteady list did not show
 */
export async function studentsWith(
	client: Client,
	email: string,
	courseId?: number,
): Promise<IDataObject[]> {
	const body = { email, ...(courseId === undefined ? {} : { courseId }) };
	const similar = await hits(
		client,
		{ ...post`/students/auditory`, body },
		{ identify: ({ id }) => id },
		`an e-mail address with '${email}' in it`,
	);
	return similar.filter((one) => sameAddress(String(one.email ?? '')) === sameAddress(email));
}

const lookUpIn = (courseId?: number): LookUp => ({
	noun: 'student',
	plural: 'students',
	within: courseId,
	by: {
		email: {
			called: 'the e-mail address',
			read: (item, name) => inSmallLetters(item.email(name)),
			find: async (client, email) =>
				(await studentsWith(client, email, courseId)).map(({ id, firstName, lastName }) => ({
					id: Number(id),
					name: [firstName, lastName].filter(Boolean).map(String).join(' '),
				})),
		},
	},
	modeOf: (text) => (text.includes('@') ? 'email' : undefined),
});

/** @throws InputProblem for an address that no student has, or several have */
export const readStudentId = async (item: ItemParameters, courseId?: number): Promise<number> =>
	Number(await found(item, 'studentId', lookUpIn(courseId)));

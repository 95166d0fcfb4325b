import type { IDataObject } from 'n8n-workflow';
import { sameAddress } from '../../../engine/parameters/email';
import { notUnderstood, recordsOf } from '../../../engine/run/outcome';
import { courses, post } from '../../../SendPulseCourse/product';
import type { Search } from './answers';

const UNCLEAR = 'whose courses these are';

/** Path of the look-up here, for the `lookUps` of a composite operation. */
export const COURSES_LOOK_UP = /^\/edu\/public\/v1\/students\/auditory$/;

/**
 * Students with exactly this address, whatever the case; SendPulse finds parts of addresses (OpenAPI, Edu: POST
 * /students/auditory).
 *
 * @throws ApiFailure
 */
export async function studentsWith(search: Search, email: string): Promise<IDataObject[]> {
	const { records } = await search.list(
		{ ...post`/students/auditory`, body: { email } },
		{
			identify: ({ id }) => id,
			paged: courses.pager,
			records: (body) => recordsOf(body, UNCLEAR),
		},
	);
	return records.filter((student) => {
		if (typeof student.email !== 'string') throw notUnderstood(UNCLEAR);
		return sameAddress(student.email) === sameAddress(email);
	});
}

import { byCodeOrStatus, byPhrase, codeText, type Refusal } from '../engine/api/codes';
import { nothing } from '../engine/api/confirmed';
import { inData } from '../engine/api/envelope';
import { inBody, totalAt } from '../engine/api/pager';
import type { Product } from '../engine/api/product';
import { requests } from '../engine/api/request';

/** The description has no bodies of refusals, so that the status has to tell. */
const MEANINGS = {
	403: codeText(
		'The account may not work with courses',
		'Courses may be missing in the pricing plan, or the API key be limited (see Settings > API in SendPulse)',
	),
	404: codeText(
		'SendPulse knows no such course or student, or the student is not in this course',
		'Pick both again, or check their IDs',
	),
};

const textForCode = byCodeOrStatus(MEANINGS);

/** The only request with a list of IDs names students of a course. */
const textForPhrase = byPhrase([
	{
		says: /\bids\b/i,
		...codeText(
			'The student is not in this course, or SendPulse knows no such student',
			'Pick course and student again, or check their IDs',
		),
	},
]);

/**
 * What a single student of a batch can be at fault for: not a course that is not there, but that the student is not
 * in it.
 */
const elementAtFault = ({ status = 0, words }: Refusal) =>
	[400, 404, 422].includes(status) && (!/course/i.test(words) || /student/i.test(words));

/** Online courses (OpenAPI, Edu): schools, their courses, and students. */
export const courses: Product = {
	name: 'Courses',
	base: '/edu/public/v1',
	// Deletions and payments are answered with 204.
	done: nothing,
	envelope: { ...inData, emptyIsDone: true },
	refusals: {
		textFor: (refusal) => textForPhrase(refusal) ?? textForCode(refusal),
		elementAtFault,
		gone: ({ status, own }) => status === 404 && own,
	},
	// Both stand in the body of a POST. No largest page is documented; a shop in production reads 100.
	pager: inBody('limit', 'offset', { fewest: 10, total: totalAt('meta', 'total') }),
	// No number is documented.
	largestBatch: 100,
};

export const { get, post, del } = requests(courses);

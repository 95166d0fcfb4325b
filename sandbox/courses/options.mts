import { count, flag, oneOf, type OptionPart } from '../optionPart.mts';

/** Switches of online courses. */
export interface CourseOptions {
	/** An address that is enrolled in a course again: a second student, a refusal, or the one that is there. */
	courseAgain: 'second' | 'conflict' | 'same';
	/** Whether students of one course have `email`. Not described; a shop in production reads it. */
	courseListEmails: boolean;
	/** Which lists of students say how many there are. */
	courseTotals: 'all' | 'both';
	/** What GET /schools answers: described as one school, and called a list. */
	courseSchools: 'one' | 'inData' | 'array';
	/** What is said to the deletion of what is gone. The shop has seen 404 for enrollments. */
	courseDeletedAgain: 'notFound' | 'done';
	/** A student who is not in the course among those that are marked as paid. Assumption. */
	coursePaidUnknown: 'refuse' | 'ignore';
	/** Most students of a page, however many were asked for. Assumption. */
	courseMostPerPage: number;
}

export const courseOptions: OptionPart<CourseOptions> = {
	defaults: {
		courseAgain: 'second',
		courseListEmails: false,
		courseTotals: 'all',
		courseSchools: 'one',
		courseDeletedAgain: 'notFound',
		coursePaidUnknown: 'refuse',
		courseMostPerPage: 100,
	},
	schema: {
		courseAgain: oneOf('second', 'conflict', 'same'),
		courseListEmails: flag,
		courseTotals: oneOf('all', 'both'),
		courseSchools: oneOf('one', 'inData', 'array'),
		courseDeletedAgain: oneOf('notFound', 'done'),
		coursePaidUnknown: oneOf('refuse', 'ignore'),
		courseMostPerPage: count,
	},
};

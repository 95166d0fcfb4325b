import { shown } from '../../engine/parameters/parameters';
import { compare, type States } from '../../engine/polling/states';
import type { PolledEvent } from '../event';
import { courseField, statusOf, studentItem, studentsOf } from './students';

const EVENT = 'studentStatus';

/** Of a student on a course (OpenAPI, Edu). */
const STATUSES = [
	{ name: 'Certificated', value: 'certificated' },
	{ name: 'Deleted From Course', value: 'deletedFromCourse' },
	{ name: 'Failed', value: 'failed' },
	{ name: 'In Progress', value: 'inProgress' },
	{ name: 'Invited', value: 'invited' },
	{ name: 'Paid', value: 'paid' },
	{ name: 'Registered', value: 'registered' },
	{ name: 'Success', value: 'success' },
	{ name: 'Unpaid', value: 'unPaid' },
];

/** With these somebody has come into a course. With another one the status has changed since, between two polls. */
const BEFORE_BEGUN = ['invited', 'registered', 'unPaid', 'deletedFromCourse', 'undefined', 'null'];

export const studentStatus: PolledEvent = {
	option: {
		name: 'Student Status Changed',
		value: EVENT,
		description:
			"A student's status on an online course changed: started, passed, failed, got a certificate",
	},
	fields: [
		courseField,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add filter',
			default: {},
			options: [
				{
					displayName: 'Statuses',
					name: 'statuses',
					type: 'multiOptions',
					options: STATUSES,
					default: [],
					description: 'Only students who have one of these now',
				},
			],
		},
	],
	watch: (settings) => {
		const course = settings.id('courseId');
		const filters = settings.collection('filters');
		const wanted = filters.list('statuses');
		const wrong = wanted.find((status) => !STATUSES.some(({ value }) => value === status));
		if (wrong !== undefined) {
			const known = STATUSES.map(({ value }) => value).join(', ');
			filters.fail('statuses', `has to hold some of ${known}, not ${shown(wrong)}`);
		}
		const isWanted = (status: string) => wanted.length === 0 || wanted.includes(status);
		return {
			of: { event: EVENT, course },
			look: async (client, memory) => {
				const { records } = await studentsOf(client, course);
				// Nobody is forgotten: this list is not counted, and who was left out once would be new with the next poll.
				const { added, changed, states } = compare(
					(memory?.states ?? {}) as States,
					records,
					{ key: ({ id }) => String(id), state: statusOf },
					false,
				);
				const begun = added
					.filter((record) => !BEFORE_BEGUN.includes(statusOf(record)))
					.map((record) => ({ record, before: null }));
				return {
					records: [...changed, ...begun]
						.filter(({ record }) => isWanted(statusOf(record)))
						.map(({ record, before }) =>
							studentItem(EVENT, record, course, { previousStatus: before }),
						),
					memory: { states },
				};
			},
			newest: async (client, count) => {
				const { records } = await studentsOf(client, course);
				return records
					.filter((record) => isWanted(statusOf(record)))
					.slice(0, count)
					.map((record) => studentItem(EVENT, record, course, { previousStatus: null }));
			},
		};
	},
};

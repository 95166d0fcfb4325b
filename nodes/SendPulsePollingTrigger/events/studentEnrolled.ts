import { sinceYesterday, unseenOfDays, type SeenDays } from '../../engine/polling/days';
import type { PollClient } from '../../engine/polling/poll';
import type { PolledEvent } from '../event';
import { courseField, registeredAt, studentItem, studentsOf } from './students';

const EVENT = 'studentEnrolled';

export const studentEnrolled: PolledEvent = {
	option: {
		name: 'Student Enrolled',
		value: EVENT,
		description: 'A student registered for an online course, or was enrolled in it',
	},
	fields: [courseField],
	watch: (settings) => {
		const course = settings.id('courseId');
		const from = async (client: PollClient, day: string) =>
			(await studentsOf(client, course, { dateRegistrationOnCourse: { dateFrom: day } })).records;
		const byDate = (one: unknown, other: unknown) => (String(one) < String(other) ? -1 : 1);
		return {
			of: { event: EVENT, course },
			look: async (client, memory) => {
				const known = (memory?.seen ?? sinceYesterday()) as SeenDays;
				const records = await from(client, known.from);
				const { fresh, seen } = unseenOfDays(known, records, registeredAt);
				return {
					records: fresh
						.sort((one, other) => byDate(registeredAt(one), registeredAt(other)))
						.map((record) => studentItem(EVENT, record, course, { at: registeredAt(record) })),
					memory: { seen },
				};
			},
			newest: async (client, count) => {
				const { records } = await studentsOf(client, course);
				return records
					.sort((one, other) => byDate(registeredAt(other), registeredAt(one)))
					.slice(0, count)
					.map((record) => studentItem(EVENT, record, course, { at: registeredAt(record) }));
			},
		};
	},
};

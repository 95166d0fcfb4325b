import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { timeIn } from '../../engine/deliveries/values';
import type { PollClient } from '../../engine/polling/poll';
import { withIds } from '../../fields/withIds';
import { courseId } from '../../SendPulseCourse/fields/courseId';
import { post } from '../../SendPulseCourse/product';

export const courseField: INodeProperties = { ...courseId, description: 'The course to watch' };

export const statusOf = ({ studentStatusOnCourse: status }: IDataObject) => String(status);

export const registeredAt = ({ studentDateRegistrationOnCourse: date }: IDataObject) => date;

/** Students of a course (OpenAPI, Edu: POST /students/by-course/{courseId}, which only reads). */
export const studentsOf = async (client: PollClient, course: number, body: IDataObject = {}) =>
	await client.list({ ...post`/students/by-course/${course}`, body }, { identify: ({ id }) => id });

/** A student as Get Many gives it, and what happened. */
export function studentItem(
	event: string,
	record: IDataObject,
	course: number,
	{ at, ...more }: IDataObject & { at?: unknown } = {},
): IDataObject {
	const occurredAt = timeIn(at);
	return {
		event,
		...(occurredAt === undefined ? {} : { occurredAt }),
		...more,
		...withIds(record, { studentId: record.id, courseId: course }),
	};
}

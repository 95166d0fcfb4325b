/** Students of a course who move on between two polls. */
import '../engine/virtualTime.mts';
import type { IDataObject } from 'n8n-workflow';
import { says } from '../api.mts';
import { Account, trigger } from './account.mts';

const on = (studentStatusOnCourse: string, id: number) => ({ id, studentStatusOnCourse });

test('every status that the document has can be filtered by', async () => {
	const statuses = [
		...['unPaid', 'registered', 'inProgress', 'paid', 'success', 'failed', 'certificated'],
		...['deletedFromCourse', 'invited'],
	];
	let students = statuses.map((_, id) => on('someStatus', id));
	new Account().fault = () => says({ data: students });
	const node = trigger({ event: 'studentStatus', courseId: 3, filters: { statuses } });
	await node.publish();
	students = statuses.map((status, id) => on(status, id));
	expect(await node.tick()).toHaveLength(statuses.length);
});

test('who comes and has begun already starts the workflow; an answer without anybody makes nobody new', async () => {
	let students: IDataObject[] = [on('inProgress', 1), on('registered', 2)];
	new Account().fault = () => says({ data: students });
	const node = trigger({ event: 'studentStatus', courseId: 3, filters: {} });
	const told = async () =>
		(await node.tick()).map(({ id, previousStatus }) => [id, previousStatus]);
	expect(await node.publish()).toEqual([]);
	const before = students;
	students = [];
	expect(await told()).toEqual([]);
	students = [...before, on('registered', 3), on('unPaid', 4), on('inProgress', 5)];
	expect(await told()).toEqual([[5, null]]);
	students = [...before, on('success', 3), on('paid', 4), on('inProgress', 5)];
	expect(await told()).toEqual([
		[3, 'registered'],
		[4, 'unPaid'],
	]);
});

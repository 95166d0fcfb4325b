import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Values } from '../../../engine/parameters/parameters';
import { color, readColor } from '../../fields/color';
import { order, readOrder } from '../../fields/order';
import { readReminder, reminder } from '../../fields/reminder';
import type { StagesOf } from '../../fields/stageId';

/** Hours after which a deal that comes to the stage is due; the API has no others. */
const DUE_IN = [1, 2, 3, 4, 5, 6, 8, 9, 10];

/** What a stage has beside its name. */
export const stageOptions: INodeProperties[] = [
	{ ...color, description: 'The color of the stage' },
	{
		displayName: 'Due In Hours',
		name: 'dueInHours',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 10 },
		default: 8,
		description:
			'So many hours after it came to the stage a deal is due: 1 to 6, 8, 9 or 10. With 0 it is not. Stages of pipelines only.',
	},
	order('stages'),
	{
		...reminder('reminder', 'Reminder', 'a deal in this stage is due'),
		description:
			'How long before a deal in this stage is due SendPulse reminds the responsible person. Stages of pipelines only.',
	},
];

function readDueIn(values: Values): number | null {
	const hours = values.whole('dueInHours', 0, 10);
	if (hours === 0) return null;
	if (DUE_IN.includes(hours)) return hours;
	return values.fail('dueInHours', `has to be one of ${DUE_IN.join(', ')}, or 0, not '${hours}'`);
}

/**
 * What was added, under the API's names. (Stages of boards take no order when they are created: OpenAPI of the
 * CRM.)
 *
 * @throws InputProblem for what stages of boards don't have
 */
export function readStageOptions(options: Values, of: StagesOf, isNew: boolean): IDataObject {
	const isBoard = 'boardId' in of;
	const given: IDataObject = {
		...(options.has('color') ? { color: readColor(options) } : {}),
		...(options.has('order') ? { order: readOrder(options) } : {}),
		...(options.has('dueInHours') ? { addEndHours: readDueIn(options) } : {}),
		...(options.has('reminder') ? { notifyIn: readReminder(options, 'reminder') } : {}),
	};
	if (isBoard) {
		const names = [
			['dueInHours', 'addEndHours'],
			['reminder', 'notifyIn'],
		] as const;
		for (const [name, key] of names) {
			if (key in given) options.fail(name, 'is for stages of pipelines. Remove it');
		}
		if (isNew && 'order' in given) {
			options.fail('order', 'is not for new stages of a board: they come last. Remove it');
		}
	}
	return given;
}

import type { IDataObject } from 'n8n-workflow';
import { steps } from '../../../engine/run/operation';
import { nameOf, readName, somethingToChange } from '../../fields/name';
import { order, readOrder } from '../../fields/order';
import { pipelineId, readPipelineId } from '../../fields/pipelineId';
import { recordIn } from '../../fields/contactRecord';
import { givesRecord } from '../../fields/records';
import { readSettings, settings } from '../../fields/settings';
import { updateFields } from '../../fields/updateFields';
import { get, put } from '../../product';

/** CRM API, "Update pipeline", which replaces what it takes: what stays is read and sent along. */
export const update = steps<
	{ pipelineId: number; changes: IDataObject },
	{ pipeline: IDataObject }
>({
	option: {
		name: 'Update',
		value: 'update',
		action: 'Update a pipeline',
		description: 'Change the name, the place or the settings of a pipeline',
	},
	fields: [pipelineId, updateFields(nameOf('pipeline', 'Sales'), order('pipelines'), settings)],
	prepare: async (item) => {
		const { options } = item;
		const changes = {
			...(options.has('name') ? { name: readName(options) } : {}),
			...(options.has('order') ? { order: readOrder(options) } : {}),
			...(options.has('settings') ? { settings: readSettings(options) } : {}),
		};
		somethingToChange(item, changes);
		return { pipelineId: await readPipelineId(item), changes };
	},
	concerns: ({ pipelineId: id }) => String(id),
	placeholders: {},
	steps: ({ pipelineId: id, changes }) => [
		{
			effect: 'read',
			about: 'the pipeline',
			request: () => get`/pipelines/${id}`,
			learn: (body) => ({ pipeline: recordIn(body) }),
		},
		{
			effect: 'write',
			about: 'the pipeline',
			repeatable: true,
			confirmed: givesRecord,
			request: ({ pipeline: { name, order: place, settings: known } }) => ({
				...put`/pipelines/${id}`,
				// An empty list would take all away; whether there are any, then, nobody knows.
				body: { name, order: place, ...(known ? { settings: known } : {}), ...changes },
			}),
			learn: (body) => ({ pipeline: recordIn(body) }),
			done: () => `Pipeline ${id} was changed`,
		},
	],
	output: ({ pipeline }) => pipeline,
	counts: { noun: 'pipelines', done: 'updated' },
});

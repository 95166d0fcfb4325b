import type { IDataObject } from 'n8n-workflow';
import { optionsField } from '../../../engine/run/commonFields';
import { steps } from '../../../engine/run/operation';
import { alike } from '../../fields/names';
import { nameOf, readName } from '../../fields/name';
import { recordIn } from '../../fields/contactRecord';
import { givesRecord, idOf, recordsIn } from '../../fields/records';
import { readSettings, settings } from '../../fields/settings';
import { get, post } from '../../product';

interface Created {
	name: string;
	settings?: IDataObject[];
	stages: string[];
}

interface Found {
	pipelineId: number | string;
	pipeline: IDataObject;
	/** Whether it was changed since it was read. */
	isOutdated: boolean;
}

/** CRM API, "Create pipeline" and "Create pipeline step": nobody says whether a new one brings stages along. */
export const create = steps<Created, Found>({
	option: {
		name: 'Create',
		value: 'create',
		action: 'Create a pipeline',
		description: 'Create a pipeline for deals, with stages',
	},
	fields: [
		{ ...nameOf('pipeline', 'Sales'), required: true },
		{
			...optionsField,
			options: [
				settings,
				{
					displayName: 'Stages',
					name: 'stages',
					type: 'string',
					default: '',
					placeholder: 'e.g. New, Offer, Contract',
					description: 'Names of its stages in their order, separated by commas',
				},
			],
		},
	],
	prepare: (item) => {
		const { options } = item;
		return {
			name: readName(item),
			...(options.has('settings') ? { settings: readSettings(options) } : {}),
			stages: options.list('stages'),
		};
	},
	concerns: () => [],
	placeholders: { pipelineId: '{the new pipeline}' },
	repeatable: false,
	steps: ({ name, settings: given, stages }) => [
		{
			effect: 'write',
			about: 'the pipeline',
			repeatable: false,
			confirmed: givesRecord,
			whereToLook: "with 'Get Many' of the resource Pipeline",
			request: () => ({
				...post`/pipelines`,
				body: { name, ...(given ? { settings: given } : {}) },
			}),
			learn: (body) => ({ pipeline: recordIn(body), pipelineId: idOf(recordIn(body)) }),
			done: ({ pipelineId }) => `Pipeline ${pipelineId} exists`,
		},
		...stages.map((stage, index) => ({
			effect: 'write' as const,
			about: `its stage '${stage}'`,
			repeatable: false,
			confirmed: givesRecord,
			request: ({ pipelineId, pipeline }: Found) =>
				recordsIn(pipeline?.steps).some((one) => alike(one.name, stage))
					? undefined
					: {
							...post`/pipelines/${pipelineId}/steps`,
							body: { name: stage, order: index + 1 },
						},
			learn: () => ({ isOutdated: true }),
			done: () => `its stage '${stage}' is there`,
		})),
		{
			effect: 'read',
			about: 'the pipeline',
			request: ({ pipelineId, isOutdated }) =>
				isOutdated ? get`/pipelines/${pipelineId}` : undefined,
			learn: (body) => ({ pipeline: recordIn(body) }),
		},
	],
	output: ({ pipeline }) => pipeline,
	counts: { noun: 'pipelines', done: 'created' },
});

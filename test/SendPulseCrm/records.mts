/** Records of the CRM (OpenAPI of the CRM). */
import type { IDataObject } from 'n8n-workflow';
import { operationOf } from '../api.mts';

export const crmOperation = operationOf('SendPulseCrm');

export const PIPELINE = 41201;

/** GET /pipelines, one of them. */
export const pipeline = (more: IDataObject = {}): IDataObject => ({
	id: PIPELINE,
	userId: 7100001,
	name: 'Sales',
	status: 1,
	order: 1,
	steps: [
		{
			id: 182301,
			pipelineId: PIPELINE,
			name: 'New',
			order: 1,
			status: 1,
			color: '#000000',
			addEndHours: null,
			notifyIn: '0',
		},
	],
	settings: [{ name: 'currency', value: 'USD' }],
	...more,
});

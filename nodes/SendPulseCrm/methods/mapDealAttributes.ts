import type { ILoadOptionsFunctions, ResourceMapperFields } from 'n8n-workflow';
import { attributeFields, pipelineAttributes } from '../fields/attributes';
import { typed } from './typed';

/** Attributes of the pipeline that is chosen. */
export async function mapDealAttributes(
	this: ILoadOptionsFunctions,
): Promise<ResourceMapperFields> {
	const pipeline = Number(typed(this, 'pipelineId'));
	if (!Number.isSafeInteger(pipeline) || pipeline <= 0) {
		return {
			fields: [],
			emptyFieldsNotice: 'Pick a pipeline from the list, or enter its ID, to see its attributes',
		};
	}
	return await attributeFields(
		this,
		pipelineAttributes(pipeline),
		'This pipeline has no attributes. Add some in SendPulse.',
	);
}

import type { ILoadOptionsFunctions, ResourceMapperFields } from 'n8n-workflow';
import { parametersOf } from '../fields/whatsAppTemplate';
import { picked } from './chosen';
import { templatesOf } from './templates';

/** What the picked template leaves open. */
export async function mapTemplate(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const wanted = picked(this, 'template');
	if (wanted === '') {
		return { fields: [], emptyFieldsNotice: 'Pick a template to see its parameters' };
	}
	const template = (await templatesOf(this)).find(({ key }) => key === wanted);
	if (!template) return { fields: [], emptyFieldsNotice: 'SendPulse knows no such template' };
	const fields = parametersOf(template.record);
	return fields.length > 0
		? { fields }
		: { fields, emptyFieldsNotice: 'This template has no parameters' };
}

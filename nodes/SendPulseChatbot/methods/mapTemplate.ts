import type { IDataObject, ILoadOptionsFunctions, ResourceMapperFields } from 'n8n-workflow';
import { parametersOf, templateKey } from '../../fields/chatbot/whatsAppTemplate';
import { templatesOf } from './templates';

/** What the picked template leaves open. */
export async function mapTemplate(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const picked = String(this.getCurrentNodeParameter('template', { extractValue: true }) ?? '');
	if (picked.trim() === '') return { fields: [] };
	const template = (await templatesOf(this)).find(
		({ name, language }) => templateKey(String(name), String(language)) === picked.trim(),
	);
	if (!template) return { fields: [], emptyFieldsNotice: 'SendPulse knows no such template' };
	return { fields: parametersOf((template.components ?? []) as IDataObject[]) };
}

import type { ILoadOptionsFunctions, ResourceMapperFields } from 'n8n-workflow';
import { attributeFields, contactAttributes } from '../fields/attributes';

/** The account's attributes of contacts, as fields of the resource mapper. */
export async function mapContactAttributes(
	this: ILoadOptionsFunctions,
): Promise<ResourceMapperFields> {
	return await attributeFields(
		this,
		contactAttributes,
		'Your account has no attributes of contacts yet. Make some in SendPulse, or with Attribute > Create.',
	);
}

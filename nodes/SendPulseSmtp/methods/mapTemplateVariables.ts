import type { IDataObject, ILoadOptionsFunctions, ResourceMapperFields } from 'n8n-workflow';
import type { Client } from '../../engine/api/client';
import { ApiFailure } from '../../engine/api/failures';
import { isRecord } from '../../engine/api/record';
import { openForPerson } from '../../engine/run/pickLists';
import { withOpenBody } from '../../fields/templateBody';
import { get } from '../../SendPulse/product';
import { placeholdersIn } from '../fields/templateVariables';

const none = (emptyFieldsNotice: string): ResourceMapperFields => ({
	fields: [],
	emptyFieldsNotice,
});

/** The fields of the template that is picked in the node. */
export async function mapTemplateVariables(
	this: ILoadOptionsFunctions,
): Promise<ResourceMapperFields> {
	const id = pickedTemplate(this);
	if (id === '') {
		return none(
			"Choose a template to see its variables. If an expression names it, use 'Additional Variables' (under Options).",
		);
	}
	const template = await openForPerson(this, async (client) => await templateOf(client, id));
	const { body } = withOpenBody(template);
	if (typeof body !== 'string' || body === '') {
		return none(
			"SendPulse does not show the content of this template. Give its variables with 'Additional Variables' (under Options).",
		);
	}
	const fields = placeholdersIn(body);
	return fields.length > 0 ? { fields } : none('This template has no variables');
}

/** The ID as it stands in the editor; '' for none, and for an expression. */
function pickedTemplate(context: ILoadOptionsFunctions): string {
	const stored: unknown = context.getCurrentNodeParameter('templateId');
	const value = isRecord(stored) ? stored.value : stored;
	const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
	return /^\w+$/.test(text) ? text : '';
}

/** The API looks among the account's own templates; a system template is SendPulse's. */
async function templateOf(client: Client, id: string): Promise<IDataObject> {
	const ask = async (owner: string) =>
		(await client.send({ ...get`/template/${id}`, query: { owner } })) as IDataObject;
	return await ask('me').catch(async (error: unknown) => {
		if (error instanceof ApiFailure && error.status === 404) return await ask('sendpulse');
		throw error;
	});
}

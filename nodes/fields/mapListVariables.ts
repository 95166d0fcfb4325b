import type { FieldType, ILoadOptionsFunctions, ResourceMapperFields } from 'n8n-workflow';
import { openForPerson, pickedId } from '../engine/run/pickLists';
import type { VariableType } from './typedValues';
import { listVariables, type ListVariable } from './variables';

const MAPPER_TYPES: Record<VariableType, FieldType> = {
	string: 'string',
	number: 'number',
	date: 'dateTime',
};

/** The variables of the mailing list that is picked in the node; none as long as none is. */
export async function listVariablesOf(context: ILoadOptionsFunctions): Promise<ListVariable[]> {
	const mailingListId = pickedId(context, 'mailingListId');
	if (mailingListId === undefined) return [];
	return await openForPerson(context, async (client) => await listVariables(client, mailingListId));
}

/** The fields of the resource mapper. */
export async function mapListVariables(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const variables = await listVariablesOf(this);
	if (variables.length === 0) return { fields: [], emptyFieldsNotice: whyNone(this) };
	return {
		// n8n keeps the last notice that it got, and shows it with Map Automatically, which shows no fields.
		emptyFieldsNotice: `Variables of this mailing list: ${variables.map(({ name }) => name).join(', ')}`,
		fields: variables.map(({ name, type }) => ({
			id: name,
			displayName: name,
			required: false,
			defaultMatch: false,
			canBeUsedToMatch: false,
			display: true,
			type: MAPPER_TYPES[type] ?? 'string',
		})),
	};
}

/** Shown in place of the fields. */
const whyNone = (context: ILoadOptionsFunctions) =>
	pickedId(context, 'mailingListId') === undefined
		? 'Choose a mailing list to see its variables. If an expression names it, use Map Automatically.'
		: 'This mailing list has no variables yet. Add contacts with Additional Variables (under Options) to give it some.';

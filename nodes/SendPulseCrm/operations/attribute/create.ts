import type { IDataObject } from 'n8n-workflow';
import { either } from '../../../engine/api/confirmed';
import type { ItemParameters } from '../../../engine/parameters/parameters';
import { withOptions } from '../../../engine/run/commonFields';
import { write } from '../../../engine/run/operation';
import { succeeded } from '../../../engine/run/outcome';
import { ATTRIBUTE_TYPES, type AttributeType } from '../../fields/attributeValues';
import { givesRecord, recordsIn } from '../../fields/records';
import { crm, post } from '../../product';
import { attributeOfFields, attributeRecord, readAttributeOf } from './attributeOf';

const WITH_CHOICES: readonly AttributeType[] = ['select', 'multiSelect'];

/** @throws InputProblem for a name that is none, a type that is none, and for no choices where they are needed */
function readDefinition(item: ItemParameters) {
	const type = item.choice('type', ATTRIBUTE_TYPES) as AttributeType;
	const choices = WITH_CHOICES.includes(type) ? [...new Set(item.list('choices'))] : undefined;
	if (choices?.length === 0) item.fail('choices', 'is empty. Enter at least one choice');
	return {
		name: item.text('name'),
		type: ATTRIBUTE_TYPES.indexOf(type),
		mandatory: item.options.flag('mandatory'),
		...(choices ? { options: choices } : {}),
	};
}

/** CRM API, "Create contact attribute", and those of companies, pipelines and boards (the last without an answer). */
export const create = write({
	option: {
		name: 'Create',
		value: 'create',
		action: 'Create an attribute',
		description:
			'Make an attribute for all contacts, all companies, the deals of a pipeline or a board',
	},
	fields: withOptions(
		[
			...attributeOfFields,
			{
				displayName: 'Name',
				name: 'name',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. City',
				description: 'Name of the attribute',
			},
			{
				displayName: 'Type',
				name: 'type',
				type: 'options',
				options: [
					{ name: 'Date', value: 'date' },
					{ name: 'Link', value: 'link' },
					{ name: 'Multi-Select', value: 'multiSelect' },
					{ name: 'Number', value: 'number' },
					{ name: 'Select', value: 'select' },
					{ name: 'Text', value: 'text' },
				],
				default: 'text',
				description: 'What its values are',
			},
			{
				displayName: 'Choices',
				name: 'choices',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. Free, Pro',
				description: 'What can be chosen, separated by commas; from an expression also as a list',
				displayOptions: { show: { type: ['select', 'multiSelect'] } },
			},
		],
		[
			{
				displayName: 'Mandatory',
				name: 'mandatory',
				type: 'boolean',
				default: false,
				description: 'Whether SendPulse asks for a value on its cards',
			},
		],
	),
	prepare: async (item) => ({ owner: await readAttributeOf(item), body: readDefinition(item) }),
	repeatable: false,
	concerns: ({ owner }) => JSON.stringify(owner),
	confirmed: either(givesRecord, crm.done),
	whereToLook: 'with Get Many',
	request: ({ owner, body }) => ({
		...('id' in owner ? post`/${owner.of}/${owner.id}/attributes` : post`/${owner.of}/attributes`),
		body,
	}),
	output: (answer, { body }): IDataObject => {
		const [record] = recordsIn(answer);
		// What a board answers is not described; in the others the type is.
		return record?.id === undefined
			? succeeded(attributeRecord(body))
			: attributeRecord({ ...body, ...record });
	},
	counts: { noun: 'attributes', done: 'created' },
});

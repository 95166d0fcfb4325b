import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { ItemParameters } from '../../../engine/parameters/parameters';
import { ATTRIBUTE_TYPES } from '../../fields/attributeValues';
import { boardId, readBoardId } from '../../fields/boardId';
import { pipelineId, readPipelineId } from '../../fields/pipelineId';

const OWNERS = ['contact', 'company', 'deal', 'task'] as const;

/** Parameters that say whose attributes they are. */
export const attributeOfFields: INodeProperties[] = [
	{
		displayName: 'Attribute Of',
		name: 'attributeOf',
		type: 'options',
		options: [
			{ name: 'Company', value: 'company' },
			{ name: 'Contact', value: 'contact' },
			{ name: 'Deal', value: 'deal', description: 'Each pipeline has attributes of its own' },
			{ name: 'Task', value: 'task', description: 'Each board has attributes of its own' },
		],
		default: 'contact',
		description: 'What has the attribute',
	},
	{ ...pipelineId, displayOptions: { show: { attributeOf: ['deal'] } } },
	{ ...boardId, displayOptions: { show: { attributeOf: ['task'] } } },
];

/**
 * The path of what has the attributes, part by part.
 *
 * @throws InputProblem
 */
export async function readAttributeOf(item: ItemParameters): Promise<AttributesOf> {
	switch (item.choice('attributeOf', OWNERS) as (typeof OWNERS)[number]) {
		case 'deal':
			return { of: 'pipelines', id: await readPipelineId(item) };
		case 'task':
			return { of: 'boards', id: await readBoardId(item) };
		case 'company':
			return { of: 'companies' };
		default:
			return { of: 'contacts' };
	}
}

export type AttributesOf =
	| { of: 'contacts' | 'companies' }
	| { of: 'pipelines' | 'boards'; id: number };

/** An attribute with its type in words. */
export const attributeRecord = (record: IDataObject): IDataObject => {
	const typeName = ATTRIBUTE_TYPES[Number(record.type ?? NaN)];
	return typeName === undefined ? record : { ...record, typeName };
};

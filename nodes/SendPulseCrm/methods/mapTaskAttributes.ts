import type { ILoadOptionsFunctions, ResourceMapperFields } from 'n8n-workflow';
import { attributeFields, boardAttributes } from '../fields/attributes';
import { typed } from './typed';

/** Attributes of the board that is chosen. */
export async function mapTaskAttributes(
	this: ILoadOptionsFunctions,
): Promise<ResourceMapperFields> {
	const board = Number(typed(this, 'boardId'));
	if (!Number.isSafeInteger(board) || board <= 0) {
		return {
			fields: [],
			emptyFieldsNotice: 'Pick a board from the list, or enter its ID, to see its attributes',
		};
	}
	return await attributeFields(
		this,
		boardAttributes(board),
		'This board has no attributes. Add some in SendPulse.',
	);
}

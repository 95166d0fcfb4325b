import {
	NodeOperationError,
	type IDataObject,
	type ILoadOptionsFunctions,
	type INodeListSearchResult,
} from 'n8n-workflow';
import { isRecord } from '../../engine/api/record';
import { matching, pick, pickedId } from '../../engine/run/pickLists';
import { elementsIn, elementTypeOf, flowRequest } from '../fields/automationElement';

/** The elements of the automation that is picked, to pick one from. */
export async function searchAutomationElements(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const automationId = pickedId(this, 'automationId');
	if (automationId === undefined) {
		throw new NodeOperationError(
			this.getNode(),
			'Choose an automation first. Where it is an expression, enter the ID of the element.',
		);
	}
	return matching(elementsIn(await pick(this, flowRequest(automationId))).map(entry), filter);
}

/** What an element sends tells it best from others of its type. */
function entry({ id, af_type: apiType, name, task }: IDataObject) {
	const sent = isRecord(task) ? task : {};
	const label = [name, sent.message_title, sent.title, sent.sms_body].find(
		(text) => typeof text === 'string' && text.trim() !== '',
	);
	const type = elementTypeOf(apiType) ?? String(apiType);
	return { name: [type, label].filter(Boolean).map(String).join(': '), value: String(id) };
}

import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { searchPages } from '../../engine/run/pickLists';
import { get } from '../automation360/product';
import { AUTOMATION_STATUS, automationName } from '../fields/automationRecord';

/** Flows of Automation 360 to pick one from. */
export async function searchAutomations(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: unknown,
): Promise<INodeListSearchResult> {
	const request = get`/autoresponders/list`;
	return await searchPages(this, [{ request, entry }], filter, paginationToken);
}

function entry(record: IDataObject) {
	const state = AUTOMATION_STATUS[Number(record.status)];
	const name = automationName(record) || String(record.id);
	return { name: state ? `${name} (${state.toLowerCase()})` : name, value: String(record.id) };
}

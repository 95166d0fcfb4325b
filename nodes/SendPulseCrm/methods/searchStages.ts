import {
	NodeOperationError,
	type ILoadOptionsFunctions,
	type INodeListSearchResult,
} from 'n8n-workflow';
import type { Client } from '../../engine/api/client';
import { matching, openForPerson } from '../../engine/run/pickLists';
import { boardsOf } from '../fields/boardId';
import { alike } from '../fields/names';
import { pipelinesOf } from '../fields/pipelineId';
import { idOf } from '../fields/records';
import { stagesOf, type StagesOf } from '../fields/stageId';
import { typed } from './typed';
import { asEntry } from './options';

/** Stages of the pipeline or the board that is chosen, in their order. */
export async function searchStages(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await openForPerson(this, async (client) => {
		const stages = await stagesOf(client, await chosen(this, client));
		return matching(stages.map(asEntry), filter);
	});
}

/** @throws NodeOperationError where there is none yet, or n8n can't work it out */
async function chosen(context: ILoadOptionsFunctions, client: Client): Promise<StagesOf> {
	const isBoard =
		context.getCurrentNodeParameter('stageOf') === 'board' ||
		context.getCurrentNodeParameter('resource') === 'task';
	const what = isBoard ? 'board' : 'pipeline';
	const name = isBoard ? 'boardId' : 'pipelineId';
	// An update has it among its options.
	const text = typed(context, name) || typed(context, `options.${name}`);
	const id = /^[1-9]\d*$/.test(text) ? Number(text) : await byName(client, isBoard, text);
	if (id !== undefined) return isBoard ? { boardId: id } : { pipelineId: id };
	throw new NodeOperationError(
		context.getNode(),
		`Choose a ${what} first: it has the stages. Where it is an expression, enter the stage by its ID or name.`,
	);
}

async function byName(client: Client, isBoard: boolean, name: string): Promise<number | undefined> {
	if (name === '' || name.startsWith('=')) return undefined;
	const all = await (isBoard ? boardsOf(client) : pipelinesOf(client));
	const matches = all.filter((one) => alike(one.name, name));
	return matches.length === 1 ? idOf(matches[0]) : undefined;
}

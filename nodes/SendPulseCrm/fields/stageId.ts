import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Client } from '../../engine/api/client';
import type { ItemParameters, Values } from '../../engine/parameters/parameters';
import { get } from '../product';
import { byText, locator, optional } from './locator';
import { alike, nameUnlessId } from './names';
import { isActive } from './pipelineId';
import { recordIn } from './contactRecord';
import { idOf, recordsIn } from './records';

/** A stage, which the API calls a step. */
export const stageId: INodeProperties = optional(
	locator({
		displayName: 'Stage',
		name: 'stageId',
		description: 'The stage to work with',
		noun: 'stage',
		searchListMethod: 'searchStages',
		by: [byText('By Name', 'name', 'e.g. Contacted')],
	}),
);

/** For what may be left to SendPulse's own order. */
export const firstStageIfEmpty: INodeProperties = {
	...stageId,
	description: 'The stage of the chosen pipeline. Empty means its first one.',
};

/** Whose stages: those of a pipeline, through which deals go, or of a board, through which tasks go. */
export type StagesOf = { pipelineId: number } | { boardId: number };

export const byOrder = (one: IDataObject, other: IDataObject) =>
	Number(one.order) - Number(other.order);

/**
 * The stages that are not deleted, in their order (CRM API, "Get pipeline steps"; those of a board come with
 * the board alone).
 */
export async function stagesOf(client: Client, of: StagesOf): Promise<IDataObject[]> {
	const all =
		'pipelineId' in of
			? recordsIn(await client.send(get`/pipelines/${of.pipelineId}/steps`))
			: recordsIn(recordIn(await client.send(get`/boards/${of.boardId}`)).steps);
	return all.filter(isActive).sort(byOrder);
}

const nameOf = (of: StagesOf) =>
	'pipelineId' in of ? `pipeline ${of.pipelineId}` : `board ${of.boardId}`;

/** Likewise, once a run. */
const knownStages = async (item: ItemParameters, of: StagesOf) =>
	await item.lookUp(`stages of ${nameOf(of)}`, async (client) => await stagesOf(client, of));

const listed = (stages: IDataObject[]) =>
	stages.map(({ id, name }) => `${String(name)} (${String(id)})`).join(', ') || 'none';

/**
 * The ID of a stage, by the list, its ID or its name.
 *
 * @returns undefined where the parameter is empty
 * @throws InputProblem for a name that none or several of these stages have, with those that there are
 */
export async function readStageId(
	item: ItemParameters,
	of: StagesOf,
	values: Values = item,
	name = 'stageId',
): Promise<number | undefined> {
	const text = values.optionalText(name);
	if (text === '') return undefined;
	const mode = values.mode(name) || nameUnlessId(text);
	if (mode !== 'name') return values.id(name);
	const stages = await knownStages(item, of);
	const matches = stages.filter((stage) => alike(stage.name, text));
	if (matches.length === 1) return idOf(matches[0]);
	if (matches.length > 1) {
		return values.fail(
			name,
			`is not clear: ${matches.length} stages are called '${text}'. Give the ID of one of them: ${listed(matches)}`,
		);
	}
	return values.fail(
		name,
		`is no stage of ${nameOf(of)}: '${text}'. It has these: ${listed(stages)}`,
	);
}

/**
 * Likewise, and the first of them where the parameter is empty.
 *
 * @throws InputProblem also where there is none
 */
export async function readStageOrFirst(item: ItemParameters, of: StagesOf): Promise<number> {
	const chosen = await readStageId(item, of);
	if (chosen !== undefined) return chosen;
	const [first] = await knownStages(item, of);
	if (first) return idOf(first);
	return item.fail(
		'stageId',
		`can't be left empty: ${nameOf(of)} has no stage. Add one in SendPulse`,
	);
}

/** @throws InputProblem where it is empty */
export async function readStage(item: ItemParameters, of: StagesOf): Promise<number> {
	const chosen = await readStageId(item, of);
	return chosen ?? item.fail('stageId', 'is empty. Pick an entry or enter its ID');
}

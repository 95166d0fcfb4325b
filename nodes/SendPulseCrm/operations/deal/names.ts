import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { ItemParameters } from '../../../engine/parameters/parameters';
import { allPipelines } from '../../fields/pipelineId';
import { recordsIn } from '../../fields/records';
import { memberName, teamOf } from '../../fields/responsibleId';

/** For what gives deals out. */
export const dealOutputOptions: INodeProperties[] = [
	{
		displayName: 'Add Names',
		name: 'addNames',
		type: 'boolean',
		default: false,
		description:
			'Whether to name the pipeline, the stage and the responsible person, for two requests more in a run',
	},
	{
		displayName: 'Include Contacts',
		name: 'includeContacts',
		type: 'boolean',
		default: false,
		description: 'Whether to return the contacts of each deal, for one request more for each deal',
	},
];

/** Words for what a deal has as numbers. */
export type Naming = (deal: IDataObject) => IDataObject;

/**
 * Names by ID, where they are wanted. What is not known (a stage that was deleted) is null.
 *
 * @returns what adds them
 */
export async function readNaming(item: ItemParameters): Promise<Naming> {
	if (!item.options.flag('addNames')) return (deal) => deal;
	const [pipelines, team] = await Promise.all([allPipelines(item), teamOf(item)]);
	return namingBy(pipelines, team);
}

/** What adds the names of these pipelines, their stages, and these members of the team. */
export function namingBy(pipelines: readonly IDataObject[], team: readonly IDataObject[]): Naming {
	const stages = pipelines.flatMap(({ steps }) => recordsIn(steps));
	const called = (
		records: readonly IDataObject[],
		id: unknown,
		name: (record: IDataObject) => unknown,
	) => {
		const record = records.find((one) => Number(one.id) === Number(id));
		return record ? String(name(record)) : null;
	};
	return (deal) => ({
		...deal,
		pipelineName: called(pipelines, deal.pipelineId, ({ name }) => name),
		stageName: called(stages, deal.stepId, ({ name }) => name),
		responsibleName: called(team, deal.responsibleId, memberName),
	});
}

import { optionsField } from '../../../engine/run/commonFields';
import type { IDataObject } from 'n8n-workflow';
import { steps, type Step } from '../../../engine/run/operation';
import { recordIn } from '../../fields/contactRecord';
import { dealId, readDealId } from '../../fields/dealId';
import { pipelineId, readPipelineId } from '../../fields/pipelineId';
import { readStageOrFirst } from '../../fields/stageId';
import { crm, post } from '../../product';
import { dealStage } from './dealFields';
import { change, look, lookAgain, type DealFound } from './dealSteps';
import { differing, isEmpty, simplifyDeal, type DealChanges } from './record';
import { readStatus, status } from './update';

interface Moved {
	dealId: number;
	pipelineId: number;
	stageId: number;
	closing: Pick<DealChanges, 'status'>;
}

interface Found extends DealFound {
	/** Whether it was elsewhere when it was first read. */
	moved: boolean;
}

const isIn = ({ pipelineId: pipeline }: IDataObject, to: number) => Number(pipeline) === to;
const isAt = ({ stepId: stage }: IDataObject, to: number) => Number(stage) === to;

/** CRM API, "Update deal" and "Change pipeline": neither price nor source get lost, whatever PUT leaves out. */
export const move = steps<Moved, Found>({
	option: {
		name: 'Move',
		value: 'move',
		action: 'Move a deal to a stage',
		description: 'Move a deal to a stage of its pipeline or of another one, and close it if wanted',
	},
	fields: [
		dealId,
		pipelineId,
		dealStage,
		{
			...optionsField,
			options: [{ ...status, description: 'Win, lose or reopen the deal in the same step' }],
		},
	],
	prepare: async (item) => {
		const closing = readStatus(item);
		const of = { pipelineId: await readPipelineId(item) };
		const stage = await readStageOrFirst(item, of);
		return { dealId: await readDealId(item), ...of, stageId: stage, closing };
	},
	concerns: ({ dealId: id }) => String(id),
	placeholders: {},
	repeatable: true,
	steps: ({ dealId: id, pipelineId: to, stageId: stage, closing }) => [
		{
			...look<Found>(() => id),
			learn: (body) => {
				const deal = recordIn(body);
				return { deal, dealId: id, moved: !isIn(deal, to) || !isAt(deal, stage) };
			},
		} as Step<Found>,
		{
			effect: 'write',
			about: 'the move',
			repeatable: true,
			confirmed: crm.done,
			request: ({ deal }) =>
				isIn(deal, to)
					? undefined
					: { ...post`/deals/${id}/change-pipeline`, body: { pipelineId: to, stepId: stage } },
			learn: () => ({ isOutdated: true }),
			done: () => `Deal ${id} was moved`,
		},
		lookAgain<Found>(),
		change<Found>(
			({ deal }) => {
				if (isIn(deal, to)) return { stepId: stage, ...closing };
				// In a preview it is not there yet.
				return isEmpty(differing(deal, closing))
					? {}
					: { pipelineId: to, stepId: stage, ...closing };
			},
			({ deal }) => (isIn(deal, to) && isAt(deal, stage) ? 'kept' : 'top'),
		),
	],
	output: ({ deal, moved }) => ({ ...deal, moved }),
	simplify: simplifyDeal,
	counts: { noun: 'deals', done: 'moved' },
});

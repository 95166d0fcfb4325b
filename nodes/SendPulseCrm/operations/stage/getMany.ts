import { listing } from '../../../engine/run/operation';
import { recordIn } from '../../fields/contactRecord';
import { recordsIn } from '../../fields/records';
import { isActive } from '../../fields/pipelineId';
import { byOrder } from '../../fields/stageId';
import { readStageOf, stageOfFields } from '../../fields/stageOf';
import { get } from '../../product';

/** CRM API, "Get pipeline steps"; those of a board come with the board alone. */
export const getMany = listing({
	option: {
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many stages',
		description: 'Get many stages of a pipeline or a task board, in their order',
	},
	fields: stageOfFields,
	prepare: async (item) => await readStageOf(item),
	request: (of) =>
		'pipelineId' in of ? get`/pipelines/${of.pipelineId}/steps` : get`/boards/${of.boardId}`,
	paged: false,
	identify: ({ id }) => id,
	records: (body) => stagesIn(body).filter(isActive).sort(byOrder),
});

/** A list of stages, or the board that has them. */
const stagesIn = (body: unknown) =>
	Array.isArray(body) ? recordsIn(body) : stagesOfBoard(recordIn(body));

const stagesOfBoard = (board: ReturnType<typeof recordIn>) =>
	'steps' in board ? recordsIn(board.steps) : recordsIn(board);

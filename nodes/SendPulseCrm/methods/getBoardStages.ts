import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { isRecord } from '../../engine/api/record';
import { openForPerson } from '../../engine/run/pickLists';
import { boardsOf } from '../fields/boardId';
import { idOf } from '../fields/records';
import { stagesOf } from '../fields/stageId';

/** Stages of the board that is chosen among the filters, or of all: several boards name theirs alike. */
export async function getBoardStages(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const chosen = chosenBoard(this.getCurrentNodeParameters()?.filters);
	return await openForPerson(this, async (client) => {
		const boards = (await boardsOf(client)).filter(
			(board) => !(chosen > 0) || idOf(board) === chosen,
		);
		// The list of boards has no stages.
		const stages = await Promise.all(
			boards.map(async (board) => await stagesOf(client, { boardId: idOf(board) })),
		);
		return stages.flatMap((ofBoard, index) =>
			ofBoard.map((stage) => ({
				name:
					boards.length > 1
						? `${String(boards[index].name)} / ${String(stage.name)}`
						: String(stage.name),
				value: idOf(stage),
			})),
		);
	});
}

function chosenBoard(filters: unknown): number {
	const board = isRecord(filters) ? filters.boardId : undefined;
	return Number(isRecord(board) ? board.value : board);
}

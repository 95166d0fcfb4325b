import {
	NodeOperationError,
	type IDataObject,
	type ILoadOptionsFunctions,
	type INodePropertyOptions,
} from 'n8n-workflow';
import { elementsOf } from '../../engine/run/outcome';
import { pick, pickedId } from '../../engine/run/pickLists';
import { get } from '../product';

/** The plans of the course that is picked, to choose one from. */
export async function getTariffs(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const courseId = pickedId(this, 'courseId');
	if (courseId === undefined) {
		throw new NodeOperationError(
			this.getNode(),
			'Choose a course first. Where it is an expression, enter the ID of the plan by an expression, too.',
		);
	}
	const tariffs = elementsOf(await pick(this, get`/courses/${courseId}/tariffs`)) as IDataObject[];
	return tariffs.map(({ id, name }) => ({ name: String(name), value: Number(id) }));
}

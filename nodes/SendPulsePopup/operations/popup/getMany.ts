import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { isRecord } from '../../../engine/api/record';
import { listing } from '../../../engine/run/operation';
import { projectId } from '../../fields/projectId';
import { readUuid } from '../../fields/uuid';
import { popupRecord } from '../../fields/words';
import { get } from '../../product';

const KINDS = ['all', 'quiz'];

const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	options: [
		{
			displayName: 'Kind',
			name: 'kind',
			type: 'options',
			options: [
				{ name: 'All', value: 'all', description: "What SendPulse's list of pop-ups has" },
				{ name: 'Quiz', value: 'quiz', description: 'Only quizzes' },
			],
			default: 'all',
			description: 'Which kind of pop-ups to return',
		},
	],
};

/** The fields that most users want, the counts among them. */
function simplify(record: IDataObject): IDataObject {
	const { id, widgetId, name, isEnabled, type, typeName, containsNPS, statistic, updatedAt } =
		record;
	const { peopleReached, subscriptions } = isRecord(statistic) ? statistic : {};
	return {
		id,
		widgetId,
		name,
		isEnabled,
		type,
		typeName,
		containsNPS,
		peopleReached,
		subscriptions,
		updatedAt,
	};
}

/** Pop-Ups API, "Get a list of pop-ups by your project ID", and of its quizzes. */
export const getMany = listing({
	option: {
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many pop-ups',
		description: 'Get many pop-ups of a project, whether each is on, and its results',
	},
	fields: [projectId, filters],
	prepare: (item) => ({
		projectId: readUuid(item, 'projectId'),
		isQuiz: item.filters.has('kind') && item.filters.choice('kind', KINDS) === 'quiz',
	}),
	request: ({ projectId: id, isQuiz }) =>
		isQuiz ? get`/popups/list/quiz/${id}` : get`/popups/list/${id}`,
	identify: ({ id }) => id,
	output: popupRecord,
	simplify,
});

import { read } from '../../../engine/run/operation';
import { period, readPeriod } from '../../fields/period';
import { projectId } from '../../fields/projectId';
import { NO_EVENTS, withRates } from '../../fields/statistics';
import { readUuid } from '../../fields/uuid';
import { get } from '../../product';

/** Pop-Ups API, "Get statistics about your project". */
export const getStatistics = read({
	option: {
		name: 'Get Statistics',
		value: 'getStatistics',
		action: 'Get the statistics of a project',
		description: 'Get how many visitors saw the pop-ups of a project, used them and subscribed',
	},
	fields: [projectId, period],
	prepare: async (item) => ({
		projectId: readUuid(item, 'projectId'),
		query: await readPeriod(item),
	}),
	request: ({ projectId: id, query }) => ({ ...get`/statistics/widget/${id}`, query }),
	output: (body) => withRates(body, { ...NO_EVENTS, widget: 0 }),
});

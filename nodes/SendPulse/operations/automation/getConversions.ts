import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../../engine/api/record';
import { read } from '../../../engine/run/operation';
import { withIds } from '../../../fields/withIds';
import { get } from '../../automation360/product';
import { automationId } from '../../fields/automationId';

/** OpenAPI, A360: GET /a360/autoresponders/{id}/conversions. */
export const getConversions = read({
	option: {
		name: 'Get Conversions',
		value: 'getConversions',
		action: 'Get the conversions of an automation',
		description: 'Get how many conversions a flow had, at its start and at each of its goals',
	},
	fields: [automationId],
	prepare: (item) => ({ automationId: item.id('automationId') }),
	request: ({ automationId }) => get`/autoresponders/${automationId}/conversions`,
	output: (body, { automationId }) => {
		if (!isRecord(body)) throw new TypeError('There are no conversions');
		return withIds(body as IDataObject, { automationId });
	},
});

import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../../engine/api/record';
import { read } from '../../../engine/run/operation';
import { withIds } from '../../../fields/withIds';
import { withStatusName } from '../../../fields/statusName';
import { automationId } from '../../fields/automationId';
import { flowRequest } from '../../fields/automationElement';
import { AUTOMATION_STATUS } from '../../fields/automationRecord';

/** OpenAPI, A360: GET /a360/autoresponders/{ID}. */
export const get = read({
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get an automation',
		description: 'Get a flow with its figures: who started it, who waits in it, who came through',
	},
	fields: [automationId],
	prepare: (item) => ({ automationId: item.id('automationId') }),
	request: ({ automationId }) => flowRequest(automationId),
	output: (body, { automationId }) => {
		if (!isRecord(body) || !isRecord(body.autoresponder)) throw new TypeError('There is no flow');
		const autoresponder = withStatusName(body.autoresponder as IDataObject, AUTOMATION_STATUS);
		return withIds({ ...body, autoresponder } as IDataObject, { automationId });
	},
	simplify: (record) => {
		const { id, name, status, statusName, created, changed } = record.autoresponder as IDataObject;
		const { starts, in_queue, end_count, send_messages, conversions, automationId } = record;
		return {
			id,
			name,
			status,
			statusName,
			created,
			changed,
			starts,
			in_queue,
			end_count,
			send_messages,
			conversions,
			automationId,
		};
	},
});

import type { IDataObject } from 'n8n-workflow';

/**
 * SendPulse queues what is done to tags: its answer says that it will be done, not that it is.
 * (OpenAPI, bulk e-mail: `code: "request_sended_to_queue"`.)
 */
export const queued = (body: unknown, what: IDataObject): IDataObject => ({
	queued: true,
	...what,
	queueId: ((body ?? {}) as IDataObject).queue_id ?? null,
});

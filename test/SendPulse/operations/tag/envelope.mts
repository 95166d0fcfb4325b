/** What SendPulse answers when it is to change tags: it queues, in an envelope that may say failure. */
import type { IDataObject } from 'n8n-workflow';
import { answering, says } from '../../../api.mts';
import type { Sample } from '../../suites.mts';

export const QUEUE_ID = '9621c9bf-f2b2-440a-a2a7-764cfd62f929';

const envelope = (more: IDataObject) =>
	says({
		code: 'request_sended_to_queue',
		description: 'Request sended to queue',
		failure: false,
		http_code: 200,
		queue_id: QUEUE_ID,
		success: true,
		user_id: 7043663,
		version: '2.7.3',
		...more,
	});

/** OpenAPI, bulk e-mail, TagQueueResponse. */
export const QUEUED = envelope({});

export function failsInsideTheEnvelope({ operation, parameters, request }: Sample): void {
	const failed = { code: 'error', failure: true, success: false, queue_id: null };

	test.each<[string, IDataObject, string, string]>([
		[
			'a failure with a status of its own',
			{ ...failed, description: 'Tag limit is exceeded', http_code: 422 },
			'SendPulse refused the request. SendPulse says: Tag limit is exceeded (status 422).',
			'422',
		],
		[
			'a failure that only `success` tells',
			{ description: 'Tag limit is exceeded', success: false },
			'SendPulse refused the request. SendPulse says: Tag limit is exceeded (status 200).',
			'200',
		],
		[
			'a failure that only `failure` tells',
			{ description: 'Tag limit is exceeded', failure: true },
			'SendPulse refused the request. SendPulse says: Tag limit is exceeded (status 200).',
			'200',
		],
		[
			'a tag that is not there',
			{ ...failed, description: 'Tag not found', http_code: 404 },
			'SendPulse does not know this record. Check the ID. SendPulse says: Tag not found (status 404).',
			'404',
		],
	])('%s is no success', async (_, more, text, httpCode) => {
		const api = answering(envelope(more));
		const { error, items } = await operation.run(parameters);
		expect(error?.message).toBe(text);
		expect(error?.httpCode).toBe(httpCode);
		expect([items, api.requests]).toEqual([[], [request]]);
	});

	test('no number in the queue is no failure', async () => {
		answering(says({ success: true, failure: false }));
		const { json, error } = await operation.run(parameters);
		expect(error).toBeUndefined();
		expect(json).toMatchObject([{ queued: true, queueId: null }]);
	});
}

export const NO_PRO_PLAN: [number, number, string, string] = [
	403,
	3030303030,
	'Access denied! Please change your tariff plan',
	'The pricing plan does not include this. Upgrade the plan in SendPulse, or use less of it.',
];

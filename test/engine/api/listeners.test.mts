/** However many requests wait for their answers, Node.js must not take a run for a leak, and say so in n8n's log. */
import '../virtualTime.mts';
import { getEventListeners } from 'node:events';
import type { IExecuteFunctions } from 'n8n-workflow';
import { Client } from '../../../nodes/engine/api/client';
import { get } from '../../../nodes/SendPulse/product';

test('thirty requests without an answer are one listener for the end of the run', async () => {
	const run = new AbortController();
	const told: string[] = [];
	const client = await Client.open({
		getCredentials: async () => ({
			authentication: 'apiKey',
			apiKey: 'listeners',
			baseUrl: 'https://api.sendpulse.com',
		}),
		getNode: () => ({}),
		getExecutionCancelSignal: () => run.signal,
		helpers: {
			// n8n hands its context's signal to axios, which listens to it for each request.
			async httpRequestWithAuthentication(
				this: IExecuteFunctions,
				_type: string,
				{ url }: { url: string },
			) {
				const signal = this.getExecutionCancelSignal()!;
				await new Promise((_, reject) => {
					signal.addEventListener('abort', () => {
						told.push(url);
						reject(new Error('aborted'));
					});
					if (url.endsWith('/29'))
						run.abort(listeners.push(...getEventListeners(run.signal, 'abort')));
				});
			},
		},
	} as unknown as IExecuteFunctions);
	const listeners: unknown[] = [];
	const sent = Array.from({ length: 30 }, async (_, n) => await client.send(get`/x/${n}`));
	for (const { status } of await Promise.allSettled(sent)) expect(status).toBe('rejected');
	expect(told).toHaveLength(30);
	expect(listeners).toHaveLength(1);
});

/** A token that ends in the middle of a large run, in virtual time. */
import '../virtualTime.mts';
import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { Client } from '../../../nodes/engine/api/client';
import { Pace } from '../../../nodes/engine/api/pace';
import { TokenFailure, tokenPurpose } from '../../../nodes/engine/api/token';
import { get } from '../../../nodes/SendPulse/product';

const HOUR = 3_600_000;
let accounts = 0;

/** An account whose token has ten seconds left; the next one is refused so many times. */
function account({ refusals = 0 } = {}) {
	const credential = {
		authentication: 'clientCredentials' as const,
		clientId: `token-ends-${++accounts}`,
		clientSecret: 'secret',
		apiKey: '',
		baseUrl: 'https://api.sendpulse.com',
		token: '',
	};
	const store = (token: string, ms: number) => {
		const ends = Date.now() + ms;
		credential.token = JSON.stringify({ token, madeFor: tokenPurpose(credential), ends });
	};
	store('first', 10_000);
	const began = performance.now();
	const arrived: number[] = [];
	const context = {
		getCredentials: async () => ({ ...credential }),
		getNode: () => ({ credentials: { sendPulseRestApi: { id: '1', name: 'SendPulse' } } }),
		getExecutionCancelSignal: () => undefined,
		helpers: {
			httpRequestWithAuthentication: async (_: string, options: IHttpRequestOptions) => {
				const hasEnded = performance.now() - began >= 10_000;
				if (hasEnded && options.ignoreHttpStatusErrors === false) {
					if (refusals-- > 0) throw new TokenFailure('pace', 'More than 10 a second');
					store('second', HOUR);
				}
				arrived.push(performance.now() - began);
				return { statusCode: 200, headers: {}, body: { total: 1 } };
			},
		},
	} as unknown as IExecuteFunctions;
	return { context, arrived };
}

async function send(context: IExecuteFunctions, count: number) {
	const client = await Client.open(context);
	await Promise.all(Array.from({ length: count }, async () => await client.send(get`/x`)));
}

test('is renewed before all that waits has had its turn for nothing', async () => {
	const { context, arrived } = account();
	await send(context, 400);
	expect(arrived).toHaveLength(400);
	const gaps = arrived.map((at, index) => at - (arrived[index - 1] ?? 0));
	expect(Math.max(...gaps)).toBeLessThan(3_000);
});

test('of which one request is refused costs one place, whoever waits for it', async () => {
	const refused = jest.spyOn(Pace.prototype, 'refused');
	const { context, arrived } = account({ refusals: 1 });
	await send(context, 200);
	expect(arrived).toHaveLength(200);
	expect(refused).toHaveBeenCalledTimes(1);
});

import type { FastifyInstance } from 'fastify';
import type { SandboxContext } from '../context.mts';
import { faultSchema, type FaultRule } from '../faults.mts';
import { optionsSchema, type SandboxOptions } from '../options.mts';
import { products } from '../products.mts';

/**
 * Steers the sandbox from another process. No part of SendPulse's API: no credentials, no limits, no log, and no
 * secrets in any answer.
 */
export function controlRoutes(server: FastifyInstance, sandbox: SandboxContext): void {
	const done = { done: true };

	server.get('/sandbox/state', async () => {
		const { state, log, faults, options } = sandbox;
		return {
			...Object.assign({}, ...products.map((product) => product.figures?.(sandbox))),
			tokenFetches: state.account.tokenFetches,
			liveTokens: state.account.liveTokens,
			requests: log.at(-1)?.sequence ?? 0,
			faults: faults.list(),
			options,
		};
	});

	server.get(
		'/sandbox/log',
		{
			schema: {
				querystring: {
					type: 'object',
					properties: { after: { type: 'string', pattern: '^\\d+$' } },
				},
			},
		},
		async (request) => {
			const after = Number((request.query as { after?: string }).after ?? 0);
			return sandbox.log.filter(({ sequence }) => sequence > after);
		},
	);

	server.post(
		'/sandbox/faults',
		{ schema: { body: { oneOf: [faultSchema, { type: 'array', items: faultSchema }] } } },
		async (request) => {
			sandbox.faults.add(...([request.body].flat() as FaultRule[]));
			return sandbox.faults.list();
		},
	);

	server.delete('/sandbox/faults', async () => {
		sandbox.faults.clear();
		return done;
	});

	server.post('/sandbox/options', { schema: { body: optionsSchema } }, async (request) => {
		Object.assign(sandbox.options, request.body as Partial<SandboxOptions>);
		return sandbox.options;
	});

	server.post('/sandbox/tokens/revoke', async () => {
		sandbox.state.account.revokeTokens();
		return done;
	});

	server.post('/sandbox/reset', async () => {
		sandbox.reset();
		return done;
	});
}

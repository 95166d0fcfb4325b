import type { FastifyInstance } from 'fastify';
import { asArguments, isMissing } from '../arguments.mts';
import type { SandboxContext } from '../context.mts';
import { refusals } from '../errors.mts';

/** The token endpoint (Service REST API, OAuth 2.0 Client Credentials). */
export function oauthRoutes(api: FastifyInstance, sandbox: SandboxContext): void {
	api.post('/oauth/access_token', async (request) => {
		const args = asArguments(request.body);
		for (const name of ['grant_type', 'client_id', 'client_secret']) {
			if (isMissing(args[name])) throw refusals.invalidTokenRequest(name);
		}
		if (args.grant_type !== 'client_credentials') throw refusals.unsupportedGrant();
		const { token, expiresIn } = sandbox.state.account.fetchToken(
			args.client_id,
			args.client_secret,
		);
		return { access_token: token, token_type: 'Bearer', expires_in: expiresIn };
	});
}

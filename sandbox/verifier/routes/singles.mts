import type { FastifyInstance } from 'fastify';
import { asArguments, check, isEmail, isText, isValid, required } from '../../arguments.mts';
import type { SandboxContext } from '../../context.mts';
import { refusals } from '../../errors.mts';
import { verifierRefusals } from '../errors.mts';
import { addressTexts } from '../verdicts.mts';

/** Verification of single addresses: POST begins it, GET tells (OpenAPI description of the verifier). */
export function singleRoutes(api: FastifyInstance, sandbox: SandboxContext): void {
	const { options } = sandbox;

	api.post('/verifier-service/send-single-to-verify', async (request) => {
		const args = asArguments(request.body);
		check(args, [
			required('email'),
			isValid('email', isText),
			...(options.verifierMalformed === 'refuse' ? [isEmail('email')] : []),
		]);
		const { verifier } = sandbox.state;
		const email = String(args.email);
		if (verifier.hasSingle(email) && options.verifierReverify === 'ignored')
			return { result: true };
		if (verifier.quotaLeft === 0) throw verifierRefusals.quota();
		verifier.startSingle(email);
		return { result: true };
	});

	// Without a date: what is old can't be told from what is new.
	api.get(
		'/verifier-service/get-single-result',
		{ config: { query: ['email'] } },
		async (request) => {
			const query = asArguments(request.query);
			check(query, [required('email'), isValid('email', isText)]);
			const email = String(query.email);
			const verdict = sandbox.state.verifier.single(email);
			if (!verdict) {
				if (options.verifierSingleUnknown === 'notFound') throw refusals.notFound();
				return { result: false };
			}
			return {
				result: true,
				data: {
					email,
					checks: {
						status: verdict.status,
						valid_format: Number(verdict.validFormat),
						disposable: Number(verdict.disposable),
						webmail: Number(verdict.webmail),
						gibberish: Number(verdict.gibberish),
						status_text: addressTexts[options.verifierStatusLanguage][verdict.status],
					},
				},
			};
		},
	);
}

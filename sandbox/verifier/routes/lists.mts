import type { FastifyInstance } from 'fastify';
import { asArguments, check, isQueryInteger, type Arguments } from '../../arguments.mts';
import type { SandboxContext } from '../../context.mts';
import { CampaignStatus } from '../../email/campaigns.mts';
import { isUnseen } from '../../email/routes/campaigns.mts';
import { refusals } from '../../errors.mts';
import { verifierRefusals } from '../errors.mts';
import { AddressStatus } from '../verdicts.mts';
import { listIn, listInQuery, neverVerified, resultOf, summaryOf } from './requests.mts';

const UNUSED: readonly number[] = [CampaignStatus.draft, CampaignStatus.cancelled];

/** Verification of mailing lists (OpenAPI description of the verifier). */
export function listRoutes(api: FastifyInstance, sandbox: SandboxContext): void {
	const { options, clock } = sandbox;
	const complaint = (code: number) => refusals.campaign(options.campaignErrorStatus, code);

	api.post('/verifier-service/send-list-to-verify', async (request) => {
		const list = listIn(asArguments(request.body), sandbox);
		const { verifier, campaigns } = sandbox.state;
		const last = verifier.listCheck(list.id);
		if (last && verifier.isRunning(last)) throw verifierRefusals.running();
		if (campaigns.ofList(list.id).some(({ status }) => !UNUSED.includes(status)))
			throw verifierRefusals.used();
		if (list.contacts.size === 0) throw complaint(211);
		if (isUnseen(list, sandbox)) throw complaint(798);
		if (last && !verifier.isUpdated(last)) throw verifierRefusals.unchanged();
		if (list.contacts.size > verifier.quotaLeft) throw verifierRefusals.quota();
		verifier.startList(list, clock.now());
		return { result: true };
	});

	api.get('/verifier-service/get-progress', { config: { query: ['id'] } }, async (request) => {
		const list = listInQuery(asArguments(request.query), sandbox);
		const { verifier } = sandbox.state;
		const last = verifier.listCheck(list.id);
		if (last) {
			const [total, processed] = [last.addresses.length, verifier.processed(last)];
			return { result: true, data: { total, processed } };
		}
		switch (options.verifierNoProgress) {
			case 'zeros':
				return { result: true, data: { total: 0, processed: 0 } };
			case 'null':
				return { result: true, data: null };
			default:
				return { result: false };
		}
	});

	api.get(
		'/verifier-service/check',
		{ config: { query: ['id', 'start', 'count'] } },
		async (request, reply) => {
			const query = asArguments(request.query);
			const list = listInQuery(query, sandbox);
			const page = pageIn(query);
			const last = sandbox.state.verifier.listCheck(list.id);
			return last ? resultOf(last, page, sandbox) : neverVerified(reply, sandbox);
		},
	);

	api.get(
		'/verifier-service/check-list',
		{ config: { query: ['start', 'count'] } },
		async (request) => {
			const { start, count } = pageIn(asArguments(request.query));
			const all = sandbox.state.verifier.listChecks().reverse();
			const list = all.slice(start, start + count).map((one) => ({
				...summaryOf(one, sandbox),
				is_garbage_in_book: one.addresses.some(({ status }) => status === AddressStatus.invalid),
			}));
			return { total: all.length, list };
		},
	);

	function pageIn(query: Arguments): { start: number; count: number } {
		check(query, [...isQueryInteger('start', { min: 0 }), ...isQueryInteger('count', { min: 1 })]);
		return {
			start: Number(query.start ?? 0),
			count: Math.min(Number(query.count ?? 10), options.verifierMostPerPage),
		};
	}
}

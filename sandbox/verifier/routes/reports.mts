import type { FastifyInstance } from 'fastify';
import {
	arrayOf,
	asArguments,
	check,
	isOneOf,
	isType,
	isValid,
	type Arguments,
} from '../../arguments.mts';
import type { SandboxContext } from '../../context.mts';
import { refusals } from '../../errors.mts';
import { verifierRefusals } from '../errors.mts';
import { reportFile } from '../report.mts';
import { FORMATS } from '../store.mts';
import { AddressStatus } from '../verdicts.mts';
import { listIn, listInQuery, neverVerified, resultOf } from './requests.mts';

const STATUSES: readonly number[] = Object.values(AddressStatus);
const ENDINGS = new Map(
	Object.entries(FORMATS).map(([ending, format]) => [format as number, ending]),
);

/** Reports on lists as files: ordered, made, and gone with the first download (OpenAPI description of the verifier). */
export function reportRoutes(api: FastifyInstance, sandbox: SandboxContext): void {
	const { options } = sandbox;

	api.post('/verifier-service/make-report', async (request) => {
		const args = asArguments(request.body);
		const list = listIn(args, sandbox);
		check(args, [
			isOneOf('format', Object.values(FORMATS)),
			isValid('status', arrayOf(isStatus)),
			isType('lang', 'string'),
		]);
		const { verifier } = sandbox.state;
		const last = verifier.listCheck(list.id);
		if (!last || verifier.isRunning(last)) throw verifierRefusals.notVerified();
		const { format = FORMATS.csv, status = STATUSES, lang } = args;
		verifier.orderReport({
			listId: list.id,
			format: Number(format),
			statuses: (status as unknown[]).map(Number),
			language: lang === 'ru' ? 'ru' : lang === undefined ? options.verifierStatusLanguage : 'en',
		});
		return { result: true };
	});

	// While it is made, it looks as a list does that is being verified (a fixture of a client for Go).
	api.get(
		'/verifier-service/check-report',
		{ config: { query: ['id', 'format'] } },
		async (request, reply) => {
			const query = asArguments(request.query);
			const list = listInQuery(query, sandbox);
			const { verifier } = sandbox.state;
			const report = verifier.report(list.id, formatIn(query));
			const last = verifier.listCheck(list.id);
			if (!report || !last) return neverVerified(reply, sandbox);
			const result = resultOf(last, { start: 0, count: 10 }, sandbox);
			if (verifier.isReady(report)) return result;
			const { email_addresses: _, email_addresses_total: __, ...summary } = result;
			return { ...summary, status: 0, data: {} };
		},
	);

	api.get(
		'/verifier-service/get-report',
		{ config: { query: ['id', 'format'] } },
		async (request, reply) => {
			const query = asArguments(request.query);
			const list = listInQuery(query, sandbox);
			const { verifier } = sandbox.state;
			const report = verifier.report(list.id, formatIn(query));
			const last = verifier.listCheck(list.id);
			if (!report || !last || !verifier.isReady(report)) {
				if (options.verifierReportNotReady === 'notFound') throw refusals.notFound();
				if (options.verifierReportNotReady === 'json') return { result: false };
				return reply.type('application/octet-stream').send('');
			}
			verifier.deleteReport(report);
			const name = `verification_${list.id}.${ENDINGS.get(report.format)}`;
			return reply
				.type('application/octet-stream')
				.header('content-disposition', `attachment; filename="${name}"`)
				.send(reportFile(report, last.addresses));
		},
	);

	function formatIn(query: Arguments): number {
		check(query, [isOneOf('format', Object.values(FORMATS).map(String))]);
		return Number(query.format ?? FORMATS.csv);
	}

	function isStatus(value: unknown): boolean {
		const { verifierReportStatus: form } = options;
		if (form !== 'text' && STATUSES.includes(value as number)) return true;
		return form !== 'ints' && typeof value === 'string' && STATUSES.map(String).includes(value);
	}
}

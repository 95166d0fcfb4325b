import type { IDataObject } from 'n8n-workflow';
import type { AnsweredFile } from '../../../engine/api/answeredFile';
import { ApiFailure } from '../../../engine/api/failures';
import { isRecord } from '../../../engine/api/record';
import type { ApiRequest } from '../../../engine/api/request';
import type { Pause } from '../../../engine/parameters/parameters';
import { knowsNothing } from '../../fields/unknown';
import { VERDICTS } from '../../fields/verdict';
import { get, post, verifier } from '../../product';

/** Numbers of `format` (Email Verifier API, "Create a mailing list verification report"), and what files they give. */
export const FORMATS = {
	csv: { number: 2, mimeType: 'text/csv' },
	xls: { number: 3, mimeType: 'application/vnd.ms-excel' },
	xlsx: {
		number: 4,
		mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
	},
} as const;

export interface Report {
	mailingListId: number;
	format: keyof typeof FORMATS;
	verdicts: string[];
	language?: string;
}

const place = ({ mailingListId, format }: Report) => ({
	id: mailingListId,
	format: FORMATS[format].number,
});

/** Email Verifier API, "Create a mailing list verification report". */
export const orderRequest = (report: Report): ApiRequest => {
	const status = report.verdicts.map((verdict) =>
		VERDICTS.indexOf(verdict as (typeof VERDICTS)[number]),
	);
	const { language } = report;
	const body: IDataObject = { ...place(report), status, ...(language ? { lang: language } : {}) };
	return { ...post`/make-report`, body };
};

/** Email Verifier API, "View a mailing list verification report": whether it is there. */
export const lookRequest = (report: Report): ApiRequest => ({
	...get`/check-report`,
	query: place(report),
	isResult: knowsNothing,
});

/** Email Verifier API, "Download mailing list verification report", which deletes it. */
const fileRequest = (report: Report): ApiRequest => ({
	...get`/get-report`,
	query: place(report),
	answer: 'file',
});

/** What a look tells; while it is made it looks like a list that is being verified (a fixture of a client). */
export function stateOf(body: unknown): 'unknown' | 'pending' | 'finished' {
	if (!isRecord(body) || knowsNothing(body) || body.status === undefined) return 'unknown';
	return Number(body.status) > 0 ? 'finished' : 'pending';
}

type Read = (request: ApiRequest) => Promise<unknown>;

/** So often it is ordered anew where it did not arrive. */
const MORE_ORDERS = 2;

/** Seconds before each look at one that was ordered anew. */
const WAITS = [1, 2, 3, 5, 5, 5];

/**
 * The file. SendPulse deletes it with the download, whether or not that arrives: what was lost, cut off or is
 * no file is ordered anew, which verifies nothing and costs nothing.
 */
export async function download(report: Report, read: Read, pause: Pause): Promise<AnsweredFile> {
	for (let left = MORE_ORDERS; ; left--) {
		const file = await read(fileRequest(report)).catch((error: unknown) => {
			if (left > 0 && mayBeGone(error)) return undefined;
			throw error;
		});
		if (file !== undefined) return file as AnsweredFile;
		await orderAnew(report, read, pause);
	}
}

const mayBeGone = (error: unknown) =>
	error instanceof ApiFailure &&
	(error.kind === 'unclear' || (error.kind === 'refused' && error.status !== undefined));

async function orderAnew(report: Report, read: Read, pause: Pause): Promise<void> {
	await read({ ...orderRequest(report), confirmed: verifier.done });
	for (const seconds of WAITS) {
		await pause(seconds * 1_000, 'a report that got lost is made anew');
		if (stateOf(await read(lookRequest(report))) === 'finished') return;
	}
}

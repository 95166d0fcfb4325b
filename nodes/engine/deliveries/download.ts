import type { IHttpRequestOptions, IWebhookFunctions } from 'n8n-workflow';
import { AnsweredFile } from '../api/answeredFile';
import { withContent } from '../api/content';
import type { Answer } from '../api/failures';
import { within } from '../api/waiting';

/** From one host to the next: what messengers keep is often one redirect away. */
const MOST_REDIRECTS = 3;

/** From where, how much and for how long. */
export interface Bounds {
	/** Hosts, each with all below it; nothing else is called, whatever a delivery or a redirect says. */
	hosts: readonly string[];
	/** Most bytes. */
	largest: number;
	/** Milliseconds for all of it. */
	ms: number;
}

/** Whether the address leads to one of the hosts, encrypted, at the usual port. */
export function isOf(hosts: readonly string[], url: string): boolean {
	if (!URL.canParse(url)) return false;
	const { protocol, hostname, port, username } = new URL(url);
	if (protocol !== 'https:' || port !== '' || username !== '') return false;
	return hosts.some((host) => hostname === host || hostname.endsWith(`.${host}`));
}

/**
 * Fetches a file that a delivery names, without any credential.
 *
 * @throws Error that says why there is none
 */
export async function download(
	context: IWebhookFunctions,
	url: string,
	{ hosts, largest, ms }: Bounds,
): Promise<AnsweredFile> {
	return await within(ms, async (signal) => {
		let address = url;
		for (let redirects = 0; ; redirects++) {
			if (!isOf(hosts, address)) throw new Error(`${hostOf(address)} is not a messenger's`);
			const options = { url: address, timeout: ms };
			const answer = await withContent(
				async (abortSignal) => await ask(context, { ...options, abortSignal }),
				ms,
				signal,
				largest,
			);
			const { status, headers, body } = answer;
			if (status < 300 && body instanceof AnsweredFile) return body;
			const next = status >= 300 && status < 400 ? String(headers.location ?? '') : '';
			if (next === '' || redirects === MOST_REDIRECTS) {
				throw new Error(`${hostOf(address)} answered with status ${status} and no file`);
			}
			address = URL.canParse(next, address) ? new URL(next, address).href : next;
		}
	});
}

const hostOf = (url: string) => (URL.canParse(url) ? new URL(url).hostname : 'an address');

async function ask(
	context: IWebhookFunctions,
	options: Pick<IHttpRequestOptions, 'url' | 'timeout' | 'abortSignal'>,
): Promise<Answer> {
	const { statusCode, headers, body } = (await context.helpers.httpRequest({
		...options,
		method: 'GET',
		encoding: 'stream',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
	})) as { statusCode: number; headers: Record<string, unknown>; body: unknown };
	return { status: statusCode, headers, body };
}

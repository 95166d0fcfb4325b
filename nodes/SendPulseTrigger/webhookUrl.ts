import { InputProblem } from '../engine/api/inputProblem';
import { isLoopback } from '../engine/api/baseUrl';
import { isPrivateHost } from '../engine/deliveries/ipRanges';

/**
 * Why SendPulse can't call this address, in words for the user; undefined where it can.
 *
 * @param baseUrl of the credential; a sandbox on this machine reaches this machine
 */
export function whyUnreachable(url: string, baseUrl: string): string | undefined {
	if (isLoopback(new URL(baseUrl).hostname)) return undefined;
	if (!URL.canParse(url)) {
		return `n8n's own address is not set up right: '${url}' is no web address. Correct the environment variable N8N_WEBHOOK_URL and publish the workflow again.`;
	}
	const { protocol, hostname } = new URL(url);
	if (isPrivateHost(hostname)) {
		return `SendPulse can't reach this n8n at ${hostname}: that address only works on your own machine or network. Give n8n a public https address (environment variable N8N_WEBHOOK_URL, a reverse proxy or a tunnel) and publish the workflow again.`;
	}
	if (protocol !== 'https:') {
		return `SendPulse calls only https addresses, and this n8n has ${protocol}//${hostname}. Put a reverse proxy with a certificate in front of n8n, set N8N_WEBHOOK_URL to its https address, and publish the workflow again.`;
	}
	return undefined;
}

/**
 * Refuses an address that SendPulse can't call, before it is registered there for nothing.
 *
 * @throws InputProblem
 */
export function checkReachable(url: string, baseUrl: string): void {
	const reason = whyUnreachable(url, baseUrl);
	if (reason !== undefined) throw new InputProblem(reason);
}

/** Equal for addresses that mean the same, in case SendPulse stores them a little changed. */
export function comparableUrl(url: unknown): string {
	const text = String(url).trim();
	try {
		const { origin, pathname, search } = new URL(text);
		return `${origin}${decodeURI(pathname).replace(/(?<!\/)\/+$/, '')}${search}`;
	} catch {
		return text;
	}
}

/** Whether both are one address, whatever is asked there. */
export const sameAddress = (one: string, other: string) =>
	withoutQuery(comparableUrl(one)) === withoutQuery(comparableUrl(other));

const withoutQuery = (url: string) => url.replace(/\?.*$/s, '').replace(/(?<!\/)\/$/, '');

/**
 * The address at which n8n waits for a test event of a trigger; undefined where an administrator has given
 * its addresses other names.
 */
export const testAddressOf = (url: string): string | undefined => {
	const [, base, path] = /^(.{1,2000})\/webhook(\/[^/]{1,200}\/webhook)$/.exec(url) ?? [];
	return base === undefined ? undefined : `${base}/webhook-test${path}`;
};

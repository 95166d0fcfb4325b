const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i;

/** True for hosts that never leave the machine, the only ones that may be spoken to without TLS. */
export const isLoopback = (hostname: string) => LOOPBACK.test(hostname);

/**
 * The base URL of a credential, without trailing slash.
 *
 * @throws Error, in words for the user, unless it is https (or http on a loopback host) without
 * user name, query or fragment: secrets travel there.
 */
export function checkedBaseUrl(value: unknown): string {
	const text = typeof value === 'string' ? value.trim() : '';
	const url = asUrl(text);
	if (!url) {
		throw new Error(
			`The Base URL of the SendPulse credential is not an address: '${text}'. Use https://api.sendpulse.com unless you have a proxy or a sandbox.`,
		);
	}
	const encrypted =
		url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
	if (!encrypted) {
		throw new Error(
			'The Base URL of the SendPulse credential must start with https:// (plain http is only allowed for this machine, e.g. http://127.0.0.1:8025), because your secret is sent there.',
		);
	}
	if (url.username || url.password || url.search || url.hash) {
		throw new Error(
			'The Base URL of the SendPulse credential must be a plain address, without user name, question mark or #.',
		);
	}
	return `${url.origin}${url.pathname.replace(/(?<!\/)\/+$/, '')}`;
}

function asUrl(text: string): URL | undefined {
	try {
		return new URL(text);
	} catch {
		return undefined;
	}
}

/**
 * How long an answer asks to wait, in milliseconds (RFC 9110, Retry-After: seconds or a date). A date is
 * read by the server's own clock, where the answer tells its time: this machine's may be wrong.
 */
export function retryAfterOf(headers: Record<string, unknown>): number | undefined {
	const value = String(headers['retry-after'] ?? '').trim();
	if (/^\d+$/.test(value)) return Number(value) * 1000;
	const until = Date.parse(value);
	if (Number.isNaN(until)) return undefined;
	const told = Date.parse(String(headers.date ?? ''));
	return Math.max(0, until - (Number.isNaN(told) ? Date.now() : told));
}

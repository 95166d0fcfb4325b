import { inRange, ipBytes, ipRange } from './ipRanges';
import { InputProblem } from '../api/inputProblem';

const entriesOf = (allowlist: string) =>
	allowlist
		.split(',')
		.map((entry) => entry.trim())
		.filter(Boolean);

/**
 * May a caller with these addresses deliver? Everybody may while the list is empty.
 *
 * @param allowlist addresses and CIDR ranges, separated by commas
 * @param addresses the caller's, as n8n sees them (behind proxies that it trusts)
 */
export function isAllowed(allowlist: string, addresses: readonly string[]): boolean {
	const entries = entriesOf(allowlist);
	if (entries.length === 0) return true;
	// An entry that is none lets nobody in.
	const ranges = entries.map(ipRange).filter((range) => range !== undefined);
	return addresses.some((address) => {
		const bytes = ipBytes(address);
		return bytes !== undefined && ranges.some((range) => inRange(bytes, range));
	});
}

/** @throws InputProblem that names the first entry that is no address or range */
export function checkAllowlist(allowlist: string): void {
	const wrong = entriesOf(allowlist).find((entry) => !ipRange(entry));
	if (wrong === undefined) return;
	throw new InputProblem(
		`'IP(s) Allowlist' has an entry that is no IP address or range: '${wrong.slice(0, 60)}'. Write addresses like 192.0.2.7 or ranges like 192.0.2.0/24, separated by commas.`,
	);
}

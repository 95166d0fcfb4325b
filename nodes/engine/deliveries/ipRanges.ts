/** IP addresses and CIDR ranges, as bytes: a verified node can't import Node's own `net`. */

/** Without leading zeros, which some programs take for octal numbers. */
const V4 = /^(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})$/;

/** 16 bytes; an IPv4 address as the IPv6 one that stands for it (::ffff:a.b.c.d). */
export type IpBytes = readonly number[];

/** The bytes of an address, or undefined where the text is none. */
export function ipBytes(text: string): IpBytes | undefined {
	const address = text
		.trim()
		.replace(/^\[(.*)\]$/, '$1')
		.replace(/%.*$/s, '');
	const v4 = v4Bytes(address);
	if (v4) return [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, ...v4];
	return v6Bytes(address);
}

function v4Bytes(text: string): number[] | undefined {
	const bytes = V4.exec(text)?.slice(1).map(Number);
	return bytes?.every((byte) => byte <= 255) ? bytes : undefined;
}

function v6Bytes(text: string): number[] | undefined {
	if (!/^[0-9a-f:.]+$/i.test(text) || !text.includes(':')) return undefined;
	const halves = text.split('::');
	if (halves.length > 2) return undefined;
	const [head, tail] = halves.map((half, index) => groupBytes(half, index === halves.length - 1));
	if (!head || (halves.length === 2 && !tail)) return undefined;
	if (halves.length === 1) return head.length === 16 ? head : undefined;
	const missing = 16 - head.length - (tail as number[]).length;
	// "::" stands for one group of zeros at least.
	return missing >= 2
		? [...head, ...new Array<number>(missing).fill(0), ...(tail as number[])]
		: undefined;
}

/** Groups of four hexadecimal digits; the last of all may be an IPv4 address. */
function groupBytes(half: string, isEnd: boolean): number[] | undefined {
	if (half === '') return [];
	const groups = half.split(':');
	const bytes: number[] = [];
	for (const [index, group] of groups.entries()) {
		const v4 = isEnd && index === groups.length - 1 ? v4Bytes(group) : undefined;
		if (v4) bytes.push(...v4);
		else if (/^[0-9a-f]{1,4}$/i.test(group))
			bytes.push(parseInt(group, 16) >> 8, parseInt(group, 16) & 255);
		else return undefined;
	}
	return bytes;
}

export interface IpRange {
	bytes: IpBytes;
	/** How many leading bits count, of 128. */
	bits: number;
}

/** `192.0.2.7`, `192.0.2.0/24`, `2001:db8::/32`; undefined where the text is none of these. */
export function ipRange(text: string): IpRange | undefined {
	const [address, prefix, more] = text.trim().split('/');
	const bytes = ipBytes(address);
	if (!bytes || more !== undefined) return undefined;
	if (prefix === undefined) return { bytes, bits: 128 };
	const isV4 = v4Bytes(address.trim()) !== undefined;
	const bits = Number(prefix);
	if (!/^\d{1,3}$/.test(prefix) || bits > (isV4 ? 32 : 128)) return undefined;
	return { bytes, bits: isV4 ? bits + 96 : bits };
}

/** Is the address in the range? */
export function inRange(address: IpBytes, { bytes, bits }: IpRange): boolean {
	for (let bit = 0; bit < bits; bit += 8) {
		const counted = Math.min(8, bits - bit);
		const mask = (0xff << (8 - counted)) & 0xff;
		if ((address[bit / 8] & mask) !== (bytes[bit / 8] & mask)) return false;
	}
	return true;
}

/** Ranges that the internet does not lead to. */
const PRIVATE = [
	'0.0.0.0/8',
	'10.0.0.0/8',
	'100.64.0.0/10',
	'127.0.0.0/8',
	'169.254.0.0/16',
	'172.16.0.0/12',
	'192.168.0.0/16',
	'::1/128',
	'::/128',
	'fc00::/7',
	'fe80::/10',
].map((text) => ipRange(text) as IpRange);

/** Names that no public DNS has: RFC 6761, RFC 8375, and what RFC 6762 (appendix G) found in use at home and in firms. */
const PRIVATE_NAMES =
	/\.(local|localhost|internal|intranet|private|corp|lan|home|home\.arpa|test|invalid|example)$/i;

/** Services whose names stand for the address that they hold: `192.168.1.5.nip.io`, `192-168-1-5.sslip.io`. */
const HELD_ADDRESS = /(?:^|[.-])((?:\d{1,3}[.-]){3}\d{1,3})\.(?:nip|sslip)\.io$/i;

/** Is this a host that only this machine or network can reach, as far as its name tells? */
export function isPrivateHost(hostname: string): boolean {
	const name = hostname.replace(/\.$/, '');
	const [, held] = name.length <= LONGEST_NAME ? (HELD_ADDRESS.exec(name) ?? []) : [];
	const bytes = ipBytes(held?.replace(/-/g, '.') ?? name);
	if (bytes) return PRIVATE.some((range) => inRange(bytes, range));
	return !name.includes('.') || PRIVATE_NAMES.test(name);
}

/** Characters of a name in DNS (RFC 1035). */
const LONGEST_NAME = 253;

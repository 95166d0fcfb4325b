import { BlockList, isIP } from 'node:net';
import {
	inRange,
	ipBytes,
	ipRange,
	isPrivateHost,
} from '../../../nodes/engine/deliveries/ipRanges';

const matches = (address: string, range: string) => {
	const [bytes, parsed] = [ipBytes(address), ipRange(range)];
	return bytes !== undefined && parsed !== undefined && inRange(bytes, parsed);
};

const ADDRESSES = [
	'0.0.0.0',
	'1.2.3.4',
	'127.0.0.1',
	'192.0.2.0',
	'192.0.2.127',
	'192.0.2.128',
	'192.0.2.255',
	'192.0.3.0',
	'255.255.255.255',
	'::',
	'::1',
	'2001:db8::',
	'2001:db8::1',
	'2001:DB8:0:0:0:0:0:1',
	'2001:db8:ffff:ffff:ffff:ffff:ffff:ffff',
	'2001:db9::',
	'1:2:3:4:5:6:7:8',
	'1:2:3:4:5:6:7::',
	'fe80::1',
	'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
];

describe('addresses', () => {
	it.each([
		...ADDRESSES,
		'::ffff:1.2.3.4',
		'1::5:6:7:8',
		'::2:3:4:5:6:7:8',
		'1:2:3:4:5:6:1.2.3.4',
		'64:ff9b::192.0.2.33',
	])('%s is one', (text) => {
		expect(isIP(text)).toBeGreaterThan(0);
		expect(ipBytes(text)).toHaveLength(16);
	});

	it.each([
		'',
		' ',
		'1.2.3',
		'1.2.3.4.5',
		'1.2.3.256',
		'01.2.3.4',
		'1.2.3.04',
		'1.2.3.4a',
		'0x7f.0.0.1',
		'-1.2.3.4',
		'localhost',
		':',
		':::',
		'1::2::3',
		'1:2:3:4:5:6:7',
		'1:2:3:4:5:6:7:8:9',
		'1:2:3:4:5:6:7:8::',
		'12345::',
		'g::',
		'::1.2.3',
		'::1.2.3.4:5',
		'1.2.3.4::',
		'1:2:3:4:5:6:7:1.2.3.4',
	])('"%s" is none', (text) => {
		expect(isIP(text)).toBe(0);
		expect(ipBytes(text)).toBeUndefined();
	});

	it('may stand in brackets, or with a zone', () => {
		expect(ipBytes('[2001:db8::1]')).toEqual(ipBytes('2001:db8::1'));
		expect(ipBytes('fe80::1%eth0')).toEqual(ipBytes('fe80::1'));
	});
});

describe('ranges', () => {
	const v4 = [0, 1, 7, 8, 9, 23, 24, 25, 31, 32].map((bits) => `192.0.2.128/${bits}`);
	const v6 = [0, 1, 31, 32, 33, 64, 127, 128].map((bits) => `2001:db8::/${bits}`);

	// n8n's own Webhook node uses Node's BlockList, which this has to equal.
	it.each([...v4, ...v6])('%s holds the same addresses as in Node.js', (range) => {
		const [network = '', bits] = range.split('/');
		const list = new BlockList();
		list.addSubnet(network, Number(bits), isIP(network) === 6 ? 'ipv6' : 'ipv4');
		const sameFamily = ADDRESSES.filter((address) => isIP(address) === isIP(network));

		for (const address of sameFamily) {
			const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
			expect([address, matches(address, range)]).toEqual([address, list.check(address, family)]);
		}
	});

	it.each([
		['::ffff:192.0.2.7', '192.0.2.0/24', true],
		['192.0.2.7', '::ffff:192.0.2.0/120', true],
		['::ffff:192.0.3.7', '192.0.2.0/24', false],
		['192.0.2.7', '192.0.2.7', true],
		['192.0.2.8', '192.0.2.7', false],
		['2001:db8::1', '0.0.0.0/0', false],
		['2001:0db8:0000::0001', '2001:db8::1', true],
	])('%s in %s: %s', (address, range, expected) => {
		expect(matches(address, range)).toBe(expected);
	});

	it.each([
		'192.0.2.0/33',
		'192.0.2.0/-1',
		'192.0.2.0/',
		'192.0.2.0/a',
		'192.0.2.0/1/2',
		'192.0.2.0/1.5',
		'::/129',
		'/24',
		'example.com/24',
	])('%s is none', (text) => {
		expect(ipRange(text)).toBeUndefined();
	});
});

describe('hosts that only this machine or network reaches', () => {
	it.each([
		'localhost',
		'n8n',
		'n8n.local',
		'n8n.localhost',
		'box.lan',
		'n8n.internal.',
		'n8n.home.arpa',
		'127.0.0.1',
		'127.9.9.9',
		'0.0.0.0',
		'10.1.2.3',
		'172.16.0.1',
		'172.31.255.255',
		'192.168.1.1',
		'100.64.0.1',
		'169.254.169.254',
		'[::1]',
		'[::]',
		'[::ffff:10.0.0.1]',
		'[fd00::1]',
		'[fe80::1]',
	])('%s', (host) => expect(isPrivateHost(host)).toBe(true));

	it.each([
		'n8n.example.com',
		'localhost.example.com',
		'172.15.0.1',
		'172.32.0.1',
		'192.169.0.1',
		'100.128.0.1',
		'11.0.0.1',
		'8.8.8.8',
		'[2001:4860::1]',
		'[::ffff:8.8.8.8]',
	])('not %s', (host) => expect(isPrivateHost(host)).toBe(false));
});

describe('a name that leads to no public address', () => {
	it.each([
		'localhost.',
		'n8n.local.',
		'n8n.corp',
		'n8n.intranet',
		'n8n.private',
		'192.168.1.5.nip.io',
		'n8n.10.0.0.7.nip.io',
		'n8n-192-168-1-5.sslip.io',
	])('%s is private', (host) => expect(isPrivateHost(host)).toBe(true));

	it.each([
		'n8n.example.org.',
		'corp.example.org',
		'8.8.8.8.nip.io',
		'nip.io',
		'999.1.1.1.nip.io',
		'192.168.1.5.example.org',
	])('%s is not', (host) => expect(isPrivateHost(host)).toBe(false));
});

import { checkAllowlist, isAllowed } from '../../../nodes/engine/deliveries/ipAllowlist';

it.each([
	['', '203.0.113.9', true],
	[' , ', '203.0.113.9', true],
	['203.0.113.9', '203.0.113.9', true],
	['203.0.113.9', '::ffff:203.0.113.9', true],
	['203.0.113.9', '203.0.113.10', false],
	['192.0.2.1, 203.0.113.0/24', '203.0.113.200', true],
	['192.0.2.1,203.0.113.0/24', '203.0.114.1', false],
	['2001:db8::/32', '2001:db8:5::1', true],
	['2001:db8::/32', '203.0.113.9', false],
	['nonsense', '203.0.113.9', false],
	['nonsense, 203.0.113.9', '203.0.113.9', true],
	['203.0.113.9', '', false],
	['203.0.113.9', 'unknown', false],
])('the list "%s" lets %s in: %s', (list, address, expected) => {
	expect(isAllowed(list, [address])).toBe(expected);
});

it('looks at the addresses behind trusted proxies too', () => {
	expect(isAllowed('203.0.113.9', ['10.0.0.1', '203.0.113.9', '10.0.0.2'])).toBe(true);
	expect(isAllowed('203.0.113.9', [])).toBe(false);
});

it('names an entry that is none', () => {
	expect(() => checkAllowlist('192.0.2.1, 203.0.113.0/24 , ::1,')).not.toThrow();
	expect(() => checkAllowlist('')).not.toThrow();
	expect(() => checkAllowlist('192.0.2.1, my office')).toThrow(/'IP\(s\) Allowlist'.*'my office'/);
});

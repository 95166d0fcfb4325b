import { checkedBaseUrl, isLoopback } from '../../../nodes/engine/api/baseUrl';

test.each([
	['https://api.sendpulse.com', 'https://api.sendpulse.com'],
	['  https://api.sendpulse.com/  ', 'https://api.sendpulse.com'],
	['https://proxy.example/sendpulse//', 'https://proxy.example/sendpulse'],
	['HTTPS://API.SendPulse.com', 'https://api.sendpulse.com'],
	['https://proxy.example:8443', 'https://proxy.example:8443'],
	['http://127.0.0.1:8025', 'http://127.0.0.1:8025'],
	['http://localhost:8025/', 'http://localhost:8025'],
	['http://[::1]:8025', 'http://[::1]:8025'],
	['http://127.1', 'http://127.0.0.1'],
])('%j is usable', (given, url) => {
	expect(checkedBaseUrl(given)).toBe(url);
});

test.each([undefined, null, 5, '', '   ', 'api.sendpulse.com', 'https://'])(
	'%j is no address',
	(given) => {
		expect(() => checkedBaseUrl(given)).toThrow('is not an address');
	},
);

test.each([
	'http://api.sendpulse.com',
	'http://127.0.0.1.evil.example',
	'http://localhost.evil.example',
	'http://10.0.0.1',
	'http://0.0.0.0',
	'ftp://127.0.0.1',
	'file:///etc/passwd',
	'javascript:alert(1)',
])('%s, where a secret could be read on its way, is refused', (given) => {
	expect(() => checkedBaseUrl(given)).toThrow('must start with https://');
});

test.each([
	'https://user@api.sendpulse.com',
	'https://user:pass@api.sendpulse.com',
	'https://api.sendpulse.com/?a=b',
	'https://api.sendpulse.com/#a',
])('%s is no plain address', (given) => {
	expect(() => checkedBaseUrl(given)).toThrow('must be a plain address');
});

test('a password in the Base URL is not repeated in the error', () => {
	expect(() => checkedBaseUrl('https://user:hunter2@api.sendpulse.com')).toThrow(
		expect.not.objectContaining({ message: expect.stringContaining('hunter2') }) as Error,
	);
});

test('loopback means this machine', () => {
	expect(['localhost', 'LOCALHOST', '127.0.0.1', '127.200.3.4', '[::1]'].every(isLoopback)).toBe(
		true,
	);
	expect(['127.0.0.1.example', 'xlocalhost', '128.0.0.1', '::2'].some(isLoopback)).toBe(false);
});

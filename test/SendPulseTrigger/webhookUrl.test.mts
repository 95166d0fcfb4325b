import { checkReachable, comparableUrl } from '../../nodes/SendPulseTrigger/webhookUrl';

const VENDOR = 'https://api.sendpulse.com';

describe('an address that SendPulse can reach', () => {
	it.each([
		['https://n8n.example.org/webhook/1', VENDOR],
		['https://n8n.example.org:8443/webhook/1', VENDOR],
		['https://8.8.8.8/webhook/1', VENDOR],
		['http://127.0.0.1:5678/webhook/1', 'http://127.0.0.1:8025'],
		['http://n8n/webhook/1', 'http://localhost:8025'],
		['https://n8n.example.org/webhook/1', 'http://[::1]:8025'],
	])('%s, from %s', (url, baseUrl) => {
		expect(() => checkReachable(url, baseUrl)).not.toThrow();
	});

	it.each([
		[
			'http://n8n.example.org/webhook/1',
			VENDOR,
			/only https addresses.*http:\/\/n8n\.example\.org/,
		],
		['http://127.0.0.1:5678/webhook/1', VENDOR, /can't reach this n8n at 127\.0\.0\.1/],
		['https://192.168.1.5/webhook/1', VENDOR, /can't reach this n8n at 192\.168\.1\.5/],
		['https://[fd00::5]/webhook/1', VENDOR, /can't reach this n8n at \[fd00::5\]/],
		// The URL parser knows every way to write an address.
		['https://0x7f.1/webhook/1', VENDOR, /can't reach this n8n at 127\.0\.0\.1/],
		['https://n8n/webhook/1', VENDOR, /can't reach this n8n at n8n/],
		['https://localhost/webhook/1', 'https://proxy.example.org', /can't reach this n8n/],
		['/webhook/1', VENDOR, /'\/webhook\/1' is no web address.*N8N_WEBHOOK_URL/],
	])('is not %s, from %s', (url, baseUrl, words) => {
		expect(() => checkReachable(url, baseUrl)).toThrow(words);
		expect(() => checkReachable(url, baseUrl)).toThrow(
			/N8N_WEBHOOK_URL.*publish the workflow again/,
		);
	});
});

describe('two forms of one address', () => {
	it.each([
		['https://n8n.example.org/webhook/a', 'https://n8n.example.org/webhook/a/'],
		['https://n8n.example.org/webhook/a', ' HTTPS://N8N.Example.org:443/webhook/a'],
		['https://n8n.example.org/webhook/ä', 'https://n8n.example.org/webhook/%C3%A4'],
		['https://n8n.example.org/', 'https://n8n.example.org'],
	])('%s and %s', (one, other) => {
		expect(comparableUrl(one)).toBe(comparableUrl(other));
	});

	it.each([
		['https://n8n.example.org/webhook/a', 'https://n8n.example.org/webhook-test/a'],
		['https://n8n.example.org/webhook/a', 'https://n8n.example.org/webhook/A'],
		['https://n8n.example.org/webhook/a', 'http://n8n.example.org/webhook/a'],
		['https://n8n.example.org/webhook/a', 'https://n8n.example.org:8443/webhook/a'],
		['https://n8n.example.org/webhook/a', 'https://n8n.example.org/webhook/a?b=1'],
		['https://n8n.example.org/webhook/a%2Fb', 'https://n8n.example.org/webhook/a/b'],
	])('but not %s and %s', (one, other) => {
		expect(comparableUrl(one)).not.toBe(comparableUrl(other));
	});

	it.each([[undefined], [null], [5], [''], ['%'], ['https://n8n.example.org/%']])(
		'%p is no reason to fail',
		(url) => expect(typeof comparableUrl(url)).toBe('string'),
	);
});

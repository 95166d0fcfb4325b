import { DONE, operation, silent, StandIn } from '../api.mts';
import { StoredCredential } from '../n8n.mts';

const count = operation('contact', 'count');
const byKey = (baseUrl: unknown) =>
	new StoredCredential({ authentication: 'apiKey', apiKey: 'key-1', baseUrl: baseUrl as string });

test.each([
	['https://api.sendpulse.com', 'https://api.sendpulse.com', '/addressbooks/5/emails/total'],
	['https://api.sendpulse.com///', 'https://api.sendpulse.com', '/addressbooks/5/emails/total'],
	[
		' https://proxy.example.com/sp/ ',
		'https://proxy.example.com',
		'/sp/addressbooks/5/emails/total',
	],
	['http://127.0.0.1:8025', 'http://127.0.0.1:8025', '/addressbooks/5/emails/total'],
	['http://localhost:8025/', 'http://localhost:8025', '/addressbooks/5/emails/total'],
	['http://[::1]:8025', 'http://[::1]:8025', '/addressbooks/5/emails/total'],
])('%s leads to %s%s', async (baseUrl, host, path) => {
	const api = new StandIn(() => ({ ...DONE, body: { total: 1 } }), { host });
	const { error } = await count.run({ mailingListId: 5 }, { credential: byKey(baseUrl) });
	expect(error).toBeUndefined();
	expect(api.requests).toEqual([{ method: 'GET', path }]);
});

const PLAIN =
	'The Base URL of the SendPulse credential must be a plain address, without user name, question mark or #.';
const INSECURE =
	'The Base URL of the SendPulse credential must start with https:// (plain http is only allowed for this machine, e.g. http://127.0.0.1:8025), because your secret is sent there.';
const noAddress = (text: string) =>
	`The Base URL of the SendPulse credential is not an address: '${text}'. Use https://api.sendpulse.com unless you have a proxy or a sandbox.`;

test.each<[unknown, string]>([
	['', noAddress('')],
	[undefined, noAddress('')],
	['api.sendpulse.com', noAddress('api.sendpulse.com')],
	['https://', noAddress('https://')],
	['http://api.sendpulse.com', INSECURE],
	['http://192.168.0.5:8025', INSECURE],
	['http://127.0.0.1.evil.example', INSECURE],
	['http://localhost.evil.example', INSECURE],
	['ftp://api.sendpulse.com', INSECURE],
	['javascript:alert(1)', INSECURE],
	['https://user:pass@api.sendpulse.com', PLAIN],
	['https://user@api.sendpulse.com', PLAIN],
	['https://api.sendpulse.com/?key=1', PLAIN],
	['https://api.sendpulse.com/#top', PLAIN],
])('%j is refused before anything is sent', async (baseUrl, message) => {
	const api = silent();
	for (const credential of [
		byKey(baseUrl),
		new StoredCredential({ clientId: 'id', clientSecret: 'secret', baseUrl: baseUrl as string }),
	]) {
		const { error } = await count.run({ mailingListId: 5 }, { credential });
		expect(error?.message).toBe(message);
	}
	expect(api.requests).toEqual([]);
});

import { startBench, type Bench } from './client.mts';

let bench: Bench;
beforeEach(async () => {
	bench = await startBench();
});
afterEach(() => bench.sandbox.close());

const open = async (query = '') =>
	(await bench.call('GET', `/${query}`, { authorization: null })).text;

test('shows lists, requests and the first list, without leaving a trace', async () => {
	await bench.call('POST', '/addressbooks/89300003/emails', {
		body: { emails: ['a@b.example', 'b@b.example'] },
	});
	await bench.call('DELETE', '/addressbooks/89300003/emails', {
		body: { emails: ['x@b.example'] },
	});
	const html = await open();
	expect(html).toMatch(/<a id="list-89300003" href="\/\?list=89300003">Newsletter<\/a>/);
	expect(html).toContain('customer001@mail.example');
	expect(html).toContain('1 to 25 of 253');
	expect(html).toMatch(
		/<td>POST<\/td>\s*<td class="path"><code>\/addressbooks\/89300003\/emails<\/code><\/td>\s*<td class="number">2<\/td>/,
	);
	expect(html).toContain('422, code 303');
	expect(bench.sandbox.log).toHaveLength(2);
});

test('pages through the chosen list', async () => {
	const html = await open('?list=89300001&page=11');
	expect(html).toContain('251 to 253 of 253');
	expect(html).toMatch(/href="\/\?list=89300001&amp;page=10">Previous/);
	expect(html).not.toContain('>Next<');
	expect(await open('?list=89300001&page=99')).toContain('251 to 253 of 253');
	expect(await open('?list=89300003')).toContain('Nobody is in this list yet.');
});

test('what people enter is text, never HTML', async () => {
	const evil = `<script>alert("1")</script><img src=x onerror='alert(1)'>`;
	const { id } = (await bench.post('/addressbooks', { bookName: evil })).json;
	await bench.post(`/addressbooks/${id}/emails`, {
		emails: [{ email: "o'hara@b.example", variables: { note: evil } }],
	});
	await bench.call('GET', `/addressbooks/${encodeURIComponent(evil)}`);
	await bench.call('GET', '/addressbooks/"><b>');
	const html = await open(`?list=${id}`);
	expect(html).toContain('&lt;script&gt;alert(');
	for (const raw of ['<script>alert', '<img', '"><b>']) expect(html).not.toContain(raw);
});

test('nothing but its own script and style may run', async () => {
	const { headers } = await bench.call('GET', '/', { authorization: null });
	const policy = String(headers['content-security-policy']);
	expect(policy).toMatch(
		/^default-src 'none'; style-src 'sha256-[^ ]+'; script-src 'sha256-[^ ]+'; connect-src 'self';/,
	);
});

test('an account without lists, and nonsense in the query', async () => {
	await bench.sandbox.close();
	bench = await startBench({ blank: true });
	for (const query of ['', '?list=abc&page=-1', '?list=1&list=2&page=x']) {
		const html = await open(query);
		expect(html).toContain('There are none.');
		expect(html).toContain('No request has come in yet.');
	}
});

describe('parts of the account', () => {
	const fill = async () => {
		const evil = '<img src=x onerror=alert(1)>';
		const { state } = bench.sandbox;
		state.webhooks.add(`https://site.example/${evil}`, 'new_emails');
		state.campaigns.add({ name: evil, status: 5, listIds: [1], senderName: evil });
		state.templates.add({ name: evil, lang: 'en', createdAt: 0, body: evil });
		state.senders.add({ email: 'evil@b.example', name: evil, activated: false });
		state.tags.add(evil, '#000000');
		state.blacklist.add('evil@b.example', evil);
		state.automations.create(evil);
		state.outbox.push({ kind: 'activation', at: 0, to: evil, code: evil });
		await bench.post('/events/name/registration', { email: 'a@b.example', note: evil });
		await bench.post('/addressbooks/89300003/emails', { emails: ['a@b.example'] });
		await bench.call('POST', '/sandbox/webhooks/deliver', { authorization: null });
	};

	test.each([
		['campaigns', ['Campaigns', 'Segments'], 'Spring collection'],
		['templates', ['Own templates', 'Templates of SendPulse'], 'Sports survey: calm'],
		['senders', ['Senders', 'Outbox'], 'hello@shop.example'],
		['tags', ['Tags', 'Blacklist'], 'complaints@mail.example'],
		['webhooks', ['Webhooks', 'Deliveries'], 'not on this machine, not called'],
		['events', ['Events received', 'Events that exist'], '/events/name/cart_abandoned'],
	])('%s', async (view, titles, content) => {
		await fill();
		const html = await open(`?view=${view}`);
		for (const title of [...titles, 'Latest requests'])
			expect(html).toMatch(new RegExp(`<h2 id="[\\w-]+">${title}</h2>`));
		expect(html).toContain(content);
		expect(html).toMatch(new RegExp(`<a href="/\\?view=${view}" aria-current="page">`));
		expect(html.match(/aria-current="page"/g)).toHaveLength(1);
		expect(html).toContain('&lt;img src=x');
		expect(html).not.toContain('<img');
		const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
		expect(new Set(ids).size).toBe(ids.length);
	});

	test.each(['campaigns', 'templates', 'senders', 'tags', 'webhooks', 'events'])(
		'%s of a blank account',
		async (view) => {
			await bench.sandbox.close();
			bench = await startBench({ blank: true });
			const html = await open(`?view=${view}`);
			expect(html).toContain('<p class="soft">');
			expect(html).not.toContain('<tbody>');
		},
	);

	test('an unknown part is the first', async () => {
		expect(await open('?view=x&view=y')).toContain('<a href="/" aria-current="page">');
	});
});

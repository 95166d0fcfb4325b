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

/** What the buttons of the page send. */
const press = async (path: string, fields: Record<string, string | number>) => {
	const body = new URLSearchParams();
	for (const [name, value] of Object.entries(fields)) body.set(name, String(value));
	const { status, headers } = await fetch(bench.url + path, {
		method: 'POST',
		body,
		redirect: 'manual',
	});
	return [status, headers.get('location')];
};

describe('what somebody does with a campaign', () => {
	const HAPPEN = '/sandbox/email/happen';
	const newsletter = 89300003;
	const ann = { email: 'ann@b.example', list: newsletter };
	const status = (email: string) =>
		bench.sandbox.state.lists.get(newsletter)?.contacts.get(email)?.status;
	beforeEach(async () => {
		await bench.post(`/addressbooks/${newsletter}/emails`, { emails: [ann.email] });
	});

	test('has a button at each contact of the chosen list', async () => {
		const html = await open(`?list=${newsletter}`);
		for (const words of ['opens', 'clicks', 'unsubscribes', 'complains', 'bounces'])
			expect(html).toContain(`aria-label="ann@b.example ${words}"`);
	});

	test('happens to this contact of this list, and the page stays where it is', async () => {
		const back = `/?list=${newsletter}&page=1`;
		const before = bench.sandbox.courier.pending;
		expect(await press(HAPPEN, { ...ann, event: 'unsubscribe', back })).toEqual([303, back]);
		expect(status('ann@b.example')).toBe(4);
		expect(bench.sandbox.state.campaigns.all().at(-1)?.listIds).not.toContain(newsletter);
		bench.sandbox.state.webhooks.add('http://127.0.0.1:1/', 'open');
		await press(HAPPEN, { ...ann, event: 'open', back });
		expect(bench.sandbox.courier.pending).toBeGreaterThan(before);
		expect(await open(back.slice(1))).toMatch(/\d+ events? waits? for the webhooks/);
	});

	test.each(['https://elsewhere.example/', '//elsewhere.example', '/\\elsewhere', ''])(
		'goes back to its own page only, not to %j',
		async (back) => {
			expect(await press(HAPPEN, { ...ann, event: 'open', back })).toEqual([
				303,
				'/?view=webhooks',
			]);
		},
	);

	test('needs a list and a campaign that exist', async () => {
		expect((await press(HAPPEN, { ...ann, event: 'open', list: 1 }))[0]).toBe(422);
		expect((await press(HAPPEN, { ...ann, event: 'open', campaign: 1 }))[0]).toBe(422);
	});
});

test('a campaign is shown as its reader gets it, with what came along', async () => {
	const { state } = bench.sandbox;
	await bench.post('/addressbooks/89300003/emails', {
		emails: [{ email: 'ann@b.example', variables: { name: 'Ann & Co' } }],
	});
	const { id } = state.campaigns.add({
		name: 'May',
		subject: 'Hi {{name}}',
		body: '<p>For {{ name }}</p><script>alert(1)</script><a href="https://shop.example/may">May</a>',
		attachments: ['price.pdf'],
		status: 0,
		listIds: [89300003],
	});
	const html = await open(`?view=campaigns&campaign=${id}`);
	for (const text of ['Hi Ann &amp; Co', 'For Ann', 'price.pdf', 'https://shop.example/may'])
		expect(html).toContain(text);
	expect(html).not.toContain('<script>alert');
	const { text, headers } = await bench.call('GET', `/sandbox/email/campaigns/${id}`, {
		authorization: null,
	});
	expect(text).toContain('<p>For Ann & Co</p>');
	expect(headers['content-security-policy']).toMatch(/^sandbox; default-src 'none';/);
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

/** The CRM's part of the page, and what sellers do there. */
import { startCrm, type CrmBench } from './crm.mts';

let bench: CrmBench;
beforeEach(async () => {
	bench = await startCrm();
});
afterEach(() => bench.sandbox.close());

const EVIL = '<img src=x onerror=alert(1)>';
const open = async (path: string) => (await bench.call('GET', path, { authorization: null })).text;
const send = async (path: string, fields: Record<string, string>) =>
	await bench.call('POST', `/sandbox/crm/${path}`, {
		authorization: null,
		raw: String(new URLSearchParams(fields)),
		headers: { 'content-type': 'application/x-www-form-urlencoded' },
	});
const stage = (name: string) =>
	String(
		bench.crm.pipelines
			.all()
			.flatMap(({ stages }) => stages)
			.find((one) => one.name === name)!.id,
	);
const column = (html: string, id: string) =>
	html.split(/<li data-drop="/).find((text) => text.startsWith(`${id}"`)) ?? '';

test('a deal goes from stage to stage, and its time of change with it', async () => {
	const [deal] = bench.crm.deals.all();
	const before = deal!.updatedAt;
	const chosen = await open(`/?view=crm&deal=${deal!.id}`);
	expect(column(chosen, stage('Contacted'))).toContain(`data-drag="${deal!.id}"`);
	const { status, headers } = await send('deals/move', {
		deal: String(deal!.id),
		stage: stage('Offer'),
	});
	expect([status, headers.location]).toEqual([303, `/?view=crm&deal=${deal!.id}`]);
	const html = await open(`/?view=crm&deal=${deal!.id}`);
	expect(column(html, stage('Offer'))).toContain(`data-drag="${deal!.id}"`);
	expect(column(html, stage('Contacted'))).not.toContain(`data-drag="${deal!.id}"`);
	expect([deal!.order, deal!.updatedAt > before]).toEqual([1, true]);
	await send('deals/move', { deal: String(deal!.id), stage: stage('Signed') });
	expect(await open(`/?view=crm&deal=${deal!.id}`)).toContain('Pipeline <bdi>Renewals</bdi>');
});

test.each([
	['successful', 3, 'won'],
	['unsuccessful', 2, 'lost'],
	['active', 1, 'active'],
])('a deal that is %s', async (status, number, word) => {
	const deal = bench.crm.deals.all()[1]!;
	await send('deals/close', { deal: String(deal.id), status });
	expect(deal.status).toBe(number);
	expect(await open(`/?view=crm&deal=${deal.id}`)).toContain(`<span class="soft">${word}, changed`);
});

test('new ones, changed ones, and what people enter is text', async () => {
	await send('contacts/new', { firstName: EVIL, lastName: '', email: 'x@y.example', phone: '' });
	const contact = bench.crm.contacts.all().at(-1)!;
	expect(contact).toMatchObject({ sourceType: 'manually', emails: [{ email: 'x@y.example' }] });
	await send('contacts/change', { contact: String(contact.id), firstName: EVIL, lastName: 'B' });
	await send('deals/new', { name: EVIL, price: '12.50', stage: stage('New') });
	const deal = bench.crm.deals.all().at(-1)!;
	await send('deals/price', { deal: String(deal.id), price: '13' });
	expect([contact.lastName, deal.price]).toEqual(['B', 13]);
	await bench.post(`/deals/${deal.id}/comments`, { message: EVIL });
	for (const path of [
		`/?view=crm&deal=${deal.id}`,
		`/?view=crm-contacts&contact=${contact.id}`,
		'/?view=crm-companies',
		'/?view=crm-tasks',
	]) {
		const html = await open(path);
		expect(html).not.toContain('<img');
		const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
		expect(new Set(ids).size).toBe(ids.length);
	}
});

test('what can not be done is said', async () => {
	for (const [path, fields, message] of [
		['deals/move', { deal: '1', stage: stage('New') }, 'no such deal'],
		['deals/move', { deal: '9480001', stage: stage('Fair 2024') }, 'no such stage'],
		['deals/close', { deal: '9480001', status: 'x' }, /^status is none of/],
		['deals/price', { deal: '9480001', price: '' }, 'price is no number'],
		['contacts/new', { firstName: ' ' }, 'firstName is missing'],
		['contacts/new', { firstName: 'A', email: 'x' }, 'email is no address'],
		['sell', { deeds: '0' }, /bounds/],
	] as const) {
		const { status, json } = await send(path, fields);
		expect([status, json.message]).toEqual([422, expect.stringMatching(message)]);
	}
});

test('a seller works for a while, all by itself', async () => {
	const happenings = (wanted: string) =>
		bench.crm.deals.all().flatMap(({ history }) => history.filter(({ type }) => type === wanted))
			.length;
	const counts = () => ({
		contacts: bench.crm.contacts.size,
		deals: bench.crm.deals.size,
		moved: happenings('deal_step_changed'),
		closed: happenings('deal_status_changed'),
		changed: happenings('deal_updated'),
	});
	await send('sell', { deeds: '10', every: '1000' });
	expect(counts()).toEqual({ contacts: 130, deals: 60, moved: 0, closed: 0, changed: 0 });
	bench.clock.advance(10_000);
	await open('/?view=crm');
	expect(counts()).toEqual({ contacts: 132, deals: 62, moved: 2, closed: 2, changed: 2 });
});

test('what may be dragged has a script of its own, and nothing else has it', async () => {
	const policy = async (path: string) =>
		String(
			(await bench.call('GET', path, { authorization: null })).headers['content-security-policy'],
		);
	const scripts = async (path: string) =>
		/script-src ([^;]+);/.exec(await policy(path))?.[1]?.split(' ').length;
	expect([await scripts('/?view=crm'), await scripts('/?view=crm-contacts')]).toEqual([2, 1]);
});

test.each(['crm', 'crm-contacts', 'crm-companies', 'crm-tasks'])(
	'%s of a blank account',
	async (view) => {
		await bench.sandbox.close();
		bench = await startCrm({ blank: true });
		expect(await open(`/?view=${view}`)).toContain('There are none.');
	},
);

test('what is told to other processes', async () => {
	const { json } = await bench.call('GET', '/sandbox/crm', { authorization: null });
	expect([json.contacts.length, json.deals.length]).toEqual([130, 60]);
	const state = await bench.call('GET', '/sandbox/state', { authorization: null });
	expect(state.json).toMatchObject({ crmContacts: 130, crmDeals: 60, crmCompanies: 4 });
});

import { startBench, type Bench } from '../client.mts';
import { call, refusal } from './smtp.mts';

let bench: Bench;
beforeEach(async () => {
	bench = await startBench();
});
afterEach(() => bench.sandbox.close());

const domains = '/v2/email-service/smtp/sender_domains';

test('addresses of the servers that send', async () => {
	expect(await call(bench, 'GET', '/smtp/ips')).toEqual([200, ['198.51.100.17']]);
});

test('senders are those of the e-mail service, once they are confirmed', async () => {
	const sender = { email: 'second@shop.example', name: 'Second' };
	await call(bench, 'POST', '/senders', sender);
	expect(await call(bench, 'GET', '/smtp/senders')).toEqual([200, ['hello@shop.example']]);
	const code = bench.sandbox.state.senders.get(sender.email)?.code?.text;
	await call(bench, 'POST', `/senders/${sender.email}/code`, { code });
	expect(await call(bench, 'GET', '/smtp/senders')).toEqual([
		200,
		['hello@shop.example', sender.email],
	]);
});

test('domains, two envelopes deep', async () => {
	const [status, { data }] = await call(bench, 'GET', domains);
	expect([status, data.result]).toEqual([200, true]);
	expect(data.data[1]).toEqual({
		id: 37_858,
		user_id: 7_100_001,
		service_type: 3,
		service_value: 'lab.example',
		status: 0,
		expire_date: null,
		auto_free_prolong: 0,
		currency: '',
		is_default: false,
		ssl_type: 0,
		ssl_expired: null,
		ssl_generated: null,
		checks: {
			check_dkim: false,
			check_spf: false,
			check_dmarc: false,
			all_checks: false,
			spf_txt_needed: 'v=spf1 include:mxsspf.sendpulse.com +a +mx -all',
		},
	});
	expect(data.data[0]).toMatchObject({ status: 1, is_default: true, checks: { all_checks: true } });
});

test('a domain that is added waits for its records; once more it is not added', async () => {
	const added = [200, { data: { result: true } }];
	for (const name of ['new.example', 'NEW.example', 'shop.example'])
		expect(await call(bench, 'POST', `${domains}/${name}`)).toEqual(added);
	const [, { data }] = await call(bench, 'GET', domains);
	expect(
		data.data.map(({ service_value: name, status }: Record<string, unknown>) => [name, status]),
	).toEqual([
		['shop.example', 1],
		['lab.example', 0],
		['new.example', 0],
	]);
});

test.each(['x', 'a b.example', 'https:%2F%2Fa.example', 'a@b.example', '.example'])(
	'%s is no domain',
	async (name) => {
		expect(await call(bench, 'POST', `${domains}/${encodeURI(name)}`)).toEqual(
			refusal('Argument domain is invalid'),
		);
	},
);

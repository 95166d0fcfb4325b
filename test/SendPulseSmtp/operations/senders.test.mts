import '../../quickWaits.mts';
import type { IDataObject } from 'n8n-workflow';
import { answering, refuses, says, silent } from '../../api.mts';
import { listsAll } from '../../SendPulse/listing.mts';
import {
	doesNotRepeat,
	explainsRefusals,
	givesWhatItShould,
	previews,
	refusesRetryOnFail,
} from '../../SendPulse/suites.mts';
import { smtpOperation } from '../records.mts';

const DOMAINS = '/v2/email-service/smtp/sender_domains';

describe('sender.getMany', () => {
	const operation = smtpOperation('sender', 'getMany');
	givesWhatItShould({
		operation,
		parameters: {},
		request: { method: 'GET', path: '/smtp/senders' },
		answer: says(['sender@domain.com']),
		output: [{ email: 'sender@domain.com' }],
	});
	listsAll({
		operation,
		path: '/smtp/senders',
		record: (number) => ({ email: `s${number}@domain.com` }),
		answerWith: (records) => says(records.map(({ email }) => email)),
	});
});

describe('ipAddress.getMany', () => {
	const operation = smtpOperation('ipAddress', 'getMany');
	givesWhatItShould({
		operation,
		parameters: {},
		request: { method: 'GET', path: '/smtp/ips' },
		answer: says(['127.0.0.1']),
		output: [{ ip: '127.0.0.1' }],
	});
	listsAll({
		operation,
		path: '/smtp/ips',
		record: (number) => ({ ip: `10.0.0.${number}` }),
		answerWith: (records) => says(records.map(({ ip }) => ip)),
	});
});

describe('senderDomain.getMany', () => {
	const operation = smtpOperation('senderDomain', 'getMany');
	const checks = {
		check_dkim: false,
		check_spf: false,
		check_dmarc: false,
		all_checks: false,
		spf_txt_needed: 'v=spf1 include:mxsspf.sendpulse.com +a +mx -all',
	};
	/** SMTP service API, "Get a list of domains". */
	const record = (id: number, more: IDataObject = {}): IDataObject => ({
		id,
		user_id: 7043663,
		service_type: 3,
		service_value: 'example.com',
		status: 0,
		expire_date: null,
		auto_free_prolong: 0,
		currency: '',
		is_default: true,
		ssl_type: 0,
		ssl_expired: null,
		ssl_generated: null,
		checks,
		...more,
	});
	const answerWith = (records: IDataObject[]) => says({ data: { result: true, data: records } });
	const simple = (id: number, status: number, statusName: string) => ({
		id,
		service_value: 'example.com',
		status,
		statusName,
		is_default: true,
		checks,
	});
	givesWhatItShould({
		operation,
		parameters: {},
		request: { method: 'GET', path: DOMAINS },
		answer: answerWith([record(37857), record(37858, { status: 1 })]),
		output: [simple(37857, 0, 'inactive'), simple(37858, 1, 'active')],
	});

	test('without Simplify the record, with the word for its status', async () => {
		answering(answerWith([record(1)]));
		const { json } = await operation.run({ simplify: false });
		expect(json).toEqual([{ ...record(1), statusName: 'inactive' }]);
	});

	test('none', async () => {
		answering(answerWith([]));
		expect((await operation.run({})).json).toEqual([]);
	});

	test('a refusal one level below', async () => {
		answering(says({ data: { result: false, error: 'no' } }));
		const { error } = await operation.run({});
		expect(error?.message).toMatch(/^SendPulse refused the request\./);
	});
});

describe('senderDomain.add', () => {
	const operation = smtpOperation('senderDomain', 'add');
	const sample = {
		operation,
		parameters: { domain: ' mail.example.com ' },
		request: { method: 'POST', path: `${DOMAINS}/mail.example.com` },
		answer: says({ data: { result: true, error: null } }),
		output: [{ success: true, domain: 'mail.example.com' }],
	};
	givesWhatItShould(sample);
	previews(sample);
	doesNotRepeat(sample);
	refusesRetryOnFail(sample, 'Add');
	explainsRefusals(sample, [
		[
			403,
			403,
			'Account expired',
			'The plan of the account has expired. Renew or change the plan in SendPulse.',
		],
	]);

	test('a refusal one level below is one', async () => {
		answering(says({ data: { result: false } }));
		const { error } = await operation.run(sample.parameters);
		expect(error?.message).toMatch(/^SendPulse refused the request\./);
	});

	test.each([
		'https://example.com',
		'example.com/mail',
		'ann@example.com',
		'localhost',
		'.example.com',
		'exa mple.com',
	])('refuses %s before anything is sent', async (domain) => {
		const api = silent();
		const { error } = await operation.run({ domain });
		expect(error?.message).toBe("'Domain' has to be a domain like example.com. Nothing was sent.");
		expect(api.requests).toEqual([]);
	});

	test('an answer without the mark is unclear', async () => {
		answering(says({ result: true }), refuses(500, 1, 'x'));
		const { error } = await operation.run(sample.parameters);
		expect(error?.message).toMatch(/^SendPulse answered, but did not say that it was done\./);
	});
});

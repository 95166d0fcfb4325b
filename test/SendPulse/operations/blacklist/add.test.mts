import '../../../quickWaits.mts';
import { answering, DONE, operation, silent } from '../../../api.mts';
import { base64, blacklisted, changesEntries } from './entries.mts';

const add = operation('blacklist', 'add');

changesEntries({
	operation: add,
	method: 'POST',
	output: (email) => ({ success: true, email }),
	counts: 'addresses blacklisted',
});

test('sends the comment along', async () => {
	const api = answering(DONE);
	await add.run({ email: 'a@example.com', options: { comment: ' Asked by phone ' } });
	expect(api.requests).toEqual([
		{
			method: 'POST',
			path: '/blacklist',
			body: { emails: base64('a@example.com'), comment: 'Asked by phone' },
		},
	]);
});

test('an address that comes again leaves once, and in each of its spellings', async () => {
	const api = answering(DONE);
	const emails = ['a@example.com', 'A@Example.com', 'a@münchen.de', 'a@xn--mnchen-3ya.de'];
	const { json } = await add.run(
		{ email: '={{ $json.email }}' },
		{ items: emails.map((email) => ({ email })) },
	);
	expect(api.requests.map(blacklisted)).toEqual([
		['A@Example.com', 'a@münchen.de', 'a@xn--mnchen-3ya.de'],
	]);
	expect(json.map(({ email }) => email)).toEqual(emails);
});

test('one request for each comment', async () => {
	const api = answering(DONE, DONE, DONE);
	const { json } = await add.run(
		{ email: '={{ $json.email }}', options: { comment: '={{ $json.why }}' } },
		{
			items: [
				{ email: 'a@example.com', why: 'complained' },
				{ email: 'b@example.com', why: '' },
				{ email: 'c@example.com', why: 'complained' },
				{ email: 'd@example.com', why: 'bounced' },
			],
		},
	);
	expect(
		api.requests.map((request) => [
			blacklisted(request),
			(request.body as { comment?: string }).comment,
		]),
	).toEqual([
		[['a@example.com', 'c@example.com'], 'complained'],
		[['b@example.com'], undefined],
		[['d@example.com'], 'bounced'],
	]);
	expect(json.map(({ email }) => email)).toEqual([
		'a@example.com',
		'b@example.com',
		'c@example.com',
		'd@example.com',
	]);
});

test('Preview Only shows the comment', async () => {
	const api = silent();
	const { json } = await add.run({
		email: 'a@example.com',
		options: { comment: 'why', preview: true },
	});
	expect(json[0].body).toEqual({ emails: 'a@example.com', comment: 'why' });
	expect(api.requests).toEqual([]);
});

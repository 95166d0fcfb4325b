import '../../../quickWaits.mts';
import type { IDataObject } from 'n8n-workflow';
import { answering, answeringBy, locator, refuses, says, silent } from '../../../api.mts';
import {
	explainsRefusals,
	givesWhatItShould,
	worksWithRetryOnFail,
} from '../../../SendPulse/suites.mts';
import { ID, record, simple, smtpOperation } from '../../records.mts';

const get = smtpOperation('email', 'get');
const sample = {
	operation: get,
	parameters: { emailId: locator(ID) },
	request: { method: 'GET', path: `/smtp/emails/${ID}` },
	answer: says(record()),
	output: [simple()],
};
const UNKNOWN =
	'There is no e-mail with this ID. Check the ID; it can take a moment until a new e-mail is found.';

givesWhatItShould(sample);
worksWithRetryOnFail(sample);
explainsRefusals(sample, [[400, 14, 'No such email', UNKNOWN]]);

test('gives the record as it is without Simplify', async () => {
	answering(says(record()));
	const { json } = await get.run({ ...sample.parameters, simplify: false });
	expect(json).toEqual([record()]);
});

test.each<[unknown, number | null, boolean | null]>([
	[250, 250, true],
	['250', 250, true],
	[451, 451, false],
	['550', 550, false],
	[354, 354, null],
	[0, 0, null],
	['', null, null],
	[null, null, null],
	[undefined, null, null],
])('an answer code of %j: %j, delivered %j', async (written, smtp_answer_code, delivered) => {
	answering(says(record({ smtp_answer_code: written as never })));
	const { json } = await get.run(sample.parameters);
	expect(json).toEqual([simple({ smtp_answer_code, delivered })]);
});

test('an e-mail that nobody has looked at', async () => {
	answering(says(record({ recipient: null, tracking: [] as never })));
	const { json } = await get.run(sample.parameters);
	expect(json).toEqual([simple({ recipient: null, opens: null, clicks: null })]);
});

test.each([
	["={{ '' }}", "'Email' is empty. Fill it in."],
	['../senders', "'Email' has to be an ID like pzkic9-0afezp-fc, not '../senders'."],
	['a b', "'Email' has to be an ID like pzkic9-0afezp-fc, not 'a b'."],
])('refuses %j before anything is sent', async (wrong, text) => {
	const api = silent();
	const { error } = await get.run({ emailId: wrong });
	expect([error?.message, api.requests]).toEqual([`${text} Nothing was sent.`, []]);
});

describe('many at once', () => {
	const idOf = (number: number) => `mail-${number}`;
	const many = (count: number) =>
		Array.from({ length: count }, (_, index) => ({ id: idOf(index) }));
	const run = async (items: IDataObject[], more: IDataObject = {}, settings = {}) =>
		await get.run({ emailId: '={{ $json.id }}', ...more }, { items, settings });
	const idsIn = (body: unknown) => (body as { emails: string[] }).emails;

	/** SendPulse that knows all but these, and answers in another order than it was asked. */
	const knowing = (unknown: string[] = []) =>
		answeringBy(({ method, path, body }) => {
			const wanted = method === 'GET' ? [path.split('/').at(-1)!] : idsIn(body);
			const known = wanted.filter((id) => !unknown.includes(id));
			if (known.length === 0) return refuses(400, 14, 'No such emails');
			const records = known.map((id) => record({ id, subject: `of ${id}` })).reverse();
			return says(method === 'GET' ? records[0] : records);
		});

	test('five hundred IDs in a request, each item its own record whatever the order', async () => {
		const api = knowing();
		const { items, hints } = await run(many(501));
		expect(api.requests.map(({ method, path }) => `${method} ${path}`).sort()).toEqual([
			'GET /smtp/emails/mail-500',
			'POST /smtp/emails/info',
		]);
		expect(items).toEqual(
			many(501).map(({ id }, item) => ({
				json: simple({ id, subject: `of ${id}` }),
				pairedItem: { item },
			})),
		);
		expect(hints).toEqual(['501 e-mails looked up in 2 requests']);
	});

	test('an ID that comes again is asked for once; Simplify is each item’s own', async () => {
		const api = knowing();
		const { json } = await run(
			[
				{ id: 'a', simplify: true },
				{ id: 'b', simplify: true },
				{ id: 'a', simplify: false },
			],
			{ simplify: '={{ $json.simplify }}' },
		);
		expect(api.requests).toEqual([
			{ method: 'POST', path: '/smtp/emails/info', body: { emails: ['a', 'b'] } },
		]);
		expect(json.map((one) => [one.id, 'delivered' in one])).toEqual([
			['a', true],
			['b', true],
			['a', false],
		]);
	});

	test.each(['emails', 'data', 'result'])('a list that stands in %s', async (field) => {
		answering(says({ [field]: [record({ id: 'b' }), record({ id: 'a' })] }));
		const { json } = await run([{ id: 'a' }, { id: 'b' }]);
		expect(json.map(({ id }) => id)).toEqual(['a', 'b']);
	});

	test('a record for each of several recipients', async () => {
		answering(
			says([record({ id: 'a' }), record({ id: 'b' }), record({ id: 'a', recipient: 'x@y.zz' })]),
		);
		const { items } = await run([{ id: 'a' }, { id: 'b' }]);
		expect(items.map(({ json, pairedItem }) => [json.id, json.recipient, pairedItem])).toEqual([
			['a', 'anna-maria@gmail.com', { item: 0 }],
			['a', 'x@y.zz', { item: 0 }],
			['b', 'anna-maria@gmail.com', { item: 1 }],
		]);
	});

	test('an e-mail that is not found fails alone', async () => {
		const api = knowing(['mail-3']);
		const { items } = await run(many(8), {}, { onError: 'continueRegularOutput' });
		expect(items.map(({ json }) => json.error ?? json.id)).toEqual(
			many(8).map(({ id }, index) => (id === 'mail-3' ? `Item ${index + 1}: ${UNKNOWN}` : id)),
		);
		expect(api.requests).toHaveLength(1);
	});

	test('none of them found: one request, told of each', async () => {
		const api = knowing(many(8).map(({ id }) => id));
		const { json } = await run(many(8), {}, { onError: 'continueRegularOutput' });
		expect(api.requests).toHaveLength(1);
		expect(json[7]?.error).toBe(`Item 8: ${UNKNOWN} SendPulse says: No such emails (code 14).`);
	});

	test('an empty list: likewise', async () => {
		const api = answeringBy(() => says([]));
		const { json } = await run(many(8), {}, { onError: 'continueRegularOutput' });
		expect(api.requests).toHaveLength(1);
		expect(json[7]?.error).toBe(`Item 8: ${UNKNOWN}`);
	});
});

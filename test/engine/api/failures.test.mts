import {
	answerIn,
	ApiFailure,
	failureBehind,
	failureOf,
	unclearText,
	type Answer,
} from '../../../nodes/engine/api/failures';
import { saysResult } from '../../../nodes/engine/api/confirmed';
import { has } from '../../../nodes/engine/api/confirmed';
import { get, post } from '../../../nodes/SendPulse/product';
import { chatbots } from '../../../nodes/SendPulseChatbot/product';
import { TokenFailure } from '../../../nodes/engine/api/token';

const request = get`/x`;

const answer = (status: number, body: unknown, headers = {}): Answer => ({ status, headers, body });

const judged = (status: number, body: unknown, headers = {}) =>
	failureOf(request, answer(status, body, headers));

describe('results', () => {
	test.each([
		[{ result: true }],
		[{ id: 5 }],
		[[]],
		[[{ id: 1 }]],
		[{ success: true, data: [] }],
		[{ error_code: 0 }],
		[{ is_error: false }],
		[0],
		[true],
	])('%j is one', (body) => {
		expect(judged(200, body)).toBeUndefined();
		expect(judged(201, body)).toBeUndefined();
	});

	test('"result": false is one where the request says so', () => {
		const body = { cur: 'USD', result: false };
		expect(failureOf({ ...request, isResult: has('cur') }, answer(200, body))).toBeUndefined();
		expect(judged(200, body)).toMatchObject({ kind: 'refused' });
	});
});

describe('status 200 that says failure', () => {
	test.each([
		[{ result: false }],
		[{ success: false, errors: { phone: ['is wrong'] } }],
		[{ is_error: true, message: 'no' }],
		[{ error_code: 213, message: 'Book not found' }],
		[{ error_code: '906' }],
	])('%j is a refusal', (body) => {
		expect(judged(200, body)).toMatchObject({ kind: 'refused', status: 200 });
	});
});

describe('status 200 to a write', () => {
	const toWrite = (body: unknown) =>
		failureOf({ ...post`/x`, confirmed: saysResult }, answer(200, body))?.kind;

	test.each([
		{ result: true },
		{ result: 1 },
		{ result: 'true' },
		{ result: true, id: 5, errors: [], error: null, is_error: 0, success: true },
		{ result: true, errors: {}, error: '', message: 'OK', error_code: 0 },
	])('%j says that it was done', (body) => {
		expect(toWrite(body)).toBeUndefined();
	});

	test.each<[unknown]>([
		[{ message: 'The given data was invalid.', errors: { email: ['is wrong'] } }],
		[{ errors: ['is wrong'] }],
		[{ errors: 'is wrong' }],
		[{ error: 'invalid_request' }],
		[{ error: { message: 'no' } }],
		[{ error: true }],
		[{ result: true, error: 'not quite' }],
		...[false, 0, 'false', '0'].flatMap(
			(no): Array<[unknown]> => [[{ result: no }], [{ success: no }]],
		),
		...[true, 1, 'true', '1'].flatMap(
			(yes): Array<[unknown]> => [[{ is_error: yes }], [{ failure: yes }]],
		),
		[{ result: true, success: false }],
		[{ result: true, error_code: 720 }],
		[[{ error_code: 720, message: 'Empty subject' }]],
		[[{ result: false }]],
	])('%j says that it was not', (body) => {
		expect(toWrite(body)).toBe('refused');
	});

	test.each<[unknown]>([
		[{}],
		[[]],
		[false],
		[true],
		[0],
		[null],
		['OK'],
		[{ message: 'OK' }],
		[{ result: 'done' }],
		[{ result: null }],
		[{ success: true }],
		[{ id: 5 }],
		[[{ result: true }]],
		[{ data: { result: true } }],
	])('%j says nothing', (body) => {
		expect(toWrite(body)).toBe('unclear');
	});

	test('the refusal is quoted from a list, too', () => {
		const body = [{ error_code: 720, message: 'Empty subject' }];
		expect(failureOf({ ...post`/x`, confirmed: saysResult }, answer(200, body))).toMatchObject({
			code: 720,
			words: 'Empty subject',
		});
	});
});

test.each([
	[{ id: 5, error: 'soft bounce', errors: 3 }],
	[{ errors: { total: 7 } }],
	[[{ id: 5, error_code: 550 }]],
	[[{ result: false }]],
])('%j is a record that was read, whatever its fields are called', (body) => {
	expect(judged(200, body)).toBeUndefined();
});

test.each([
	[{ message: 'Book not found', error_code: 213 }, true],
	[{ success: false, message: 'Not found' }, true],
	[{ message: 'The given data was invalid.', errors: { id: ['Not found'] } }, true],
	[{ message: 'Not Found' }, false],
	[{ error: 'Not Found', status: 404 }, false],
	['<html>Not Found</html>', false],
	[[], false],
])("a 404 of %j: SendPulse's own? %s", (body, own) => {
	expect(judged(404, body)?.own).toBe(own);
});

describe('products with an envelope', () => {
	const wrapped = { ...request, product: chatbots };
	const wrappedText = (status: number, body: object) =>
		failureOf(wrapped, answer(status, body))?.message;

	test('a small code is an HTTP status, and none of those of bulk e-mail', () => {
		const body = { success: false, data: null, errors: { bot_id: ['is wrong'] }, error_code: 400 };
		expect(wrappedText(400, body)).toBe(
			'SendPulse refused the request. SendPulse says: bot_id: is wrong (code 400).',
		);
		expect(judged(400, body)?.message).toContain('There is no SMTP user');
		expect(wrappedText(404, { success: false, message: 'Not found', error_code: 404 })).toContain(
			'does not know this record',
		);
		expect(wrappedText(403, { error_code: 3030303030 })).toContain('pricing plan');
	});

	test.each([
		[422, { message: 'The given data was invalid.', errors: { tag: ['is empty', 'is short'] } }],
		[422, { success: false, error_code: 422, errors: { tag: ['is empty', 'is short'] } }],
		[200, { success: false, error_code: 422, errors: { tag: ['is empty', 'is short'] } }],
	])('status %d names each field that was not accepted: %j', (status, body) => {
		const message = wrappedText(status, body);
		expect(message).toMatch(
			/^A value was not accepted\. Correct the value that SendPulse names\. /,
		);
		expect(message).toContain('tag: is empty, is short');
	});

	test.each([
		[
			400,
			{
				success: false,
				errors: { phone: ['(#1) Contact is not active in 24hours'] },
				error_code: 400,
			},
		],
		[422, { message: 'Contact is not active in 24 hours' }],
		[200, { success: false, message: 'contact is not active in 24hours' }],
	])('status %d, WhatsApp and its 24 hours: %j', (status, body) => {
		expect(wrappedText(status, body)).toMatch(
			/^WhatsApp lets a business write freely only within 24 hours of the last message of the contact\. Send an approved template instead \('Send Template'\), or wait until the contact writes\. SendPulse says: .*not active in 24 ?hours/,
		);
	});

	test('a template that WhatsApp has not approved', () => {
		const errors = { template: ['(#132001) Template name does not exist in the translation'] };
		expect(wrappedText(400, { success: false, errors, error_code: 400 })).toMatch(
			/^WhatsApp has no approved template of this name in this language\. /,
		);
	});
});

describe('too many requests', () => {
	test.each([
		[429, { message: 'Too many requests' }],
		[429, '<html>'],
		[429, undefined],
		[200, { error_code: 2020202020 }],
		[400, { error_code: 2020202020 }],
		[503, { error_code: 2020202020 }],
		[401, { error_code: 2020202020 }],
	])('status %d and %j', (status, body) => {
		expect(judged(status, body)).toMatchObject({ kind: 'pace', retryAfterMs: undefined });
	});

	test('Retry-After in seconds and as a date', () => {
		expect(judged(429, {}, { 'retry-after': '7' })?.retryAfterMs).toBe(7_000);
		const date = new Date(Date.now() + 60_000).toUTCString();
		const wait = judged(429, {}, { 'retry-after': date })?.retryAfterMs ?? 0;
		expect(wait).toBeGreaterThan(55_000);
		expect(wait).toBeLessThanOrEqual(60_000);
		expect(judged(429, {}, { 'retry-after': 'Thu, 01 Jan 1970 00:00:00 GMT' })?.retryAfterMs).toBe(
			0,
		);
		expect(judged(429, {}, { 'retry-after': 'soon' })?.retryAfterMs).toBeUndefined();
	});

	test('a date is read by the clock of the server, where that tells its time', () => {
		const headers = {
			date: 'Thu, 01 Jan 2026 00:00:00 GMT',
			'retry-after': 'Thu, 01 Jan 2026 00:00:30 GMT',
		};
		expect(judged(429, {}, headers)?.retryAfterMs).toBe(30_000);
		expect(judged(503, {}, headers)?.retryAfterMs).toBe(30_000);
	});

	test('the message names the quotas and what SendPulse says', () => {
		const { message } = judged(429, { message: 'Slow down' })!;
		expect(message).toContain('10 a second');
		expect(message).toContain('a day');
		expect(message).toContain('SendPulse says: Slow down');
	});
});

describe('refusals', () => {
	test('a known code: meaning, remedy, the words of SendPulse and the code', () => {
		const failure = judged(404, { message: 'Book not found', error_code: 213 })!;
		expect(failure).toMatchObject({
			kind: 'refused',
			status: 404,
			code: 213,
			words: 'Book not found',
		});
		expect(failure.message).toBe(
			'There is no such mailing list. Pick the mailing list again, or check its ID. SendPulse says: Book not found (code 213).',
		);
	});

	test.each([
		[404, {}, 'does not know this record'],
		[404, '<html>', 'nothing at this address, and not the API of SendPulse. Check the Base URL'],
		[403, {}, 'refused access'],
		[400, { message: 'Nope' }, 'SendPulse says: Nope (status 400)'],
		[413, '<html>', 'too large for SendPulse. Shorten it, or send less at once.'],
		[422, { error_code: 123456 }, '(SendPulse: code 123456.)'],
		[418, '<html>', '(SendPulse: status 418.)'],
	])('status %d and %j', (status, body, text) => {
		expect(judged(status, body)).toMatchObject({
			kind: 'refused',
			message: expect.stringContaining(text) as string,
		});
	});

	test.each([
		[{ message: 'a', error: 'b' }, 'a'],
		[{ error: 'invalid', error_description: 'Failed.' }, 'Failed.'],
		[{ description: 'queue' }, 'queue'],
		[{ error: 'b' }, 'b'],
		[{ errors: { phone: ['one', 'two'], name: 'three' } }, 'phone: one, two; name: three'],
		[{ errors: ['one', { a: 'two' }] }, 'one, a: two'],
		[{ errors: 'text' }, 'text'],
		[{ message: 'Invalid.', errors: { id: ['gone'] } }, 'Invalid. (id: gone)'],
		[{ message: '', error: 'b' }, 'b'],
		[{ message: 5 }, ''],
		[['list'], ''],
		['text', ''],
	])('the words in %j are %j', (body, words) => {
		expect(judged(400, body)?.words).toBe(words);
	});

	test('a long text is cut, white space made plain', () => {
		const words = judged(400, { message: `a\n\n  b ${'c'.repeat(1_000)}` })!.words;
		expect(words).toMatch(/^a b c+…$/);
		expect(words.length).toBeLessThanOrEqual(301);
	});

	test('401 is about the credential, but not at an address without it', () => {
		expect(judged(401, { message: 'Unauthorized!' })).toMatchObject({ kind: 'unauthorized' });
		const open = { ...post`/events`, address: 'https://events.sendpulse.com/x' };
		expect(failureOf(open, answer(401, {}))).toMatchObject({ kind: 'refused' });
	});

	test('a redirect is named, without the query in which secrets may be', () => {
		const failure = judged(302, '', { location: 'https://elsewhere.example/login?token=abc' })!;
		expect(failure.kind).toBe('refused');
		expect(failure.message).toContain('to https://elsewhere.example/login (status 302)');
		expect(failure.message).not.toContain('abc');
		expect(judged(301, '', {})?.message).toContain('redirects (status 301)');
	});
});

describe('unclear results', () => {
	test.each([
		[500, { message: 'Internal' }, 'status 500: Internal'],
		[502, '<html><body>Bad Gateway</body></html>', 'status 502 and a web page instead of data'],
		[503, '', 'status 503'],
		[200, '<!doctype html>', 'with a web page instead of data (status 200)'],
		[200, '', 'with an empty answer (status 200)'],
		[200, undefined, 'with an empty answer (status 200)'],
		[200, null, 'with an empty answer (status 200)'],
		[200, '[{"id": 1, "na', 'with an answer that is cut off or no JSON (status 200)'],
	])('status %d and %j', (status, body, text) => {
		expect(judged(status, body)).toMatchObject({
			kind: 'unclear',
			message: expect.stringContaining(text) as string,
		});
	});

	test.each([
		[502, {}, true],
		[503, {}, true],
		[504, '<html>', true],
		[500, {}, false],
		[200, '', false],
	])('status %d and %j: SendPulse itself is away: %j', (status, body, away) => {
		expect(judged(status, body)?.away).toBe(away);
	});

	test('what to say depends on whether it was repeated', () => {
		const failure = new ApiFailure('unclear', 'SendPulse did not answer in time');
		expect(unclearText(failure, true, 4)).toBe(
			'SendPulse did not answer in time, 4 times in a row. Try again in a minute.',
		);
		expect(unclearText(failure, false, 1)).toMatch(
			/^SendPulse did not answer in time\. It was not sent again/,
		);
	});
});

/** An error as n8n throws it: the cause deep inside. */
const wrapped = (cause: unknown) => Object.assign(new Error('outer'), { cause });

describe('behind what n8n throws', () => {
	test('the answer of the API is found', () => {
		const response = { status: 429, headers: { a: 'b' }, data: { message: 'x' } };
		const error = wrapped(wrapped(Object.assign(new Error('axios'), { response })));
		expect(answerIn(error)).toEqual({ status: 429, headers: { a: 'b' }, body: { message: 'x' } });
	});

	test('our own sign for "fetch a token" is no answer', () => {
		expect(
			answerIn(wrapped(Object.assign(new Error(), { response: { status: 401 } }))),
		).toBeUndefined();
	});

	test('a circle of causes has an end', () => {
		const error: Error & { cause?: unknown } = new Error('round');
		error.cause = error;
		expect(answerIn(error)).toBeUndefined();
		expect(failureBehind(error)).toMatchObject({ kind: 'setup', message: 'round' });
	});

	/** As Node.js says it, several layers down. */
	const network = (code: string, more = {}) =>
		wrapped(wrapped(Object.assign(new Error('x'), { code, ...more })));
	const connecting = { syscall: 'connect' };

	test.each<[string, object?]>([
		['ECONNREFUSED'],
		['ENOTFOUND'],
		['EAI_AGAIN'],
		['EHOSTUNREACH', connecting],
		['ENETUNREACH', connecting],
		['ENETUNREACH', { errors: [1, 2].map(() => Object.assign(new Error('x'), connecting)) }],
		['ERR_TLS_CERT_ALTNAME_INVALID'],
		['CERT_HAS_EXPIRED'],
		['DEPTH_ZERO_SELF_SIGNED_CERT'],
		['SELF_SIGNED_CERT_IN_CHAIN'],
		['UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
	])('%s: the request did not arrive', (code, more = {}) => {
		expect(failureBehind(network(code, more))).toMatchObject({ kind: 'unreachable', words: code });
	});

	test.each<[string, object?]>([
		['ECONNRESET'],
		['EPIPE'],
		['ECONNABORTED'],
		['ETIMEDOUT'],
		['ERR_BAD_RESPONSE'],
		['EHOSTUNREACH', { syscall: 'read' }],
		['ENETUNREACH', { syscall: 'write' }],
		['EHOSTUNREACH'],
		['EPROTO'],
		['ERR_SSL_WRONG_VERSION_NUMBER'],
		['ERR_TLS_PROTOCOL_VERSION_CONFLICT'],
		['ERR_INVALID_STATE'],
	])('%s (%j): SendPulse may have acted', (code, more = {}) => {
		expect(failureBehind(network(code, more))).toMatchObject({ kind: 'unclear' });
		expect(failureBehind(Object.assign(new Error('x'), { httpCode: code }))).toMatchObject({
			kind: 'unclear',
		});
	});

	test.each(['ERR_INVALID_CHAR', 'ERR_INVALID_URL', 'ERR_UNESCAPED_CHARACTERS'])(
		'%s: the request could not even be written, so nothing was sent',
		(code) => {
			expect(
				failureBehind(wrapped(Object.assign(new Error('Invalid character'), { code }))),
			).toMatchObject({
				kind: 'setup',
			});
		},
	);

	test.each([
		['refused', 'setup'],
		['pace', 'pace'],
		['unavailable', 'unreachable'],
	] as const)('no token (%s): %s', (why, kind) => {
		const failure = failureBehind(wrapped(wrapped(new TokenFailure(why, 'No token.', 5))));
		expect(failure).toMatchObject({ kind, message: 'No token.', retryAfterMs: 5 });
	});

	test('anything else stopped before it was sent, in its own words', () => {
		expect(failureBehind(wrapped(new Error('The credential has no API key.')))).toMatchObject({
			kind: 'setup',
			message: 'The credential has no API key.',
		});
		expect(failureBehind('text').kind).toBe('setup');
	});
});

/** One code, one status, one form of answer: what they mean is said by the product that was asked. */
import { byCode, byCodeOrStatus, byPhrase, codeText } from '../../../nodes/engine/api/codes';
import { nothing, saysResult } from '../../../nodes/engine/api/confirmed';
import { bare, inData } from '../../../nodes/engine/api/envelope';
import { failureOf } from '../../../nodes/engine/api/failures';
import type { Product } from '../../../nodes/engine/api/product';
import { requests } from '../../../nodes/engine/api/request';
import { emailService } from '../../../nodes/SendPulse/product';
import { plainProduct } from '../madeUp.mts';

const withTexts = (textFor: Product['refusals']['textFor']): Product => ({
	...plainProduct,
	refusals: { ...plainProduct.refusals, textFor },
});

const judged = (product: Product, status: number, body: unknown, more = {}) =>
	failureOf({ ...requests(product).get`/x`, ...more }, { status, headers: {}, body });

const crm = withTexts(byCodeOrStatus({ 404: codeText('There is no such record', 'Check the ID') }));
const smtp = withTexts(
	byCode({ 32: codeText('The template is empty', 'Write something into it') }),
);

test('the same code, in two products', () => {
	const body = { message: 'Template body is empty', error_code: 32 };
	expect(judged(smtp, 422, body)?.message).toMatch(/^The template is empty\. /);
	expect(judged(emailService, 422, body)?.message).toMatch(/^There is no such template\. /);
	expect(judged(plainProduct, 422, body)?.message).toBe(
		'SendPulse refused the request. SendPulse says: Template body is empty (code 32).',
	);
});

test.each([
	['general', { error_code: 3030303030 }, 'The pricing plan does not include this'],
	['general', { error_code: 1 }, 'The ID or Secret is wrong'],
])('a code that all have (%s): %j', (_, body, text) => {
	for (const product of [smtp, crm, emailService]) {
		expect(judged(product, 403, body)?.message).toContain(text);
	}
});

test('a status as code is one only where the product has it so', () => {
	const body = { data: { code: 404, message: 'Not found' } };
	expect(judged(crm, 404, body)).toMatchObject({
		code: 404,
		words: 'Not found',
		message: 'There is no such record. Check the ID. SendPulse says: Not found (code 404).',
	});
	expect(judged(smtp, 404, body)?.message).toBe(
		'SendPulse does not know this record. Check the ID. SendPulse says: Not found (code 404).',
	);
});

test('words that come without a code', () => {
	const product = withTexts(
		byPhrase([{ says: /currently limited/, ...codeText('The limit is used up', 'Wait') }]),
	);
	expect(
		judged(product, 422, { message: 'Sending from your account is currently limited.' })?.message,
	).toMatch(/^The limit is used up\. Wait\. /);
});

describe('code and words within data', () => {
	test.each([
		[{ data: { code: 503, message: 'Busy' } }, 422],
		[{ success: false, data: { code: 503, message: 'Busy' } }, 200],
		[{ result: false, data: { error_code: 0, code: '503', message: 'Busy' } }, 200],
	])('%j with status %d are those of a refusal', (body, status) => {
		expect(judged(plainProduct, status, body)).toMatchObject({ code: 503, words: 'Busy' });
	});

	test('in a record that was read they are its own', () => {
		expect(judged(plainProduct, 200, { data: { code: 503, message: 'Hi' } })).toBeUndefined();
		expect(
			judged({ ...plainProduct, envelope: inData }, 200, { data: { code: 7 } }),
		).toBeUndefined();
	});

	test('words of its own come first', () => {
		expect(judged(plainProduct, 400, { message: 'A', data: { message: 'B' } })?.words).toBe('A');
	});
});

describe('an answer without a body', () => {
	const quiet: Product = { ...plainProduct, envelope: { ...bare, emptyIsDone: true } };
	const post = (product: Product, status: number, body: unknown, confirmed = nothing) =>
		failureOf({ ...requests(product).post`/x`, confirmed }, { status, headers: {}, body });

	test.each([
		[204, ''],
		[204, undefined],
		[200, ''],
		[201, null],
	])('status %d, %j is done where the product and the operation say so', (status, body) => {
		expect(post(quiet, status, body)).toBeUndefined();
		expect(post(plainProduct, status, body)?.kind).toBe('unclear');
		expect(post(quiet, status, body, saysResult)?.kind).toBe('unclear');
	});

	test.each([
		[400, 'refused'],
		[404, 'refused'],
		[500, 'unclear'],
		[302, 'refused'],
		[429, 'pace'],
	])('status %d is not', (status, kind) => {
		expect(post(quiet, status, '')?.kind).toBe(kind);
	});

	test('of what is read it is none', () => {
		expect(judged(quiet, 204, '')?.kind).toBe('unclear');
	});
});

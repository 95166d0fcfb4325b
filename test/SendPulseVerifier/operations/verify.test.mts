/** What counts against the plan: paid for once, and never lost. In virtual time. */
import '../../engine/virtualTime.mts';
import type { IDataObject } from 'n8n-workflow';
import { answeringBy, DONE, refuses, says, type Answer, type Arrived } from '../../api.mts';
import { LIST } from '../../SendPulse/suites.mts';
import {
	checked,
	EMAIL,
	NO_RESULT,
	result,
	summary,
	verification,
	verifierOperation,
} from '../records.mts';

const LOST: Answer = { status: 500, body: '<html>' };
const UNKNOWN = says({ result: false });
const verifyOne = verifierOperation('emailAddress', 'verify');
const verifyList = verifierOperation('mailingList', 'verify');

const submissions = ({ requests }: { requests: Arrived[] }) =>
	requests.filter(({ method }) => method === 'POST');

/** Seconds since the test began, whole ones. */
const clock = () => {
	const began = performance.now();
	return () => Math.round((performance.now() - began) / 1_000);
};

/** SendPulse, which verifies an address in so many seconds. */
function verifier({
	takes = 4,
	known = false,
	submit = DONE,
}: { takes?: number; known?: boolean; submit?: Answer } = {}) {
	const now = clock();
	const since = new Map<string, number>();
	const looks: number[] = [];
	const api = answeringBy(({ method, path, body }) => {
		if (method === 'POST') {
			since.set(String((body as IDataObject).email), now());
			return submit;
		}
		looks.push(now());
		const email = decodeURIComponent(path.split('=')[1]);
		const begun = since.get(email);
		if (begun === undefined) return known ? checked(1, email) : UNKNOWN;
		if (now() - begun >= takes) return checked(3, email);
		return checked(known ? 1 : 0, email);
	});
	return { api, looks, submitted: () => submissions(api) };
}

describe('emailAddress.verify', () => {
	test('submits what is not known, once, and looks until there is a result', async () => {
		const { api, looks } = verifier();
		const { items, error } = await verifyOne.run({ email: EMAIL });
		expect(error).toBeUndefined();
		expect(items).toEqual([{ json: result('invalid', 3), pairedItem: { item: 0 } }]);
		expect(submissions(api)).toEqual([
			{ method: 'POST', path: '/verifier-service/send-single-to-verify', body: { email: EMAIL } },
		]);
		expect(looks).toEqual([0, 1, 2, 4]);
	});

	test('a known result is used and costs nothing', async () => {
		const { submitted } = verifier({ known: true });
		const { json } = await verifyOne.run({ email: EMAIL });
		expect(json).toEqual([result('valid', 1)]);
		expect(submitted()).toEqual([]);
	});

	test('Verify Again pays for a new one, and gives the old one time to go', async () => {
		const { submitted, looks } = verifier({ known: true });
		const { json } = await verifyOne.run({ email: EMAIL, options: { verifyAgain: true } });
		expect(json).toEqual([result('invalid', 3)]);
		expect(submitted()).toHaveLength(1);
		expect(looks).toEqual([0, 10]);
	});

	test('an address is paid for once, however it is written, and each item has its result', async () => {
		const { submitted } = verifier();
		const emails = [EMAIL, EMAIL.toUpperCase(), EMAIL];
		const { json } = await verifyOne.run(
			{ email: '={{ $json.email }}' },
			{ items: emails.map((email) => ({ email })) },
		);
		expect(json.map(({ email, verdict }) => [email, verdict])).toEqual(
			emails.map((email) => [email, 'invalid']),
		);
		expect(submitted()).toHaveLength(1);
	});

	test('after a lost answer looking tells, and nothing is submitted twice', async () => {
		const { submitted } = verifier({ submit: LOST });
		const { json, error } = await verifyOne.run({ email: EMAIL });
		expect([json, error]).toEqual([[result('invalid', 3)], undefined]);
		expect(submitted()).toHaveLength(1);
	});

	test('what SendPulse does not confirm, and no look shows, is no success', async () => {
		const api = answeringBy(({ method }) => (method === 'POST' ? says({}) : UNKNOWN));
		const { error, json } = await verifyOne.run({ email: EMAIL });
		expect(error?.message).toMatch(/^SendPulse answered, but did not say that it was done/);
		expect(json).toEqual([]);
		expect(submissions(api)).toHaveLength(1);
	});

	test('a cancelled run ends at once, and asks nothing more', async () => {
		let cancel = () => {};
		let looks = 0;
		const api = answeringBy(({ method }) => {
			if (method === 'POST') return DONE;
			if (++looks === 3) cancel();
			return looks === 1 ? UNKNOWN : checked(0);
		});
		const { json } = await verifyOne.run({ email: EMAIL }, { onStart: (end) => (cancel = end) });
		expect(json).toEqual([]);
		expect(api.requests.map(({ method }) => method)).toEqual(['GET', 'POST', 'GET', 'GET']);
	});

	test('when time is over it is not finished, which is no error', async () => {
		const { looks } = verifier({ takes: 1_000 });
		const { json, error } = await verifyOne.run({ email: EMAIL, options: { timeout: 20 } });
		expect(error).toBeUndefined();
		expect(json).toEqual([{ ...NO_RESULT, status_text: 'Действительный адрес' }]);
		expect(looks.at(-1)).toBe(20);
	});

	test('a plan that is used up is said, and nobody is waited for', async () => {
		verifier({ submit: refuses(422, 422, 'Verification limit exceeded') });
		const { error } = await verifyOne.run({ email: EMAIL });
		expect(error?.message).toMatch(/^The plan's number of verifications is used up\./);
	});

	test('an address that SendPulse does not take is said to be that', async () => {
		verifier({ submit: refuses(422, 422, 'Argument email is invalid') });
		const { error } = await verifyOne.run({ email: EMAIL });
		expect(error?.message).toMatch(/^SendPulse does not verify this address\. /);
	});
});

/** SendPulse, which verifies a list of 25 addresses in so many seconds. */
function listVerifier({ takes = 12, submit = DONE }: { takes?: number; submit?: Answer } = {}) {
	const now = clock();
	const looks: number[] = [];
	let begun: number | undefined;
	const api = answeringBy(({ method, path }) => {
		if (method === 'POST') {
			begun = now();
			return submit;
		}
		if (path.startsWith('/verifier-service/check?')) return says(verification(LIST));
		looks.push(now());
		if (begun === undefined) return UNKNOWN;
		const processed = Math.min(25, Math.floor((25 * (now() - begun)) / takes));
		return says({ result: true, data: { total: 25, processed } });
	});
	return { api, looks };
}

describe('mailingList.verify', () => {
	test('waits until all are processed, and gives what was found', async () => {
		const { api, looks } = listVerifier();
		const { json, error } = await verifyList.run({ mailingListId: LIST });
		expect(error).toBeUndefined();
		expect(json).toEqual([summary(LIST, { processed: 25, finished: true })]);
		expect(looks).toEqual([0, 2, 5, 10, 20]);
		expect(submissions(api)).toEqual([
			{ method: 'POST', path: '/verifier-service/send-list-to-verify', body: { id: LIST } },
		]);
	});

	test.each([
		[2, [0, 2, 4, 6, 8, 10, 12]],
		[60, [0, 2, 5, 10, 70]],
	])('looks as often as wanted: every %d seconds', async (pollInterval, expected) => {
		const { looks } = listVerifier();
		await verifyList.run({ mailingListId: LIST, options: { pollInterval } });
		expect(looks).toEqual(expected);
	});

	test('without waiting it is over when it has begun', async () => {
		const { api } = listVerifier();
		const { json } = await verifyList.run({ mailingListId: LIST, waitUntilDone: false });
		expect(json).toEqual([{ success: true, mailingListId: LIST, finished: false }]);
		expect(api.requests.map(({ method }) => method)).toEqual(['GET', 'POST']);
	});

	test('when time is over it says how far it is', async () => {
		listVerifier({ takes: 100 });
		const { json } = await verifyList.run({ mailingListId: LIST, options: { timeout: 40 } });
		expect(json).toEqual([
			{ mailingListId: LIST, total: 25, processed: 10, percent: 40, finished: false },
		]);
	});

	test('after a lost answer its progress tells, and it is not begun twice', async () => {
		const { api } = listVerifier({ submit: LOST });
		const { json } = await verifyList.run({ mailingListId: LIST });
		expect(json).toMatchObject([{ processed: 25, finished: true }]);
		expect(submissions(api)).toHaveLength(1);
	});

	test('after a lost answer the result of an earlier verification is none of this one', async () => {
		const api = answeringBy(({ method, path }) => {
			if (method === 'POST') return LOST;
			if (path.startsWith('/verifier-service/check?')) return says(verification(LIST));
			return says({ result: true, data: { total: 25, processed: 25 } });
		});
		const { json, error } = await verifyList.run({
			mailingListId: LIST,
			options: { timeout: 60 },
		});
		expect(json).toEqual([]);
		expect(error?.message).toMatch(/It was not sent again, because SendPulse may have done it/);
		expect(submissions(api)).toHaveLength(1);
	});

	test.each([
		['The address book is already being verified', /^The mailing list is being verified already\./],
		['There are no new emails to verify', /^All addresses of the mailing list have been verified/],
		['The address book has been used in a campaign', /that no campaign has used\./],
	])('%s', async (words, text) => {
		listVerifier({ submit: refuses(422, 422, words) });
		const { error } = await verifyList.run({ mailingListId: LIST });
		expect(error?.message).toMatch(text);
	});

	test('a refusal without words names what it may be', async () => {
		listVerifier({ submit: UNKNOWN });
		const { error } = await verifyList.run({ mailingListId: LIST });
		expect(error?.message).toMatch(/^SendPulse did not do it, and does not say why\. Check that/);
	});
});

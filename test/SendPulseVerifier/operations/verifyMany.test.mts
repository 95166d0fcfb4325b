/** Addresses that are verified in a mailing list of their own: nothing paid for twice, no result lost. In virtual time. */
import { duringNextWait } from '../../engine/virtualTime.mts';
import type { IDataObject } from 'n8n-workflow';
import { ExecuteContext } from 'n8n-core';
import { answeringBy, DONE, refuses, says, type Answer, type Arrived } from '../../api.mts';
import { verification, verifierOperation } from '../records.mts';

const verifyMany = verifierOperation('emailAddress', 'verifyMany');
const LIST = 4711;
const LOST: Answer = { status: 500, body: '<html>' };
const email = '={{ $json.email }}';
const people = (count: number) =>
	Array.from({ length: count }, (_, n) => ({ email: `p${n}@x.example` }));

type Otherwise = (request: string, body: unknown) => Answer | undefined;

/** SendPulse, which sees the addresses of a list after six seconds and verifies it in so many. */
function sendPulse({
	takes = 12,
	leavesOut = [] as string[],
	otherwise = (() => undefined) as Otherwise,
} = {}) {
	const now = () => performance.now() / 1_000;
	const asked: string[] = [];
	let addresses: string[] = [];
	let filled = 0;
	let begun: number | undefined;
	const answer = ({ method, path, body }: Arrived): Answer | undefined => {
		const [place, query = ''] = path.replace('/verifier-service', '').split('?');
		const request = `${method} ${place}`;
		asked.push(request);
		// A lost answer is one to something that was done.
		if (request === 'POST /send-list-to-verify') begun ??= now();
		const other = otherwise(request, body);
		if (other) {
			if (request === 'POST /send-list-to-verify' && other !== LOST) begun = undefined;
			return other;
		}
		switch (request) {
			case 'POST /addressbooks':
				return says({ id: LIST });
			case `POST /addressbooks/${LIST}/emails`:
				addresses = addresses.concat(
					(body as { emails: Array<{ email: string }> }).emails.map((one) => one.email),
				);
				filled = now();
				return DONE;
			case `GET /addressbooks/${LIST}`:
				return says([{ id: LIST, all_email_qty: now() - filled < 6 ? 0 : addresses.length }]);
			case 'POST /send-list-to-verify':
				// What it does not see yet it would not verify.
				return now() - filled < 6 ? refuses(422, 422, 'Mailing list is empty') : DONE;
			case `DELETE /addressbooks/${LIST}`:
				return DONE;
			case 'GET /get-progress': {
				if (begun === undefined) return says({ result: false });
				const done = Math.min(1, (now() - begun) / takes);
				const total = addresses.length;
				return says({ result: true, data: { total, processed: Math.floor(done * total) } });
			}
			case 'GET /check': {
				const { count, start } = Object.fromEntries(new URLSearchParams(query));
				const rows = addresses
					.filter((one) => !leavesOut.includes(one))
					.map((email_address, id) => ({
						id,
						email_address,
						check_date: '2026-01-01 10:00:00',
						status: 1,
						status_text: 'Valid',
					}));
				return says({
					...verification(LIST),
					email_addresses: rows.slice(Number(start), Number(start) + Number(count)),
					email_addresses_total: rows.length,
				});
			}
		}
		return undefined;
	};
	return {
		api: answeringBy(answer),
		asked,
		beganAt: () => begun,
		times: (what: string) => asked.filter((one) => one === what).length,
	};
}

const FILLED = `POST /addressbooks/${LIST}/emails`;
const DELETED = `DELETE /addressbooks/${LIST}`;
const valid = (address: string) => ({
	email: address,
	verdict: 'valid',
	status: 1,
	status_text: 'Valid',
	check_date: '2026-01-01 10:00:00',
	finished: true,
});

test('verifies all in one list, in few requests, and deletes it', async () => {
	const { api, asked, times } = sendPulse();
	const items = people(150);
	const { items: output, error } = await verifyMany.run({ email }, { items });
	expect(error).toBeUndefined();
	expect(output).toEqual(
		items.map((one, item) => ({ json: valid(one.email), pairedItem: { item } })),
	);
	expect(times(`POST /addressbooks/${LIST}/emails`)).toBe(2);
	expect(asked.at(-1)).toBe(DELETED);
	expect(asked.length).toBeLessThan(16);
	const [{ body: made }, { body: filled }] = api.requests;
	expect((made as IDataObject).bookName).toMatch(/^n8n verification \d{4}-\d\d-\d\d \w+$/);
	expect(filled).toMatchObject({ disable_webhook: true });
});

test('a thousand addresses take some fifty requests instead of three thousand', async () => {
	const { asked, times } = sendPulse({ takes: 200 });
	const items = people(1_000);
	const { json } = await verifyMany.run({ email }, { items });
	expect(json).toEqual(items.map((one) => valid(one.email)));
	expect(times(FILLED)).toBe(10);
	expect(asked.length).toBeLessThanOrEqual(50);
});

test('an address is verified once, and one that SendPulse leaves out is unverified', async () => {
	const { api } = sendPulse({ leavesOut: ['b@x.example'] });
	const items = ['a@x.example', 'A@x.example', 'b@x.example'].map((one) => ({ email: one }));
	const { json } = await verifyMany.run({ email }, { items });
	expect(json.map((one) => [one.email, one.verdict, one.finished])).toEqual([
		['a@x.example', 'valid', true],
		['A@x.example', 'valid', true],
		['b@x.example', 'unverified', true],
	]);
	const added = api.requests.find(({ path }) => path.endsWith('/emails'))!.body;
	expect((added as { emails: unknown[] }).emails).toHaveLength(2);
});

test('the list is kept where that is wanted', async () => {
	const { times } = sendPulse();
	const { json } = await verifyMany.run(
		{ email, options: { keepMailingList: true } },
		{ items: people(1) },
	);
	expect(json).toEqual([{ ...valid('p0@x.example'), mailingListId: LIST }]);
	expect(times(DELETED)).toBe(0);
});

test('when time is over it is not finished, and the list with what was paid for is kept and named', async () => {
	const { times } = sendPulse({ takes: 1_000 });
	const { json, error, hints } = await verifyMany.run(
		{ email, options: { timeout: 60 } },
		{ items: people(2) },
	);
	expect(error).toBeUndefined();
	expect(json).toMatchObject([
		{ verdict: 'unverified', finished: false, mailingListId: LIST },
		{ verdict: 'unverified', finished: false, mailingListId: LIST },
	]);
	expect(hints.join()).toContain(
		`SendPulse is not finished. Mailing list ${LIST} was kept: 'Get Progress' and 'Get Results'`,
	);
	expect(times(DELETED)).toBe(0);
});

const byTimeout = { options: { timeout: '={{ $json.seconds }}' } };

test.each<[string, IDataObject, number, number]>([
	['the longest Timeout', byTimeout, 500, 0],
	['the longest Timeout', byTimeout, 700, 600],
	['an hour', {}, 10_000, 3_600],
])('waits for %s at most: %j, %d s', async (_, parameters, takes, gaveUpAfter) => {
	const { beganAt } = sendPulse({ takes });
	const items = [60, 600].map((seconds, n) => ({ email: `p${n}@x.example`, seconds }));
	const { json } = await verifyMany.run({ email, ...parameters }, { items });
	const finished = gaveUpAfter === 0;
	expect(json.map((one) => one.finished)).toEqual([finished, finished]);
	const lasted = performance.now() / 1_000 - beganAt()!;
	if (!finished) expect(Math.round(lasted)).toBe(gaveUpAfter);
});

test('an execution that is cancelled asks for nothing more, and what is paid for stays', async () => {
	const { asked, times } = sendPulse({ takes: 1_000 });
	let cancel = () => {};
	const onceBegun = async () => {
		if (times('GET /get-progress') > 3) cancel();
		else duringNextWait(onceBegun);
	};
	duringNextWait(onceBegun);
	const { json } = await verifyMany.run(
		{ email },
		{ items: people(2), onStart: (end) => (cancel = end) },
	);
	expect(json).toEqual([]);
	expect(asked.at(-1)).toBe('GET /get-progress');
	expect([times('GET /get-progress'), times(DELETED)]).toEqual([4, 0]);
});

test('the log tells every ten seconds how far it is, in counts', async () => {
	const lines: string[] = [];
	const logger = { info: (line: string) => void lines.push(line) };
	const spy = jest
		.spyOn(ExecuteContext.prototype, 'logger', 'get')
		.mockReturnValue(logger as never);
	sendPulse({ takes: 60 });
	await verifyMany.run({ email }, { items: people(20) });
	spy.mockRestore();
	expect(lines.length).toBeGreaterThanOrEqual(6);
	expect(lines.length).toBeLessThanOrEqual(9);
	expect(lines.at(2)).toMatch(
		/^SendPulse: Email Address → Verify Many: \d+ of 20 addresses verified in \d+ requests; waiting for the verification$/,
	);
	expect(lines.join()).not.toMatch(/x\.example|4711/);
});

test('after a lost answer its progress tells, and it is not begun twice', async () => {
	const { times } = sendPulse({
		otherwise: (request) => (request === 'POST /send-list-to-verify' ? LOST : undefined),
	});
	const { json } = await verifyMany.run({ email }, { items: people(1) });
	expect(json).toEqual([valid('p0@x.example')]);
	expect(times('POST /send-list-to-verify')).toBe(1);
});

test.each([
	['result: false', says({ result: false })],
	['404', refuses(404, 404, 'Not found')],
])('after a lost answer nothing shows: it is unclear, and the list stays (%s)', async (_, none) => {
	const { times } = sendPulse({
		otherwise: (request) =>
			({ 'POST /send-list-to-verify': LOST, 'GET /get-progress': none })[request],
	});
	const { error } = await verifyMany.run({ email }, { items: people(2) });
	expect(error?.message).toMatch(/was not sent again/);
	expect(error?.message).toContain(
		`By then the verification may have begun; mailing list ${LIST} was kept`,
	);
	expect([times('POST /send-list-to-verify'), times(DELETED)]).toEqual([1, 0]);
});

test('after a lost answer progress that shows late is waited for, and then until the end', async () => {
	let looks = 0;
	const { times } = sendPulse({
		takes: 100,
		otherwise: (request) => {
			if (request === 'POST /send-list-to-verify') return LOST;
			const hidden = request === 'GET /get-progress' && ++looks < 4;
			return hidden ? refuses(404, 404, 'Not found') : undefined;
		},
	});
	const { json } = await verifyMany.run({ email }, { items: people(1) });
	expect(json).toEqual([valid('p0@x.example')]);
	expect(times('POST /send-list-to-verify')).toBe(1);
});

test('a list whose making is unclear is not made twice, and named', async () => {
	const { api, asked } = sendPulse({
		otherwise: (request) => (request === 'POST /addressbooks' ? LOST : undefined),
	});
	const { error } = await verifyMany.run({ email }, { items: people(2) });
	const { bookName } = api.requests[0].body as { bookName: string };
	expect(error?.message).toContain(
		`By then nothing was verified; a mailing list '${bookName}' may be in SendPulse.`,
	);
	expect(asked).toEqual(['POST /addressbooks']);
});

test('what breaks before the verification leaves no list behind', async () => {
	const { times } = sendPulse({
		otherwise: (request) =>
			request === 'POST /send-list-to-verify'
				? refuses(422, 422, 'Verification limit exceeded')
				: undefined,
	});
	const { error } = await verifyMany.run({ email }, { items: people(2) });
	expect(error?.message).toMatch(
		/^The plan's number of verifications is used up.* By then nothing was verified\.$/,
	);
	expect(times(DELETED)).toBe(1);
});

test('addresses that get lost on their way into the list are sent again', async () => {
	let lost = 0;
	const { times } = sendPulse({
		otherwise: (request) =>
			request === FILLED && lost++ === 0 ? { status: 502, body: '<html>' } : undefined,
	});
	const { json } = await verifyMany.run({ email }, { items: people(2) });
	expect(json).toEqual(people(2).map((one) => valid(one.email)));
	expect(times(FILLED)).toBe(2);
});

/** SendPulse takes no addresses like these. */
const refusing = (bad: RegExp, answer: Answer) =>
	sendPulse({
		otherwise: (request, body) =>
			request === FILLED && bad.test(JSON.stringify(body)) ? answer : undefined,
	});
const INVALID = refuses(422, 906, 'Invalid email');

test('an address that SendPulse does not take has no result, the others have theirs', async () => {
	const { times } = refusing(/p1@/, INVALID);
	const { json, error } = await verifyMany.run({ email }, { items: people(3) });
	expect(error).toBeUndefined();
	expect(json.map((one) => [one.email, one.verdict])).toEqual([
		['p0@x.example', 'valid'],
		['p1@x.example', 'unverified'],
		['p2@x.example', 'valid'],
	]);
	// One look too early, and one that shows both of them.
	expect(times(`GET /addressbooks/${LIST}`)).toBeLessThan(5);
	expect(times(DELETED)).toBe(1);
});

test.each([
	['none is taken', 4, /x/, INVALID],
	['some can not be added for another reason', 160, /p150@/, refuses(403, 403, 'No')],
])('where %s nothing is verified, and no list stays', async (_, count, bad, answer) => {
	const { times } = refusing(bad, answer);
	const { error } = await verifyMany.run({ email }, { items: people(count) });
	expect(error?.message).toMatch(/By then nothing was verified\.$/);
	expect([times('POST /send-list-to-verify'), times(DELETED)]).toEqual([0, 1]);
});

test.each<[string, Answer[], number, boolean]>([
	['is lost once', [LOST], 2, false],
	['was there already', [LOST, refuses(404, 213, 'Book not found')], 2, false],
	['is refused', [refuses(403, 403, 'No')], 1, true],
])('the answer to the deletion %s', async (_, answers, attempts, told) => {
	const left = [...answers];
	const { times } = sendPulse({
		otherwise: (request) => (request === DELETED ? left.shift() : undefined),
	});
	const { json, error, hints } = await verifyMany.run({ email }, { items: people(1) });
	expect([json, error]).toEqual([[valid('p0@x.example')], undefined]);
	expect(times(DELETED)).toBe(attempts);
	expect(hints.join()).toBe(
		told ? `Mailing list ${LIST}, which was made for this run, could not be deleted.` : '',
	);
});

test('with On Error set to continue each item has the reason, with the list', async () => {
	sendPulse({
		otherwise: (request) => (request === 'GET /check' ? refuses(403, 403, 'No') : undefined),
	});
	const { json, error } = await verifyMany.run(
		{ email },
		{ items: people(2), settings: { onError: 'continueRegularOutput' } },
	);
	expect(error).toBeUndefined();
	expect(json).toHaveLength(2);
	for (const one of json) expect(one.error).toContain(`mailing list ${LIST} was kept`);
});

test("refuses n8n's Retry On Fail", async () => {
	const { asked } = sendPulse();
	const settings = { retryOnFail: true, maxTries: 2 };
	const { error } = await verifyMany.run({ email }, { items: people(1), settings });
	expect(error?.message).toMatch(/^Turn off 'Retry On Fail'/);
	expect(asked).toEqual([]);
});

test.each(['GET /get-progress', 'GET /check'])(
	'what breaks after it began names the list, which is kept: %s',
	async (broken) => {
		const { times } = sendPulse({
			otherwise: (request) => (request === broken ? refuses(403, 403, 'No') : undefined),
		});
		const { error } = await verifyMany.run({ email }, { items: people(2) });
		expect(error?.message).toContain(`mailing list ${LIST} was kept`);
		expect(times(DELETED)).toBe(0);
	},
);

test('Preview Only sends nothing, and tells how many addresses would be paid for', async () => {
	const { asked } = sendPulse();
	const items = [...people(2), ...people(1)];
	const { json } = await verifyMany.run({ email, options: { preview: true } }, { items });
	expect(json).toEqual(items.map((one) => ({ preview: true, ...one, addresses: 2 })));
	expect(asked).toEqual([]);
});

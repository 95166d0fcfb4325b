/** Addresses that are verified in a mailing list of their own: nothing paid for twice, no result lost. In virtual time. */
import '../../engine/virtualTime.mts';
import type { IDataObject } from 'n8n-workflow';
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
		times: (what: string) => asked.filter((one) => one === what).length,
	};
}

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
	expect(hints.join()).toContain(`Mailing list ${LIST} was kept`);
	expect(times(DELETED)).toBe(0);
});

test('after a lost answer its progress tells, and it is not begun twice', async () => {
	const { times } = sendPulse({
		otherwise: (request) => (request === 'POST /send-list-to-verify' ? LOST : undefined),
	});
	const { json } = await verifyMany.run({ email }, { items: people(1) });
	expect(json).toEqual([valid('p0@x.example')]);
	expect(times('POST /send-list-to-verify')).toBe(1);
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

test('Preview Only sends nothing', async () => {
	const { asked } = sendPulse();
	const { json } = await verifyMany.run(
		{ email, options: { preview: true } },
		{ items: people(2) },
	);
	expect(json).toEqual(people(2).map((one) => ({ preview: true, ...one })));
	expect(asked).toEqual([]);
});

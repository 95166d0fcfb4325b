/** Tests that hold for both look-ups that have one call for an address and another for many. */
import type { IDataObject } from 'n8n-workflow';
import {
	answering,
	answeringBy,
	refuses,
	says,
	silent,
	type Answer,
	type Arrived,
	type OperationUnderTest,
} from '../../../api.mts';
import {
	repeatsWhatIsUnclear,
	takesAddresses,
	worksWithRetryOnFail,
	type Sample,
} from '../../suites.mts';

export interface LookUp extends Sample {
	/** The address of the sample. */
	email: string;
	/** Where one address is asked for. */
	pathOf(encoded: string): string;
	/** Where many are. */
	manyPath: string;
	/** What SendPulse says of this address, in the answer for many. */
	part(email: string): unknown;
	/** What comes of that. */
	found(email: string): IDataObject;
	/** What comes of an address that SendPulse does not know. */
	unknown(email: string): IDataObject;
}

const goOn = { onError: 'continueRegularOutput' } as const;
const linked = (records: IDataObject[]) =>
	records.map((json, item) => ({ json, pairedItem: { item } }));
const addresses = (count: number) =>
	Array.from({ length: count }, (_, index) => `c${index + 1}@example.com`);
const asked = ({ body }: Arrived) => (body as { emails: string[] }).emails;

export function looksUp(lookUp: LookUp): void {
	const { operation, request, answer, email, pathOf, manyPath, part, found, unknown } = lookUp;
	const run = async (emails: unknown[], settings: Parameters<OperationUnderTest['run']>[1] = {}) =>
		await operation.run(
			{ email: '={{ $json.email }}' },
			{ items: emails.map((one) => ({ email: one as string })), ...settings },
		);
	const partsFor = (emails: string[]) =>
		says(Object.fromEntries(emails.map((one) => [one, part(one)])));
	/** SendPulse, which knows these addresses only, and refuses for the others. */
	const knowing = (known: string[], refusal: Answer) =>
		answeringBy((arrived) => {
			if (arrived.method === 'GET') {
				return arrived.path === request.path ? answer : refusal;
			}
			return asked(arrived).every((one) => known.includes(one))
				? partsFor(asked(arrived))
				: refusal;
		});

	takesAddresses(lookUp);
	repeatsWhatIsUnclear(lookUp);
	worksWithRetryOnFail(lookUp);

	describe('one address', () => {
		test.each([
			['ann+news@example.com', 'ann%2Bnews%40example.com'],
			['a#b?c/d@example.com', 'a%23b%3Fc%2Fd%40example.com'],
			['jörg@пример.рф', 'j%C3%B6rg%40%D0%BF%D1%80%D0%B8%D0%BC%D0%B5%D1%80.%D1%80%D1%84'],
		])('%s is asked for under /%s', async (one, encoded) => {
			const api = answering(answer);
			await run([` ${one} `]);
			expect(api.requests).toEqual([{ method: 'GET', path: pathOf(encoded) }]);
		});

		test.each<[number, number]>([
			[404, 502],
			[404, 404],
			[422, 502],
			[422, 17],
			[400, 14],
			[422, 8],
		])('that SendPulse does not know (status %i, code %i) is no error', async (...refusal) => {
			answering(refuses(...refusal, 'Not there'));
			const { items, error } = await run([email]);
			expect(error).toBeUndefined();
			expect(items).toEqual(linked([unknown(email)]));
		});

		test.each([[[]], [{}]])('an answer of %j is no error', async (body) => {
			answering(says(body));
			const { json } = await run([email]);
			expect(json).toEqual([unknown(email)]);
		});

		test('a 404 without a code is not a word about the address', async () => {
			answering({ status: 404, body: '<html>Not Found</html>' });
			const { error } = await run([email]);
			expect(error?.message).toMatch(/^A web page answered that there is nothing at this address/);
		});
	});

	describe('many addresses', () => {
		test('a hundred at a time, one output for each input, in order', async () => {
			const all = addresses(205);
			const api = answeringBy((arrived) => partsFor(asked(arrived)));
			const { items, hints } = await run(all);
			expect(api.requests.map(({ method, path }) => `${method} ${path}`)).toEqual(
				Array(3).fill(`POST ${manyPath}`),
			);
			expect(api.requests.map((one) => asked(one).length).sort()).toEqual([100, 100, 5]);
			expect(api.requests.flatMap(asked).sort()).toEqual([...all].sort());
			expect(items).toEqual(linked(all.map(found)));
			expect(hints).toEqual(['205 addresses looked up in 3 requests']);
		});

		test('one that is left over is asked for alone, and gives the same', async () => {
			const all = [...addresses(100), email];
			const api = answeringBy((arrived) =>
				arrived.method === 'GET' ? answer : partsFor(asked(arrived)),
			);
			const { json } = await run(all);
			expect(api.requests.map(({ method, path }) => `${method} ${path}`).sort()).toEqual([
				`GET ${request.path}`,
				`POST ${manyPath}`,
			]);
			expect(json).toEqual(all.map(found));
		});

		test('repeated addresses are asked for once, whatever their case', async () => {
			const api = answering(partsFor(['ann@example.com', 'bob@example.com']));
			const emails = ['ann@example.com', 'bob@example.com', 'ANN@example.com', ' Bob@Example.com '];
			const { items } = await run(emails);
			expect(api.requests.map((one) => asked(one).map((each) => each.toLowerCase()))).toEqual([
				['ann@example.com', 'bob@example.com'],
			]);
			expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
				[0, 1, 2, 3].map((item) => ({ item })),
			);
			expect(items.map(({ json }) => json)).toEqual(
				emails.map((one) => ({ ...found(one.trim().toLowerCase()), email: one.trim() })),
			);
		});

		test('one address in several spellings is one address', async () => {
			const api = answering(answer);
			const { json } = await run([email.toUpperCase(), email]);
			expect(api.requests).toEqual([request]);
			expect(json).toEqual([{ ...found(email), email: email.toUpperCase() }, found(email)]);
		});

		test('answers are told apart however SendPulse spells and orders them', async () => {
			answering(
				says({
					'bob@example.com': part('bob@example.com'),
					'ANN@EXAMPLE.COM': part('ann@example.com'),
				}),
			);
			const { json } = await run(['Ann@example.com', 'Bob@example.com']);
			expect(json).toEqual([
				{ ...found('ann@example.com'), email: 'Ann@example.com' },
				{ ...found('bob@example.com'), email: 'Bob@example.com' },
			]);
		});

		test('those that SendPulse leaves out are no error', async () => {
			answering(partsFor(['bob@example.com']));
			const { items } = await run(['ann@example.com', 'bob@example.com']);
			expect(items).toEqual(linked([unknown('ann@example.com'), found('bob@example.com')]));
		});

		test.each([[[]], [{}]])('an answer of %j means that it knows none', async (body) => {
			answering(says(body));
			const { json } = await run(addresses(2));
			expect(json).toEqual(addresses(2).map(unknown));
		});

		test('a refusal for one unknown address does not hide the others', async () => {
			const known = ['a@example.com', 'b@example.com', 'c@example.com'];
			const api = knowing(known, refuses(422, 502, 'Email address not found'));
			const { items, error } = await run([known[0], 'nobody@example.com', known[1], known[2]]);
			expect(error).toBeUndefined();
			expect(items[1].json).toEqual(unknown('nobody@example.com'));
			expect(items.slice(2).map(({ json }) => json)).toEqual([found(known[1]), found(known[2])]);
			// All, then halves; of the first half each alone.
			expect(api.requests.map(({ method }) => method)).toEqual([
				'POST',
				'POST',
				'GET',
				'GET',
				'POST',
			]);
		});

		test('a refusal for one malformed address fails that item alone', async () => {
			const refusal = refuses(422, 906, 'Email address syntax error');
			const api = knowing([email, 'b@example.com', 'c@example.com'], refusal);
			const { items } = await run([email, 'odd@example.com', 'b@example.com', 'c@example.com'], {
				settings: goOn,
			});
			expect(items).toEqual(
				linked([
					found(email),
					{
						error:
							'Item 2: The e-mail address is not written correctly. Check the spelling of the address. SendPulse says: Email address syntax error (code 906).',
						input: { email: 'odd@example.com' },
					},
					found('b@example.com'),
					found('c@example.com'),
				]),
			);
			expect(api.requests).toHaveLength(5);
		});

		test.each<[string, Answer, string]>([
			[
				'403',
				refuses(403, 3030303030, 'Access denied! Please change your tariff plan'),
				'The pricing plan does not include this. Upgrade the plan in SendPulse, or use less of it. SendPulse says: Access denied! Please change your tariff plan (code 3030303030).',
			],
			[
				'200 that says false',
				says({ result: false, message: 'No access' }),
				'SendPulse refused the request. SendPulse says: No access (status 200).',
			],
		])('%s concerns the whole: one request, no empty results', async (_, refusal, text) => {
			const api = answering(refusal);
			const { items } = await run(addresses(3), { settings: goOn });
			expect(api.requests).toHaveLength(1);
			expect(items).toEqual(
				linked(
					addresses(3).map((one, index) => ({
						error: `Item ${index + 1}: ${text}`,
						input: { email: one },
					})),
				),
			);
		});

		test('is sent again when the answer was lost', async () => {
			const lost = { status: 502, body: '' };
			const api = answering(lost, partsFor(addresses(2)));
			const { json } = await run(addresses(2));
			expect(api.requests.map(asked)).toEqual([addresses(2), addresses(2)]);
			expect(json).toEqual(addresses(2).map(found));
		});

		test('one bad address stops the run before anything is sent', async () => {
			const api = silent();
			const { error, items } = await run(['ann@example.com', 'bob@', 'cid@example.com']);
			expect(error?.message).toBe(
				"Item 2: 'Email' is not an e-mail address: 'bob@'. Correct it or leave this item out. Nothing was sent.",
			);
			expect([items, api.requests]).toEqual([[], []]);
		});

		test('or is left out, where the user wants to go on', async () => {
			const api = answering(partsFor(['ann@example.com', 'cid@example.com']));
			const { json } = await run(['ann@example.com', 'bob@', 'cid@example.com'], {
				settings: goOn,
			});
			expect(api.requests.map(asked)).toEqual([['ann@example.com', 'cid@example.com']]);
			expect(json[0]).toEqual(found('ann@example.com'));
			expect(json[1]).toEqual({
				error: expect.stringMatching(/^Item 2: 'Email' is not/) as string,
				input: { email: 'bob@' },
			});
			expect(json[2]).toEqual(found('cid@example.com'));
		});
	});
}

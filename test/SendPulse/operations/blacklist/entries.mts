/** Tests that hold for putting addresses on the blacklist and for taking them off. */
import type { IDataObject } from 'n8n-workflow';
import {
	answering,
	answeringBy,
	DONE,
	refuses,
	silent,
	type Answer,
	type Arrived,
	type OperationUnderTest,
} from '../../../api.mts';
import {
	explainsRefusals,
	findsItGone,
	givesWhatItShould,
	previews,
	repeatsWhatIsUnclear,
	takesAddresses,
	worksWithRetryOnFail,
	type Sample,
} from '../../suites.mts';

export const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64');

/** The addresses that a request names, which must be in base64 as it comes out again. */
export function blacklisted({ body }: Arrived): string[] {
	const { emails } = body as { emails: string };
	const text = Buffer.from(emails, 'base64').toString('utf8');
	expect(emails).toBe(base64(text));
	return text.split(',');
}

export interface Entries {
	operation: OperationUnderTest;
	method: string;
	/** What one address gives. */
	output(email: string): IDataObject;
	/** "2 **addresses blacklisted**" */
	counts: string;
	/** What the hint says of that, behind a full stop. */
	unsaid?: string;
	/** How SendPulse says that an address is not there. */
	gone?: Answer;
}

const linked = (records: IDataObject[]) =>
	records.map((json, item) => ({ json, pairedItem: { item } }));
const addresses = (count: number) =>
	Array.from({ length: count }, (_, index) => `c${index + 1}@example.com`);
const goOn = { onError: 'continueRegularOutput' } as const;

export function changesEntries({ operation, method, output, counts, unsaid, gone }: Entries): void {
	const hint = (text: string) => (unsaid ? `${text}. ${unsaid}` : text);
	// The documents' own example.
	const email = 'user1@mailserver.com';
	const sample: Sample = {
		operation,
		parameters: { email },
		request: {
			method,
			path: '/blacklist',
			body: { emails: 'dXNlcjFAbWFpbHNlcnZlci5jb20=' },
		},
		answer: DONE,
		output: [output(email)],
	};
	const run = async (emails: unknown[], options: IDataObject = {}, settings = {}) =>
		await operation.run(
			{ email: '={{ $json.email }}', options },
			{ items: emails.map((one) => ({ email: one as string })), settings },
		);

	if (gone) findsItGone(sample, gone, { found: false });
	else givesWhatItShould(sample);
	takesAddresses(sample);
	repeatsWhatIsUnclear(sample);
	worksWithRetryOnFail(sample);
	// Shown as what it stands for.
	previews({ ...sample, request: { ...sample.request, body: { emails: email } } });
	explainsRefusals(sample, [
		[
			422,
			906,
			'Email address syntax error',
			'The e-mail address is not written correctly. Check the spelling of the address.',
		],
		[
			422,
			422,
			'Argument emails is invalid',
			'A value was not accepted. Correct the value that SendPulse names.',
		],
	]);

	describe('items that share requests', () => {
		test("joined by commas, then in base64, as in the documents' example", async () => {
			const api = answering(DONE);
			await run(['user1@mailserver.com', 'user2@mailserver.com', 'user3@mailserver.com']);
			expect(api.requests.map(({ body }) => body)).toEqual([
				{
					emails:
						'dXNlcjFAbWFpbHNlcnZlci5jb20sdXNlcjJAbWFpbHNlcnZlci5jb20sdXNlcjNAbWFpbHNlcnZlci5jb20=',
				},
			]);
		});

		test('letters of any script survive', async () => {
			const api = answering(DONE);
			await run(['jörg@пример.рф']);
			expect(api.requests.map(blacklisted)).toEqual([['jörg@пример.рф']]);
		});

		test('a hundred at a time, one output for each input, in order', async () => {
			const all = addresses(205);
			const api = answering(DONE, DONE, DONE);
			const { items, hints } = await run(all);
			expect(api.requests.map((request) => blacklisted(request).length).sort()).toEqual([
				100, 100, 5,
			]);
			expect(api.requests.flatMap(blacklisted).sort()).toEqual([...all].sort());
			expect(items).toEqual(linked(all.map(output)));
			expect(hints).toEqual([hint(`205 ${counts} in 3 requests`)]);
		});

		test('so many at a time as Batch Size says, in the order of the input', async () => {
			const api = answering(DONE, DONE, DONE);
			await run(addresses(5), { batchSize: 2 });
			expect(api.requests.map(blacklisted)).toEqual([
				['c1@example.com', 'c2@example.com'],
				['c3@example.com', 'c4@example.com'],
				['c5@example.com'],
			]);
		});

		test('refuses a batch size above 100 before anything is sent', async () => {
			const api = silent();
			const { error } = await run(addresses(1), { batchSize: 101 });
			expect(error?.message).toBe(
				"'Batch Size' has to be a whole number from 1 to 100, not '101'. Nothing was sent.",
			);
			expect(api.requests).toEqual([]);
		});

		test('an address that comes again costs nothing, whatever its case', async () => {
			const api = answering(DONE);
			const emails = ['ann@example.com', 'bob@example.com', 'Ann@Example.com'];
			const { items } = await run(emails);
			expect(
				api.requests.map((request) => blacklisted(request).map((one) => one.toLowerCase())),
			).toEqual([['ann@example.com', 'bob@example.com']]);
			expect(items).toEqual(linked(emails.map(output)));
		});

		test('one bad address stops the run before anything is sent', async () => {
			const api = silent();
			const { error, items } = await run([...addresses(2), 'a@example.com,b@example.com']);
			expect(error?.message).toBe(
				"Item 3: 'Email' is not an e-mail address: 'a@example.com,b@example.com'. Correct it or leave this item out. Nothing was sent.",
			);
			expect([items, api.requests]).toEqual([[], []]);
		});

		test('or is left out, where the user wants to go on', async () => {
			const api = answering(DONE);
			const [one, two] = addresses(2);
			const { items, hints } = await run([one, 'nobody', two], {}, goOn);
			expect(api.requests.map(blacklisted)).toEqual([[one, two]]);
			expect(items).toEqual(
				linked([
					output(one),
					{
						error:
							"Item 2: 'Email' is not an e-mail address: 'nobody'. Correct it or leave this item out.",
						input: { email: 'nobody' },
					},
					output(two),
				]),
			);
			expect(hints).toEqual([hint(`2 ${counts} in 1 request; 1 refused`)]);
		});

		test('Preview Only shows the addresses, not base64', async () => {
			const api = silent();
			const { items } = await run(addresses(3), { preview: true, batchSize: 2 });
			const shown = (emails: string, inputItems: number[]) => ({
				json: {
					preview: true,
					method,
					url: 'https://api.sendpulse.com/blacklist',
					body: { emails },
					inputItems,
				},
				pairedItem: inputItems.map((number) => ({ item: number - 1 })),
			});
			expect(items).toEqual([
				shown('c1@example.com,c2@example.com', [1, 2]),
				shown('c3@example.com', [3]),
			]);
			expect(api.requests).toEqual([]);
		});
	});

	describe('a refused request', () => {
		const all = addresses(8);
		const refusing = (refusal: [number, number, string]) => {
			const taken: string[] = [];
			const api = answeringBy((request) => {
				const named = blacklisted(request);
				if (named.includes('c3@example.com')) return refuses(...refusal);
				taken.push(...named);
				return DONE;
			});
			return { api, taken };
		};

		test('one bad address is found, and the good ones are not sent again', async () => {
			const { api, taken } = refusing([422, 906, 'Email address syntax error']);
			const { items } = await run(all, {}, goOn);
			expect(items).toEqual(
				linked(
					all.map((one) =>
						one === 'c3@example.com'
							? {
									error:
										'Item 3: The e-mail address is not written correctly. Check the spelling of the address. SendPulse says: Email address syntax error (code 906).',
									input: { email: one },
								}
							: output(one),
					),
				),
			);
			expect(api.requests.map((request) => blacklisted(request).length)).toEqual([
				8, 4, 2, 2, 1, 1, 4,
			]);
			expect(taken).toEqual(all.filter((one) => one !== 'c3@example.com'));
		});

		test('the run stops at the one at fault, and says what was done by then', async () => {
			const { taken } = refusing([422, 906, 'Email address syntax error']);
			const { error, items } = await run(all);
			expect(error?.message).toBe(
				`Item 3: The e-mail address is not written correctly. Check the spelling of the address. SendPulse says: Email address syntax error (code 906). By then 2 of 8 ${counts.replace(' ', ' had been ')}.`,
			);
			expect(items).toEqual([]);
			expect(taken).toEqual(['c1@example.com', 'c2@example.com']);
		});

		test('what concerns the whole is one request, reported for each item', async () => {
			const api = answering(refuses(403, 403, 'Forbidden'));
			const { json } = await run(addresses(3), {}, goOn);
			expect(api.requests).toHaveLength(1);
			expect(json).toEqual(
				addresses(3).map((email, index) => ({
					error: `Item ${index + 1}: Access is not allowed. Check what the API key or the account may do. SendPulse says: Forbidden (code 403).`,
					input: { email },
				})),
			);
		});
	});
}

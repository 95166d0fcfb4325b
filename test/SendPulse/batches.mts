/** Tests that hold for all operations whose input items share requests. */
import type { IDataObject } from 'n8n-workflow';
import {
	answering,
	answeringBy,
	DONE,
	refuses,
	silent,
	type Arrived,
	type OperationUnderTest,
} from '../api.mts';
import { LIST } from './suites.mts';

export interface BatchSample {
	operation: OperationUnderTest;
	/** Everything but list and address. */
	parameters: IDataObject;
	/** "2 **contacts added**" */
	counts: string;
	/** What the hint says of that, behind a full stop. */
	unsaid?: string;
	/** What one input item gives. */
	output(email: string, mailingListId: number): IDataObject;
}

/** The addresses that a request names. */
export const addressesIn = ({ body }: Arrived): string[] =>
	(body as { emails: Array<string | { email: string }> }).emails.map((element) =>
		typeof element === 'string' ? element : element.email,
	);

const addresses = (count: number) =>
	Array.from({ length: count }, (_, index) => `c${index + 1}@example.com`);

/** Items that bring their list and their address with them. */
const varied = { mailingListId: '={{ $json.list }}', email: '={{ $json.email }}' };
const itemsFor = (emails: string[], list = LIST) => emails.map((email) => ({ list, email }));

/** Refuses each request that names one of these, with this refusal; notes the others in `taken`. */
function refusing(bad: string[], refusal: [number, number, string]) {
	const taken: string[] = [];
	const api = answeringBy((request) => {
		const named = addressesIn(request);
		if (named.some((email) => bad.includes(email))) return refuses(...refusal);
		taken.push(...named);
		return DONE;
	});
	return { api, taken };
}

export function sharesRequests({
	operation,
	parameters,
	counts,
	unsaid,
	output,
}: BatchSample): void {
	const hint = (text: string) => (unsaid ? `${text}. ${unsaid}` : text);
	const run = async (items: IDataObject[], more: IDataObject = {}, settings = {}) =>
		await operation.run({ ...parameters, ...varied, ...more }, { items, settings });
	const options = (more: IDataObject) => ({
		options: { ...(parameters.options as IDataObject | undefined), ...more },
	});
	const goOn = { onError: 'continueRegularOutput' } as const;
	const linked = (records: IDataObject[]) =>
		records.map((json, item) => ({ json, pairedItem: { item } }));

	describe('items that share requests', () => {
		test('a hundred at a time, one output for each input, in order', async () => {
			const api = answering(DONE, DONE, DONE);
			const all = addresses(205);
			const { items, hints } = await run(itemsFor(all));
			expect(api.requests.map((request) => addressesIn(request).length).sort()).toEqual([
				100, 100, 5,
			]);
			expect(api.requests.flatMap(addressesIn).sort()).toEqual([...all].sort());
			expect(items).toEqual(linked(all.map((email) => output(email, LIST))));
			expect(hints).toEqual([hint(`205 ${counts} in 3 requests`)]);
		});

		test('so many at a time as Batch Size says, in the order of the input', async () => {
			const api = answering(DONE, DONE, DONE);
			await run(itemsFor(addresses(5)), options({ batchSize: 2 }));
			expect(api.requests.map(addressesIn)).toEqual([
				['c1@example.com', 'c2@example.com'],
				['c3@example.com', 'c4@example.com'],
				['c5@example.com'],
			]);
		});

		test.each<[unknown, string]>([
			[0, "'0'"],
			[101, "'101'"],
			[2.5, "'2.5'"],
			['all', "'all'"],
		])('refuses %j as Batch Size before anything is sent', async (batchSize, shown) => {
			const api = silent();
			const { error } = await run(
				itemsFor(addresses(1)).map((item) => ({ ...item, size: batchSize as string })),
				options({ batchSize: '={{ $json.size }}' }),
			);
			expect(error?.message).toBe(
				`'Batch Size' has to be a whole number from 1 to 100, not ${shown}. Nothing was sent.`,
			);
			expect(api.requests).toEqual([]);
		});

		test('one request for each list', async () => {
			const api = answering(DONE, DONE);
			const [one, two, three] = addresses(3);
			const { items } = await run([
				{ list: 1, email: one },
				{ list: '2', email: two },
				{ list: 1, email: three },
			]);
			expect(
				api.requests.map((request) => [request.path.split('/')[2], addressesIn(request)]),
			).toEqual([
				['1', [one, three]],
				['2', [two]],
			]);
			expect(items).toEqual(linked([output(one, 1), output(two, 2), output(three, 1)]));
		});

		test('an address that comes again costs nothing, whatever its case', async () => {
			const api = answering(DONE);
			const emails = ['ann@example.com', 'bob@example.com', 'Ann@Example.com', ' ann@example.com'];
			const { items } = await run(itemsFor(emails), options({ batchSize: 2 }));
			expect(
				api.requests.map((request) => addressesIn(request).map((email) => email.toLowerCase())),
			).toEqual([['ann@example.com', 'bob@example.com']]);
			expect(items).toEqual(linked(emails.map((email) => output(email.trim(), LIST))));
		});

		test('one bad address stops the run before anything is sent', async () => {
			const api = silent();
			const { error, items } = await run(itemsFor([...addresses(3), 'nobody', ...addresses(3)]));
			expect(error?.message).toBe(
				"Item 4: 'Email' is not an e-mail address: 'nobody'. Correct it or leave this item out. Nothing was sent.",
			);
			expect([items, api.requests]).toEqual([[], []]);
		});

		test('or is left out, where the user wants to go on', async () => {
			const api = answering(DONE);
			const [one, two] = addresses(2);
			const { items, hints } = await run(itemsFor([one, 'nobody', two]), {}, goOn);
			expect(api.requests.map(addressesIn)).toEqual([[one, two]]);
			expect(items).toEqual(
				linked([
					output(one, LIST),
					{
						error:
							"Item 2: 'Email' is not an e-mail address: 'nobody'. Correct it or leave this item out.",
						input: itemsFor(['nobody'])[0],
					},
					output(two, LIST),
				]),
			);
			expect(hints).toEqual([hint(`2 ${counts} in 1 request; 1 refused`)]);
		});

		test('Preview Only shows each request once, linked to all its items', async () => {
			const api = silent();
			const [one, two, three] = addresses(3);
			const { items } = await run(
				[
					{ list: 1, email: one },
					{ list: 2, email: two },
					{ list: 1, email: three },
				],
				options({ preview: true }),
			);
			expect(api.requests).toEqual([]);
			expect(
				items.map(({ json, pairedItem }) => [
					json.preview,
					addressesIn(json as unknown as Arrived),
					json.inputItems,
					pairedItem,
				]),
			).toEqual([
				[true, [one, three], [1, 3], [{ item: 0 }, { item: 2 }]],
				[true, [two], [2], [{ item: 1 }]],
			]);
		});

		test('Preview Only of some items sends the others', async () => {
			const api = answering(DONE);
			const [one, two] = addresses(2);
			const { items } = await run(
				[
					{ list: LIST, email: one, look: true },
					{ list: LIST, email: two, look: false },
				],
				options({ preview: '={{ $json.look }}' }),
			);
			expect(api.requests.map(addressesIn)).toEqual([[two]]);
			expect(items[0].json).toMatchObject({ preview: true, inputItems: [1] });
			expect(items[1]).toEqual({ json: output(two, LIST), pairedItem: { item: 1 } });
		});
	});

	describe('a refused request', () => {
		const all = addresses(8);

		test.each<[number, number, string]>([
			[422, 906, 'Email address is invalid'],
			[422, 17, 'Email is not valid'],
			[422, 21356, 'Badly formed data. Check API documentation'],
			[422, 422, 'Argument emails is invalid'],
			[422, 422, 'Argument email is invalid'],
			[422, 422, 'Argument emails.*.variables is invalid'],
		])('%i, code %i (%s): only the item at fault fails', async (...refusal) => {
			const { api, taken } = refusing(['c3@example.com'], refusal);
			const { items } = await run(itemsFor(all), {}, goOn);
			expect(items.map(({ json, pairedItem }) => [Boolean(json.error), pairedItem])).toEqual(
				all.map((email, item) => [email === 'c3@example.com', { item }]),
			);
			expect(items[2].json.error).toMatch(
				new RegExp(`^Item 3: .* SendPulse says: .* \\(code ${refusal[1]}\\)\\.$`),
			);
			// 8, 4, 2, 2 (one by one), 4: what went through is not sent again.
			expect(api.requests.map((request) => addressesIn(request).length)).toEqual([
				8, 4, 2, 2, 1, 1, 4,
			]);
			expect(taken).toEqual(all.filter((email) => email !== 'c3@example.com'));
		});

		test('several at fault are all found', async () => {
			const bad = ['c1@example.com', 'c8@example.com'];
			const { taken } = refusing(bad, [422, 906, 'Email address is invalid']);
			const { items } = await run(itemsFor(all), {}, goOn);
			expect(items.map(({ json }) => 'error' in json)).toEqual(
				all.map((email) => bad.includes(email)),
			);
			expect(taken.sort()).toEqual(all.filter((email) => !bad.includes(email)));
		});

		test('they go to the error output where there is one', async () => {
			refusing(['c2@example.com'], [422, 906, 'Email address is invalid']);
			const { json, errors } = await run(
				itemsFor(all.slice(0, 3)),
				{},
				{ onError: 'continueErrorOutput' },
			);
			expect(json).toEqual([output('c1@example.com', LIST), output('c3@example.com', LIST)]);
			expect(errors).toEqual([
				{
					list: LIST,
					email: 'c2@example.com',
					error:
						'Item 2: The e-mail address is not written correctly. Check the spelling of the address. SendPulse says: Email address is invalid (code 906).',
				},
			]);
		});

		test('the run stops at the item at fault, and says what was done by then', async () => {
			const { api, taken } = refusing(['c3@example.com'], [422, 906, 'Email address is invalid']);
			const { error, items } = await run(itemsFor(all));
			expect(error?.message).toBe(
				`Item 3: The e-mail address is not written correctly. Check the spelling of the address. SendPulse says: Email address is invalid (code 906). By then 2 of 8 ${counts.replace(' ', ' had been ')}.`,
			);
			expect(items).toEqual([]);
			expect(taken).toEqual(['c1@example.com', 'c2@example.com']);
			expect(api.requests).toHaveLength(5);
		});

		test.each<[number, number, string]>([
			[403, 3030303030, 'Access denied! Please change your tariff plan'],
			[404, 213, 'Book not found'],
			[422, 1003, 'Sender not found'],
			[422, 422, 'Argument sender_email is invalid'],
			[422, 422, 'Argument emails missing'],
			[422, 422, 'Argument emails must be array'],
			[422, 422, 'Argument emails may not have more than 100 items'],
			[422, 422, 'Limit is exceeded. Max count: 100'],
			[422, 422, 'Argument tags is invalid'],
			[422, 999, 'Badly formed incoming data'],
		])(
			'%i, code %i (%s) concerns the whole: one request, reported for each item',
			async (...refusal) => {
				const api = answering(refuses(...refusal));
				const { items } = await run(itemsFor(all.slice(0, 3)), {}, goOn);
				expect(api.requests.map(addressesIn)).toEqual([all.slice(0, 3)]);
				expect(items.map(({ pairedItem }) => pairedItem)).toEqual([
					{ item: 0 },
					{ item: 1 },
					{ item: 2 },
				]);
				items.forEach(({ json }, index) => {
					expect(json).toEqual({ error: json.error, input: itemsFor([all[index]])[0] });
					expect(json.error).toMatch(new RegExp(`^Item ${index + 1}: `));
					expect(json.error).toContain(`SendPulse says: ${refusal[2]} (code ${refusal[1]}).`);
				});
			},
		);

		test('401 concerns the whole', async () => {
			const api = answering(refuses(401, 401, 'Unauthorized!'));
			const { items } = await run(itemsFor(all.slice(0, 2)), {}, goOn);
			expect(api.requests).toHaveLength(1);
			expect(items.map(({ json }) => json.error)).toEqual(
				[1, 2].map(
					(number) =>
						`Item ${number}: SendPulse did not accept the credential. Check in SendPulse (Settings > API) that it is complete and not revoked, then correct it in n8n.`,
				),
			);
		});

		test('a refusal for pace is waited out, and the whole sent again', async () => {
			const api = answering({ status: 429, body: '' }, DONE);
			const { json } = await run(itemsFor(all));
			expect(api.requests.map(addressesIn)).toEqual([all, all]);
			expect(json).toHaveLength(8);
		});
	});
}

import { answering, answeringBy, operation, says, silent, type Arrived } from '../../api.mts';
import { listsPages, type Pages } from '../listing.mts';
import {
	BOOK_NOT_FOUND,
	explainsRefusals,
	givesWhatItShould,
	goesOnAfterFailures,
	LIST,
	takesListInAnyForm,
	worksWithRetryOnFail,
	type Sample,
} from '../suites.mts';

const getMany = operation('contact', 'getMany');
const path = `/addressbooks/${LIST}/emails`;
const contacts = [
	{
		email: 'test@test.com',
		status: 0,
		status_explain: 'New',
		variables: { name: 'John', country: 'UK' },
	},
	{
		email: 'test2@test.com',
		status: 0,
		status_explain: 'New',
		phone: '380632727700',
		variables: { name: 'Michael', country: 'UK' },
	},
];
const sample: Sample = {
	operation: getMany,
	parameters: { mailingListId: LIST },
	request: { method: 'GET', path: `${path}?limit=50&offset=0` },
	answer: says(contacts),
	output: contacts.map((contact) => ({ ...contact, statusName: 'New' })),
};
const contact = (number: number) => ({ email: `c${number}@example.com` });

givesWhatItShould(sample);
takesListInAnyForm(sample);
goesOnAfterFailures(sample);
worksWithRetryOnFail(sample);
explainsRefusals(sample, [
	BOOK_NOT_FOUND,
	[
		422,
		422,
		'Argument active is invalid',
		'A value was not accepted. Correct the value that SendPulse names.',
	],
]);

describe('inactive contacts, which the API does not count', () => {
	const pages: Pages = {
		operation: getMany,
		parameters: { mailingListId: LIST, filters: { status: 'inactive' } },
		path,
		query: 'not_active=1&',
		record: contact,
	};
	listsPages(pages);
});

test.each([
	['all', ''],
	['active', 'active=1&'],
	['inactive', 'not_active=1&'],
	['', ''],
])('status %j asks with ?%s', async (status, query) => {
	const api = answering(says(contacts));
	await getMany.run({ mailingListId: LIST, limit: 10, filters: { status } });
	expect(api.requests).toEqual([{ method: 'GET', path: `${path}?${query}limit=10&offset=0` }]);
});

test('refuses an unknown status before anything is sent', async () => {
	const api = silent();
	const { error } = await getMany.run(
		{ mailingListId: LIST, filters: { status: '={{ $json.status }}' } },
		{ items: [{ status: 'active' }, { status: 'blocked' }] },
	);
	expect(error?.message).toBe(
		"Item 2: 'Status' has to be one of all, active, inactive, not 'blocked'. Nothing was sent.",
	);
	expect(api.requests).toEqual([]);
});

describe('Return All of what the API counts', () => {
	/** A list that has so many contacts at each time that it is counted, and shows them likewise. */
	function changing(...counts: number[]) {
		let counted = 0;
		return answeringBy(({ path: asked }) => {
			if (asked.includes('/emails/total')) {
				return says({ total: counts[Math.min(counted++, counts.length - 1)] });
			}
			const [, limit, offset] = /limit=(\d+)&offset=(\d+)/.exec(asked) ?? [];
			const present = counts[Math.min(counted, counts.length) - 1];
			const all = Array.from({ length: present }, (_, index) => contact(index + 1));
			return says(all.slice(Number(offset), Number(offset) + Number(limit)));
		});
	}
	const asked = (rest: string) => ({ method: 'GET', path: `${path}${rest}` });
	const inOrder = (count: number) =>
		Array.from({ length: count }, (_, index) => contact(index + 1));
	const totals = ({ requests }: { requests: Arrived[] }) =>
		requests.filter((request) => request.path.includes('/total')).length;

	test.each([
		['all', '', ''],
		['active', '?active=1', 'active=1&'],
	])('reads as many pages as the count says: %s', async (status, counted, query) => {
		const api = changing(230);
		const { json, hints } = await getMany.run({
			mailingListId: LIST,
			returnAll: true,
			filters: { status },
		});
		expect(api.requests[0]).toEqual(asked(`/total${counted}`));
		expect(api.requests[api.requests.length - 1]).toEqual(asked(`/total${counted}`));
		expect(api.requests.slice(1, -1)).toHaveLength(3);
		expect(api.requests).toEqual(
			expect.arrayContaining([
				asked(`?${query}limit=100&offset=0`),
				asked(`?${query}limit=100&offset=100`),
				asked(`?${query}limit=100&offset=200`),
			]),
		);
		expect(json).toEqual(inOrder(230));
		expect(hints).toEqual([]);
	});

	test('asks for no page of an empty list', async () => {
		const api = changing(0);
		const { json, error } = await getMany.run({ mailingListId: LIST, returnAll: true });
		expect([json, error]).toEqual([[], undefined]);
		expect(api.requests).toEqual([asked('/total'), asked('/total')]);
	});

	test('reads again when contacts came while it was read', async () => {
		const api = changing(50, 51);
		const { json, hints } = await getMany.run({ mailingListId: LIST, returnAll: true });
		expect(json).toEqual(inOrder(51));
		expect(totals(api)).toBe(3);
		expect(hints).toEqual([]);
	});

	test('says so when the list does not come to rest', async () => {
		const api = changing(50, 51, 52, 53);
		const { json, hints } = await getMany.run({ mailingListId: LIST, returnAll: true });
		expect(json).toEqual(inOrder(52));
		expect(totals(api)).toBe(4);
		expect(hints).toEqual([
			'The list changed in SendPulse while it was read, three times in a row: a few records may be missing or out of date. Run this again when the list is quiet.',
		]);
	});

	test('a refusal on the way is the outcome', async () => {
		answering(says({ total: 10 }), {
			status: 404,
			body: { message: 'Book not found', error_code: 213 },
		});
		const { error, items } = await getMany.run({ mailingListId: LIST, returnAll: true });
		expect(error?.message).toContain('There is no such mailing list.');
		expect(items).toEqual([]);
	});
});

test('tells contacts apart by their address, whatever its case', async () => {
	answering(says([contact(1), { ...contact(1), email: 'C1@Example.com' }, contact(2)]));
	const { json } = await getMany.run(sample.parameters);
	expect(json).toEqual([contact(1), contact(2)]);
});

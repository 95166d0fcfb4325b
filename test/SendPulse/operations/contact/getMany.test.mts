import type { IDataObject } from 'n8n-workflow';
import { answering, answeringBy, operation, says, silent } from '../../../api.mts';
import { listsPages, type Pages } from '../../listing.mts';
import {
	BOOK_NOT_FOUND,
	explainsRefusals,
	givesWhatItShould,
	goesOnAfterFailures,
	LIST,
	takesListInAnyForm,
	worksWithRetryOnFail,
	type Sample,
} from '../../suites.mts';

const getMany = operation('contact', 'getMany');
const path = `/addressbooks/${LIST}/emails`;
const contacts = [
	{
		email: 'test@test.com',
		status: 0,
		variables: { name: 'John', country: 'UK' },
	},
	{
		email: 'test2@test.com',
		status: 0,
		phone: '380632727700',
		variables: { name: 'Michael', country: 'UK' },
	},
];
const sample: Sample = {
	operation: getMany,
	parameters: { mailingListId: LIST },
	request: { method: 'GET', path: `${path}?limit=50&offset=0` },
	answer: says(contacts.map((contact) => ({ ...contact, status_explain: 'New' }))),
	output: contacts.map((contact) => ({ mailingListId: LIST, ...contact, statusName: 'New' })),
};
const contact = (number: number) => ({ email: `c${number}@example.com` });
const given = (number: number) => ({ mailingListId: LIST, ...contact(number) });

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
		output: given,
	};
	listsPages(pages);
});

test.each([
	['all', ''],
	['active', 'active=1&'],
	['inactive', 'not_active=1&'],
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
	const pageOf = (asked: string, all: IDataObject[]) => {
		const [, limit, offset] = /limit=(\d+)&offset=(\d+)/.exec(asked) ?? [];
		return all.slice(Number(offset), Number(offset) + Number(limit));
	};
	const counting = (count: number) =>
		answeringBy(({ path: asked }) =>
			says(asked.includes('/total') ? { total: count } : pageOf(asked, inOrder(count))),
		);
	const asked = (rest: string) => ({ method: 'GET', path: `${path}${rest}` });
	const inOrder = (count: number, make: (number: number) => IDataObject = contact) =>
		Array.from({ length: count }, (_, index) => make(index + 1));
	test.each([
		['all', '', ''],
		['active', '?active=1', 'active=1&'],
	])('looks ahead as far as the count says: %s', async (status, counted, query) => {
		const api = counting(230);
		const { json, hints } = await getMany.run({
			mailingListId: LIST,
			returnAll: true,
			filters: { status },
		});
		expect(api.requests).toEqual([
			asked(`?${query}limit=100&offset=0`),
			asked(`/total${counted}`),
			asked(`?${query}limit=100&offset=99`),
			asked(`?${query}limit=100&offset=198`),
		]);
		expect(json).toEqual(inOrder(230, given));
		expect(hints).toEqual([]);
	});

	test('an empty list takes one request', async () => {
		const api = counting(0);
		const { json, error } = await getMany.run({ mailingListId: LIST, returnAll: true });
		expect([json, error]).toEqual([[], undefined]);
		expect(api.requests).toEqual([asked('?limit=100&offset=0')]);
	});

	test('says so when the list does not come to rest', async () => {
		let turn = 0;
		answeringBy(({ path: asking }) => {
			if (asking.includes('/total')) return says({ total: 230 });
			return says(pageOf(asking, turn++ % 2 ? inOrder(230) : inOrder(230).reverse()));
		});
		const { json, hints } = await getMany.run({ mailingListId: LIST, returnAll: true });
		expect(new Set(json.map(({ email }) => email)).size).toBe(json.length);
		expect(hints).toEqual([
			'The list changed in SendPulse while it was read, three times in a row: a few records may be missing or out of date. Run this again when the list is quiet.',
		]);
	});

	test('says so when SendPulse counts more than its list holds', async () => {
		answeringBy(({ path: asking }) =>
			says(asking.includes('/total') ? { total: 1_500 } : pageOf(asking, inOrder(120))),
		);
		const { json, hints } = await getMany.run({ mailingListId: LIST, returnAll: true });
		expect(json).toEqual(inOrder(120, given));
		expect(hints).toEqual([
			'SendPulse counts 1,500 records here, and its list holds 120. All of the list was read.',
		]);
	});

	test.each([
		['""', ''],
		['null', null],
	])('contacts whose address is %s are kept, all of them', async (_, email) => {
		const nameless = Array.from({ length: 120 }, (_, index) => ({ email, phone: `38093${index}` }));
		answeringBy(({ path: asking }) =>
			says(asking.includes('/total') ? { total: 120 } : pageOf(asking, nameless)),
		);
		const { json, hints } = await getMany.run({ mailingListId: LIST, returnAll: true });
		expect(json.map(({ phone }) => phone)).toEqual(nameless.map(({ phone }) => phone));
		expect(hints).toEqual([]);
	});

	test('a refusal on the way is the outcome', async () => {
		answering(says(inOrder(100)), says({ total: 120 }), {
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
	expect(json).toEqual([given(1), given(2)]);
});

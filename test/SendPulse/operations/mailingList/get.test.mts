import { answering, operation, says } from '../../../api.mts';
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

const get = operation('mailingList', 'get');
const record = {
	id: LIST,
	name: 'My first book',
	all_email_qty: 1,
	active_email_qty: 0,
	inactive_email_qty: 1,
	active_phones_quantity: 0,
	exc_phones_quantity: 0,
	creationdate: '2015-04-20 08:52:40',
	status: 0,
};
const sample: Sample = {
	operation: get,
	parameters: { mailingListId: LIST },
	request: { method: 'GET', path: `/addressbooks/${LIST}` },
	answer: says([{ ...record, status_explain: 'Active' }]),
	output: [{ mailingListId: record.id, ...record, statusName: 'Active' }],
};

givesWhatItShould(sample);
takesListInAnyForm(sample);
goesOnAfterFailures(sample);
worksWithRetryOnFail(sample);
explainsRefusals(sample, [BOOK_NOT_FOUND]);

test("has SendPulse's own word for a status that no document names", async () => {
	answering(says([{ ...record, status: 99, status_explain: 'Frozen' }]));
	const { json } = await get.run(sample.parameters);
	expect(json).toMatchObject([{ status: 99, statusName: 'Frozen' }]);
});

test('takes a bare record as well', async () => {
	answering(says(record));
	const { json } = await get.run(sample.parameters);
	expect(json).toEqual(sample.output);
});

test('answers each input item with its own list', async () => {
	const api = answering(says([{ id: 1, name: 'One' }]), says([{ id: 2, name: 'Two' }]));
	const { items } = await get.run(
		{ mailingListId: '={{ $json.id }}' },
		{ items: [{ id: 1 }, { id: 2 }] },
	);
	expect(api.requests.map(({ path }) => path)).toEqual(['/addressbooks/1', '/addressbooks/2']);
	expect(items).toEqual([
		{ json: { mailingListId: 1, id: 1, name: 'One' }, pairedItem: { item: 0 } },
		{ json: { mailingListId: 2, id: 2, name: 'Two' }, pairedItem: { item: 1 } },
	]);
});

test.each([
	[1, 'Marked as deleted'],
	[4, 'Blocked by the service'],
	['5', 'Blocked while addresses are copied into a campaign'],
	[77, 'Unknown (77)'],
])('puts the status %j into words', async (status, statusName) => {
	answering(says([{ id: LIST, status }]));
	const { json } = await get.run(sample.parameters);
	expect(json).toEqual([{ mailingListId: LIST, id: LIST, status, statusName }]);
});

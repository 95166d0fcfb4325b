import { answering, answeringBy, operation, says } from '../../../api.mts';
import { listsPages, type Pages } from '../../listing.mts';
import {
	explainsRefusals,
	givesWhatItShould,
	worksWithRetryOnFail,
	type Sample,
} from '../../suites.mts';

const getMany = operation('mailingList', 'getMany');
const records = [
	{
		id: 1,
		name: 'My first book',
		all_email_qty: 1,
		active_email_qty: 0,
		inactive_email_qty: 1,
		new_phones_quantity: 0,
		active_phones_quantity: 0,
		exc_phones_quantity: 0,
		creationdate: '2015-04-20 08:52:40',
		status: 0,
	},
	{
		id: 2,
		name: 'My second book',
		all_email_qty: 6,
		active_email_qty: 0,
		inactive_email_qty: 6,
		new_phones_quantity: 0,
		active_phones_quantity: 0,
		exc_phones_quantity: 0,
		creationdate: '2015-04-20 09:02:39',
		status: 0,
	},
];
const sample: Sample = {
	operation: getMany,
	parameters: {},
	request: { method: 'GET', path: '/addressbooks?limit=50&offset=0' },
	answer: says(records.map((record) => ({ ...record, status_explain: 'Active' }))),
	output: records.map((record) => ({ mailingListId: record.id, ...record, statusName: 'Active' })),
};
const pages: Pages = {
	operation: getMany,
	parameters: {},
	path: '/addressbooks',
	record: (number) => ({ id: number, name: `List ${number}` }),
	output: (number) => ({ mailingListId: number, id: number, name: `List ${number}` }),
};

givesWhatItShould(sample);
listsPages(pages);
worksWithRetryOnFail(sample);
explainsRefusals(sample, [
	[
		422,
		422,
		'Argument limit may not be greater than 100',
		'A value was not accepted. Correct the value that SendPulse names.',
	],
]);

test('asks once for each input item, with its own limit', async () => {
	const api = answering(says([records[0]]), says(records));
	const { items } = await getMany.run(
		{ limit: '={{ $json.most }}' },
		{ items: [{ most: 1 }, { most: '2' }] },
	);
	expect(api.requests.map(({ path }) => path)).toEqual([
		'/addressbooks?limit=1&offset=0',
		'/addressbooks?limit=2&offset=0',
	]);
	expect(items).toEqual([
		{ json: sample.output[0], pairedItem: { item: 0 } },
		{ json: sample.output[0], pairedItem: { item: 1 } },
		{ json: sample.output[1], pairedItem: { item: 1 } },
	]);
});

test('goes on after a failed item where the user wants that', async () => {
	answeringBy(() => says(records));
	const { items } = await getMany.run(
		{ limit: '={{ $json.most }}' },
		{
			items: [{ most: 'many' }, { most: 1 }],
			settings: { onError: 'continueRegularOutput' },
		},
	);
	expect(items).toEqual([
		{
			json: {
				error: "Item 1: 'Limit' has to be a whole number of at least 1, not 'many'.",
				input: { most: 'many' },
			},
			pairedItem: { item: 0 },
		},
		{ json: sample.output[0], pairedItem: { item: 1 } },
	]);
});

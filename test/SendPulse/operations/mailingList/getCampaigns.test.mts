import { answering, operation, says } from '../../../api.mts';
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

const getCampaigns = operation('mailingList', 'getCampaigns');
const records = [
	{ task_id: 9147593, task_name: 'Test', task_status: 3 },
	{ task_id: 9156095, task_name: 'Campaign_6741804_UM99', task_status: 3 },
];
const sample: Sample = {
	operation: getCampaigns,
	parameters: { mailingListId: LIST },
	request: { method: 'GET', path: `/addressbooks/${LIST}/campaigns?limit=50&offset=0` },
	answer: says(records),
	output: records.map((record) => ({
		campaignId: record.task_id,
		mailingListId: LIST,
		...record,
		name: record.task_name,
		status: record.task_status,
		statusName: 'Sent',
	})),
};
const pages: Pages = {
	operation: getCampaigns,
	parameters: sample.parameters,
	path: `/addressbooks/${LIST}/campaigns`,
	record: (number) => ({ task_id: number, task_name: `Campaign ${number}`, task_status: 3 }),
	output: (number) => ({
		campaignId: number,
		mailingListId: LIST,
		task_id: number,
		task_name: `Campaign ${number}`,
		task_status: 3,
		name: `Campaign ${number}`,
		status: 3,
		statusName: 'Sent',
	}),
};

givesWhatItShould(sample);
listsPages(pages);
takesListInAnyForm(sample);
goesOnAfterFailures(sample);
worksWithRetryOnFail(sample);
explainsRefusals(sample, [BOOK_NOT_FOUND]);

test('a list without campaigns gives no items', async () => {
	answering(says([]));
	const { items, error } = await getCampaigns.run(sample.parameters);
	expect([items, error]).toEqual([[], undefined]);
});

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

const getVariables = operation('mailingList', 'getVariables');
const variables = [
	{ name: 'email', type: 'string' },
	{ name: 'name', type: 'string' },
	{ name: 'date', type: 'date' },
	{ name: 'code', type: 'number' },
];
const sample: Sample = {
	operation: getVariables,
	parameters: { mailingListId: LIST },
	request: { method: 'GET', path: `/addressbooks/${LIST}/variables` },
	answer: says(variables),
	output: variables,
};

givesWhatItShould(sample);
takesListInAnyForm(sample);
goesOnAfterFailures(sample);
worksWithRetryOnFail(sample);
explainsRefusals(sample, [BOOK_NOT_FOUND]);

test('a list without variables gives no items', async () => {
	answering(says([]));
	const { items, error } = await getVariables.run(sample.parameters);
	expect([items, error]).toEqual([[], undefined]);
});

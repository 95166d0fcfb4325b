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

const count = operation('contact', 'count');
const sample: Sample = {
	operation: count,
	parameters: { mailingListId: LIST },
	request: { method: 'GET', path: `/addressbooks/${LIST}/emails/total` },
	answer: says({ total: 1 }),
	output: [{ total: 1 }],
};

givesWhatItShould(sample);
takesListInAnyForm(sample);
goesOnAfterFailures(sample);
worksWithRetryOnFail(sample);
explainsRefusals(sample, [BOOK_NOT_FOUND]);

test('counts an empty list', async () => {
	answering(says({ total: 0 }));
	const { json } = await count.run(sample.parameters);
	expect(json).toEqual([{ total: 0 }]);
});

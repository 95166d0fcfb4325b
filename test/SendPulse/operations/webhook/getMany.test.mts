import '../../../quickWaits.mts';
import { answering, operation, says } from '../../../api.mts';
import { listsAll } from '../../listing.mts';
import {
	explainsRefusals,
	givesWhatItShould,
	repeatsWhatIsUnclear,
	worksWithRetryOnFail,
	type Sample,
} from '../../suites.mts';
import { failsEitherWay, PATH, refusals, row } from './webhooks.mts';

const getMany = operation('webhook', 'getMany');
const rows = [row(162242, 'unsubscribe'), row(162241, 'open')];
const sample: Sample = {
	operation: getMany,
	parameters: {},
	request: { method: 'GET', path: PATH },
	answer: says({ success: true, data: rows }),
	output: rows,
};

givesWhatItShould(sample);
failsEitherWay(sample);
repeatsWhatIsUnclear(sample);
worksWithRetryOnFail(sample);
explainsRefusals(sample, refusals);
listsAll({
	operation: getMany,
	path: PATH,
	record: (number) => row(number, 'open'),
	answerWith: (data) => says({ success: true, data }),
});

test.each<[string, unknown]>([
	['rows wrapped twice', { success: true, data: { result: true, data: rows } }],
	['bare rows', rows],
])('takes %s', async (_, body) => {
	answering(says(body));
	const { json } = await getMany.run({});
	expect(json).toEqual(rows);
});

test('no data is no webhook', async () => {
	answering(says({ success: true, data: null }));
	const { json, error } = await getMany.run({});
	expect([json, error]).toEqual([[], undefined]);
});

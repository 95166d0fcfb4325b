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
import { NO_PRO_PLAN } from './envelope.mts';

const getMany = operation('tag', 'getMany');
const list = (tags: unknown) => says({ tags, user_id: 7043663, version: '2.7.3' });
const tags = [
	{ id: 2506, name: 'test1', color: '#f0f4f6' },
	{ id: 2507, name: 'test2', color: '#ff0000' },
];
const sample: Sample = {
	operation: getMany,
	parameters: {},
	request: { method: 'GET', path: '/tags' },
	answer: list(tags),
	output: tags,
};

givesWhatItShould(sample);
repeatsWhatIsUnclear(sample);
worksWithRetryOnFail(sample);
explainsRefusals(sample, [NO_PRO_PLAN]);
listsAll({
	operation: getMany,
	path: '/tags',
	record: (number) => ({ id: number, name: `Tag ${number}`, color: '#000000' }),
	answerWith: list,
});

test('takes a list that PHP wrote as an object', async () => {
	answering(list({ 0: tags[0], 2: tags[1] }));
	const { json } = await getMany.run({});
	expect(json).toEqual(tags);
});

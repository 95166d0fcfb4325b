import '../../quickWaits.mts';
import { answering, DONE, operation, refuses } from '../../api.mts';
import {
	explainsRefusals,
	givesWhatItShould,
	previews,
	repeatsWhatIsUnclear,
	worksWithRetryOnFail,
	type Sample,
} from '../suites.mts';
import { emailOf, goesOnWithOtherSenders, NO_SENDER, SENDER, takesSenders } from './senders.mts';

const remove = operation('sender', 'delete');
const sample: Sample = {
	operation: remove,
	parameters: { senderEmail: SENDER },
	request: { method: 'DELETE', path: '/senders', body: { email: SENDER } },
	answer: DONE,
	output: [{ deleted: true, email: SENDER }],
};

givesWhatItShould(sample);
takesSenders(sample);
previews(sample);
repeatsWhatIsUnclear(sample);
worksWithRetryOnFail(sample);
goesOnWithOtherSenders(sample, (request) => emailOf(request) === 'nobody@example.com');
explainsRefusals(sample, [
	[422, 704, 'Sender not found', NO_SENDER],
	[422, 1101, 'Email address not specified', 'The e-mail address is missing. Enter the address.'],
]);

test.each<[number, number]>([
	[422, 704],
	[422, 1003],
	[404, 404],
])(
	'"not found" (status %i, code %i) after an unclear attempt means that it had worked',
	async (status, code) => {
		const api = answering({ status: 504, body: '' }, refuses(status, code, 'Sender not found'));
		const { json, error } = await remove.run(sample.parameters);
		expect(error).toBeUndefined();
		expect(api.requests).toEqual([sample.request, sample.request]);
		expect(json).toEqual(sample.output);
	},
);

test('an answer that says false is a refusal', async () => {
	const api = answering({ status: 200, body: { result: false } });
	const { error } = await remove.run(sample.parameters);
	expect(error?.message).toBe('SendPulse refused the request. (SendPulse: status 200.)');
	expect(api.requests).toEqual([sample.request]);
});

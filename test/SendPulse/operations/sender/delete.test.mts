import '../../../quickWaits.mts';
import { answering, DONE, operation, refuses } from '../../../api.mts';
import {
	explainsRefusals,
	findsItGone,
	previews,
	repeatsWhatIsUnclear,
	worksWithRetryOnFail,
	type Sample,
} from '../../suites.mts';
import { emailOf, goesOnWithOtherSenders, SENDER, takesSenders } from './senders.mts';

const remove = operation('sender', 'delete');
const sample: Sample = {
	operation: remove,
	parameters: { senderEmail: SENDER },
	request: { method: 'DELETE', path: '/senders', body: { email: SENDER } },
	answer: DONE,
	output: [{ deleted: true, email: SENDER }],
};

takesSenders(sample);
previews(sample);
repeatsWhatIsUnclear(sample);
worksWithRetryOnFail(sample);
goesOnWithOtherSenders(sample, (request) => emailOf(request) === 'nobody@example.com', [
	1101,
	'Email address not specified',
	'The e-mail address is missing. Enter the address.',
]);
explainsRefusals(sample, [
	[422, 1101, 'Email address not specified', 'The e-mail address is missing. Enter the address.'],
]);

describe.each([704, 1003])('code %i', (code) => {
	findsItGone(sample, refuses(422, code, 'Sender not found'), { found: false });
});

test('an answer that says false is a refusal', async () => {
	const api = answering({ status: 200, body: { result: false } });
	const { error } = await remove.run(sample.parameters);
	expect(error?.message).toBe('SendPulse refused the request. (SendPulse: status 200.)');
	expect(api.requests).toEqual([sample.request]);
});

import '../../../quickWaits.mts';
import { answering, operation } from '../../../api.mts';
import {
	doesNotRepeat,
	explainsRefusals,
	givesWhatItShould,
	previews,
	refusesRetryOnFail,
	type Sample,
} from '../../suites.mts';
import { CONFIRMED, goesOnWithOtherSenders, SENDER, takesSenders } from './senders.mts';

const requestCode = operation('sender', 'requestActivationCode');
const sample: Sample = {
	operation: requestCode,
	parameters: { senderEmail: SENDER },
	request: { method: 'GET', path: '/senders/sender%40example.com/code' },
	answer: CONFIRMED,
	output: [{ success: true, email: SENDER }],
};

givesWhatItShould(sample);
takesSenders(sample);
previews(sample);
// It is a GET, and mails something all the same.
refusesRetryOnFail(sample, 'Request Activation Code');
doesNotRepeat(sample);
goesOnWithOtherSenders(sample, ({ path }) => path.includes('nobody'));
explainsRefusals(sample, [
	[
		422,
		1004,
		'The activation code has been sent. Wait 15 minutes to retry',
		'The activation code has been sent already. Look into the mailbox, or wait 15 minutes before asking again.',
	],
	[
		422,
		21,
		'No such email address awaiting activation',
		'No such address is waiting for activation. Add the sender first, or check the address.',
	],
	[422, 1005, 'Error sending confirmation', 'The confirmation could not be sent. Try again later.'],
]);

test.each([
	['an empty answer', { status: 200, body: '' }],
	['a web page', { status: 200, body: '<html>Maintenance</html>' }],
	['a time-out of the gateway', { status: 504, body: '' }],
])('is not asked for again after %s', async (_, answer) => {
	const api = answering(answer);
	const { error } = await requestCode.run(sample.parameters);
	expect(error?.message).toContain(
		'It was not sent again, because SendPulse may have done it all the same.',
	);
	expect(api.requests).toEqual([sample.request]);
});

test('a refusal for pace is waited out: nothing was mailed', async () => {
	const api = answering({ status: 429, body: '' }, CONFIRMED);
	const { json } = await requestCode.run(sample.parameters);
	expect(api.requests).toEqual([sample.request, sample.request]);
	expect(json).toEqual(sample.output);
});

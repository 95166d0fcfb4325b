import '../../../quickWaits.mts';
import { answering, operation, silent } from '../../../api.mts';
import {
	doesNotRepeat,
	explainsRefusals,
	givesWhatItShould,
	previews,
	refusesRetryOnFail,
	type Sample,
} from '../../suites.mts';
import { CODE, CONFIRMED, goesOnWithOtherSenders, SENDER, takesSenders } from './senders.mts';

const activate = operation('sender', 'activate');
const sample: Sample = {
	operation: activate,
	parameters: { senderEmail: SENDER, code: CODE },
	request: { method: 'POST', path: '/senders/sender%40example.com/code', body: { code: CODE } },
	answer: CONFIRMED,
	output: [{ success: true, email: SENDER }],
};

givesWhatItShould(sample);
takesSenders(sample);
previews(sample);
refusesRetryOnFail(sample, 'Activate');
doesNotRepeat(sample);
goesOnWithOtherSenders(sample, ({ path }) => path.includes('nobody'));
explainsRefusals(sample, [
	[
		422,
		21,
		'No such email address awaiting activation',
		'No such address is waiting for activation. Add the sender first, or check the address.',
	],
	[
		422,
		1104,
		'Activation code not specified',
		'The activation code is missing. Enter the code from the e-mail.',
	],
	[
		422,
		422,
		'Argument code is invalid',
		'A value was not accepted. Correct the value that SendPulse names.',
	],
]);

test.each<[unknown, string]>([
	[` ${CODE}\n`, CODE],
	[50405325, '50405325'],
])('sends the code %j as %j', async (code, sent) => {
	const api = answering(CONFIRMED);
	await activate.run(
		{ senderEmail: SENDER, code: '={{ $json.code }}' },
		{ items: [{ code: code as string }] },
	);
	expect(api.requests.map(({ body }) => body)).toEqual([{ code: sent }]);
});

test.each(['', ' ', null])('refuses %j as code before anything is sent', async (wrong) => {
	const api = silent();
	const { error } = await activate.run(
		{ senderEmail: SENDER, code: '={{ $json.code }}' },
		{ items: [{ code: CODE }, { code: wrong }] },
	);
	expect(error?.message).toBe("Item 2: 'Code' is empty. Fill it in. Nothing was sent.");
	expect(api.requests).toEqual([]);
});

import { openStage, type Stage } from '../../host/stage.mts';
import { filledIn, picked } from './exampleFiles.mts';

const MANUAL = 'When clicking ‘Execute workflow’';

// The first start on a machine installs n8n.
const INSTALL_MS = 30 * 60_000;
let stage: Stage;

beforeAll(async () => {
	stage = await openStage();
}, INSTALL_MS);

afterAll(async () => {
	await stage?.close();
});

it('sends each order its invoice, once; what is no address comes out with the reason', async () => {
	const { mails } = stage.sandbox.state.smtp;
	const known = mails.all().length;
	const sendPulse = await stage.credential('For receipts');
	const picks = { senderEmail: picked('hello@shop.example') };
	const workflow = filledIn('smtp-receipts', { sendPulse, picks });

	const execution = await stage.client.execute(await stage.client.createWorkflow(workflow), MANUAL);

	expect(execution.error).toBeUndefined();
	const sent = mails.all().slice(known);
	expect(sent.map(({ subject }) => subject).sort()).toEqual(['Your order 1001', 'Your order 1002']);
	const first = sent.find(({ subject }) => subject === 'Your order 1001');
	expect(first).toMatchObject({
		to: [{ email: 'anna.lindstrom@mail.example', name: 'Lindström, Anna' }],
		html: expect.stringContaining('Your order 1001 is on its way'),
		attachments: [{ name: 'invoice-1001.txt' }],
	});
	expect(execution.json('Sent').map(({ to }) => to)).toEqual([
		['anna.lindstrom@mail.example'],
		['dmytro@mail.example', 'accounts@shop.example'],
	]);
	expect(execution.json('Not Sent')).toMatchObject([
		{ error: expect.stringContaining("'To Email' has no e-mail address: 'not known'") },
	]);
});

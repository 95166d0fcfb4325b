import type { Execution, Workflow } from '../../host/client.mts';
import { openStage, type Stage } from '../../host/stage.mts';
import { ContactStatus, type MailingList } from '../../sandbox/index.mts';
import { filledIn, picked } from './exampleFiles.mts';
import { executions } from './triggers.mts';

const MANUAL = 'When clicking ‘Execute workflow’';

// The first start on a machine installs n8n.
const INSTALL_MS = 30 * 60_000;
const DAY = 86_400_000;
let stage: Stage;

// One n8n for all of them: each start costs a minute.
beforeAll(async () => {
	stage = await openStage();
}, INSTALL_MS);

afterAll(async () => {
	await stage?.close();
});

beforeEach(() => stage.sandbox.reset());

const state = () => stage.sandbox.state;

/** Stores an example in n8n with its blanks filled in. */
async function stored(name: string, picks: Record<string, unknown>): Promise<Workflow> {
	const sendPulse = await stage.credential(`For ${name}`);
	return await stage.client.createWorkflow(filledIn(name, { sendPulse, picks }));
}

/** Runs an example by its Manual Trigger. */
const run = async (workflow: Workflow) => await stage.client.execute(workflow, MANUAL);

/** A parameter that a user changes once an example has shown what it would do. */
function change(workflow: Workflow, node: string, parameters: Record<string, unknown>): void {
	Object.assign(workflow.nodes.find(({ name }) => name === node)!.parameters, parameters);
}

const listed = (name: string) => state().lists.getByName(name)!;

describe('receipts', () => {
	it('reach each order with its invoice, once; what is no address comes out with the reason', async () => {
		const { mails } = state().smtp;
		const known = mails.all().length;
		const workflow = await stored('smtp-receipts', { senderEmail: picked('hello@shop.example') });

		const execution = await run(workflow);

		expect(execution.error).toBeUndefined();
		const sent = mails.all().slice(known);
		expect(sent.map(({ subject }) => subject).sort()).toEqual([
			'Your order 1001',
			'Your order 1002',
		]);
		const first = sent.find(({ subject }) => subject === 'Your order 1001');
		expect(first).toMatchObject({
			to: [{ email: 'anna.lindstrom@mail.example', name: 'Lindström, Anna' }],
			html: expect.stringContaining('Your order 1001 is on its way'),
			attachments: [{ name: 'invoice-1001.pdf' }],
		});
		expect(execution.json('Sent').map(({ to }) => to)).toEqual([
			['anna.lindstrom@mail.example'],
			['dmytro@mail.example', 'accounts@shop.example'],
		]);
		expect(execution.json('Not Sent')).toMatchObject([
			{ error: expect.stringContaining("'To Email' has no e-mail address: 'not known'") },
		]);
	});

	it('are skipped for who has unsubscribed', async () => {
		const { mails, unsubscribed } = state().smtp;
		const known = mails.all().length;
		unsubscribed.add('anna.lindstrom@mail.example', Date.now(), { byLink: true });
		const workflow = await stored('smtp-receipts', { senderEmail: picked('hello@shop.example') });

		const execution = await run(workflow);

		expect(execution.error).toBeUndefined();
		expect(mails.all().slice(known)).toMatchObject([{ subject: 'Your order 1002' }]);
		expect(execution.json('Sent').map(({ skipped }) => skipped)).toEqual([true, undefined]);
	});
});

describe('the reminder by SMS', () => {
	/** Who has a number in the list, and what became of the e-mail to each. */
	const [forgetful, reader, withoutNumber] = [
		'customer006@mail.example',
		'customer012@mail.example',
		'customer001@mail.example',
	];
	const stranger = 'stranger@mail.example';

	function mailYesterday(subject: string, ...to: string[]): void {
		const { fates, relay } = state();
		for (const email of to) {
			fates.decide(email, { delivery: 'delivered', opens: email === reader ? 1 : 0, clicks: 0 });
			const letter = { subject, html: '<p>Monday, 9 o’clock</p>', text: 'Monday, 9 o’clock' };
			const from = { email: 'hello@shop.example', name: 'Holm & Sons' };
			const nobody = { replyTo: null, cc: [], bcc: [], attachments: [] };
			relay.replay({ from, to: [{ email, name: null }], ...nobody, ...letter }, Date.now() - DAY);
		}
	}

	it('is a test at first, and then reaches who has a number and has not opened', async () => {
		mailYesterday('Your appointment on Monday', forgetful, reader, withoutNumber, stranger);
		mailYesterday('Our newsletter', 'customer018@mail.example');
		const list = listed('Customers');
		const workflow = await stored('sms-reminder', {
			mailingListId: picked(String(list.id)),
			senderName: picked('HolmSons'),
		});
		const sent = () =>
			state()
				.sms.campaigns.all()
				.slice(known)
				.filter(({ isEmulated }) => !isEmulated)
				.map(({ messages }) => messages.map((message) => message.phone));
		const known = state().sms.campaigns.all().length;
		const phone = list.contacts.get(forgetful)?.phone;

		const tested = await run(workflow);

		expect(tested.error).toBeUndefined();
		expect(tested.json('Send the Reminder')).toMatchObject([{ test: true, phones: [phone] }]);
		expect(tested.json('No Contact')).toMatchObject([{ recipient: stranger }]);
		expect(sent()).toEqual([]);

		change(workflow, 'Send the Reminder', { sendMode: 'now' });
		const real = await run(await stage.client.saveWorkflow(workflow));

		expect(real.error).toBeUndefined();
		expect(sent()).toEqual([[phone]]);
	});
});

describe('the sign-up form', () => {
	const people = {
		good: 'anna.lindstrom@mail.example',
		doubtful: 'somebody@catchall.example',
		bad: 'nobody@gone.example',
		thrownAway: 'x@mailinator.com',
	};

	/** Publishes the form, has these people fill it in, and gives what came of it. */
	async function signUp(list: MailingList, ...emails: string[]): Promise<Execution[]> {
		const { client } = stage;
		const workflow = await stored('verifier-sign-up-form', {
			mailingListId: picked(String(list.id)),
			senderEmail: picked('hello@shop.example'),
		});
		expect((await client.publish(workflow)).status).toBe('published');
		const trigger = workflow.nodes.find(({ type }) => type === 'n8n-nodes-base.formTrigger');
		for (const email of emails) {
			const form = new FormData();
			form.set('field-0', 'Somebody');
			form.set('field-1', email);
			const address = `${client.url}/form/${trigger?.webhookId}`;
			expect((await fetch(address, { method: 'POST', body: form })).status).toBe(200);
		}
		const runs = await executions(client, workflow.id, emails.length);
		await client.unpublish(workflow.id);
		expect(runs.map(({ error }) => error?.message)).toEqual(emails.map(() => undefined));
		return runs;
	}

	it('adds who is real, asks who may be, and leaves out who is not', async () => {
		state().fates.decide(people.bad, { delivery: 'hardBounce' });
		for (const email of [people.good, people.doubtful, people.thrownAway])
			state().fates.decide(email, { delivery: 'delivered' });
		const list = listed('Newsletter');

		const runs = await signUp(list, ...Object.values(people));

		expect([...list.contacts.values()].map(({ email, status }) => [email, status]).sort()).toEqual([
			[people.good, ContactStatus.new],
			[people.doubtful, ContactStatus.confirmationRequested],
		]);
		const left = runs.flatMap((execution) => execution.json('Not Added'));
		expect(left.map(({ email }) => email).sort()).toEqual([people.bad, people.thrownAway].sort());
	});

	it('asks for a confirmation where nothing can be verified any more', async () => {
		stage.sandbox.options.verifierQuota = 0;
		const list = listed('Newsletter');

		await signUp(list, people.good);

		expect(list.contacts.get(people.good)).toMatchObject({
			status: ContactStatus.confirmationRequested,
		});
	});
});

describe('the cleaning of a list', () => {
	it('deletes who does not exist, and keeps a copy', async () => {
		const list = listed('Newsletter');
		const [here, doubtful, gone, alsoGone] = [
			'anna@mail.example',
			'somebody@catchall.example',
			'nobody@gone.example',
			'none@gone.example',
		];
		for (const email of [here, doubtful, gone, alsoGone]) {
			const isGone = email.endsWith('@gone.example');
			state().fates.decide(email, { delivery: isGone ? 'hardBounce' : 'delivered' });
			list.contacts.add({ email, status: ContactStatus.active, addedAt: Date.now() - DAY });
		}
		const workflow = await stored('verifier-clean-list', {
			mailingListId: picked(String(list.id)),
		});

		const execution = await run(workflow);

		expect(execution.error).toBeUndefined();
		expect([...list.contacts.values()].map(({ email }) => email)).toEqual([here, doubtful]);
		expect(execution.json('Only Invalid').map(({ email_address }) => email_address)).toEqual([
			gone,
			alsoGone,
		]);
		expect(execution.items('Keep a Copy')).toMatchObject([
			{ binary: { data: { fileName: expect.stringMatching(/^invalid-.*\.csv$/) } } },
		]);
	});
});

describe('the message on Viber', () => {
	it('is shown at first, and then reaches who has a number, with an SMS behind it', async () => {
		const workflow = await stored('viber-with-sms', {
			senderId: picked(String(state().viber.senders[0]!.id)),
			smsSenderName: picked('HolmSons'),
		});
		const known = state().viber.campaigns().length;
		const made = () => state().viber.campaigns().slice(known);

		const shown = await run(workflow);

		expect(shown.error).toBeUndefined();
		expect(shown.json('Not Sent')).toMatchObject([{ error: expect.stringContaining('not known') }]);
		expect(made()).toEqual([]);

		const node = workflow.nodes.find(({ name }) => name === 'Write on Viber')!;
		change(workflow, node.name, {
			options: { ...(node.parameters.options as object), preview: false },
		});
		const real = await run(await stage.client.saveWorkflow(workflow));

		expect(real.error).toBeUndefined();
		expect(real.json('Handed Over').map(({ success }) => success)).toEqual([true, true]);
		expect(made()).toMatchObject([
			{
				lifetime: 3_600,
				button: { text: 'To the shop', link: 'https://shop.example/roses' },
				sms: { sender: 'HolmSons', text: expect.stringContaining('20% off all roses') },
				recipients: [{ phone: '4915112345601' }, { phone: '380671234501' }],
			},
		]);
	});
});

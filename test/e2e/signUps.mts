/** Examples by which people come into a mailing list: from a sheet, and by a form that asks to confirm. */
import type { Stage } from '../../host/stage.mts';
import { ContactStatus } from '../../sandbox/index.mts';
import { filledIn, picked } from './exampleFiles.mts';
import { executions, publishedByTest, until } from './triggers.mts';

const BY_CLICK = 'When clicking ‘Execute workflow’';

/** The stage is open once the tests run. */
export function signUpTests(opened: () => Stage): void {
	const published = publishedByTest(() => opened().client);
	const list = () => {
		const found = opened().sandbox.state.lists.getByName('Customers');
		if (!found) throw new Error('The sandbox has no list "Customers"');
		return found;
	};
	const filled = async (name: string, picks: Record<string, unknown> = {}) => {
		const mailingListId = picked(String(list().id));
		const sendPulse = await opened().credential(`For ${name}`);
		return filledIn(name, { sendPulse, picks: { mailingListId, ...picks } });
	};
	const writes = () =>
		opened().sandbox.log.filter(
			({ method, path }) => method !== 'GET' && path.startsWith('/addressbooks'),
		);

	describe('a sheet', () => {
		/** Runs the example with these rows in place of what Google's node would read. */
		async function run(rows: Array<Record<string, unknown>>, mode: 'preview' | 'apply') {
			const { client } = opened();
			const input = await filled('sheet-contacts');
			const sync = input.nodes.find(({ name }) => name === 'Bring Up to Date');
			expect(sync?.parameters.mode).toBe('preview');
			Object.assign(sync?.parameters ?? {}, { mode });
			input.pinData = { 'Read the Sheet': rows.map((json) => ({ json })) };
			const execution = await client.execute(await client.createWorkflow(input), BY_CLICK);
			expect(execution.error).toBeUndefined();
			return execution;
		}

		it('is looked at first, then brought in, once; what can’t be used is named with its row', async () => {
			const [known] = [...list().contacts.values()].filter(
				({ status }) => status === ContactStatus.active,
			);
			const [gone] = [...list().contacts.values()].filter(
				({ status }) => status === ContactStatus.unsubscribed,
			);
			const size = list().contacts.size;
			const rows = [
				{ row_number: 2, email: 'new@mail.example', name: 'Nina' },
				{ row_number: 3, email: known!.email, name: 'Renamed' },
				{ row_number: 4, email: gone!.email, name: 'Back again' },
				{ row_number: 5, email: '', name: 'Nobody' },
				{ row_number: 6, email: '', name: ' ' },
			];

			const preview = await run(rows, 'preview');
			expect(writes()).toEqual([]);
			const applied = await run(rows, 'apply');

			const changes = [
				['new@mail.example', 'add'],
				[known!.email, 'update'],
				[gone!.email, 'skip'],
			];
			const of = (execution: typeof preview) =>
				execution.json('Changes').map(({ email, action }) => [email, action]);
			expect([of(preview).sort(), of(applied).sort()]).toEqual([changes.sort(), changes.sort()]);
			expect(applied.json('Rows to Mend')).toEqual([
				{ row: 5, email: '', reason: expect.stringContaining('mail') },
			]);
			expect(list().contacts.size).toBe(size + 1);
			expect(list().contacts.get(known!.email)?.variables.get('name')).toBe('Renamed');
			expect(list().contacts.get(gone!.email)?.status).toBe(ContactStatus.unsubscribed);

			const sent = writes().length;
			expect(of(await run(rows, 'apply'))).toEqual([[gone!.email, 'skip']]);
			expect(writes()).toHaveLength(sent);
		});

		it('that is empty changes nothing', async () => {
			await run([{ row_number: 2, email: '', name: '' }], 'apply');
			expect(writes()).toEqual([]);
		});
	});

	describe('a form with double opt-in', () => {
		it('asks to confirm and says so; who is a reader already is not asked', async () => {
			const { client, sandbox } = opened();
			const sender = sandbox.state.senders.all().find(({ activated }) => activated);
			const workflow = await client.createWorkflow(
				await filled('form-double-opt-in', { senderEmail: picked(sender!.email) }),
			);
			published.add(workflow.id);
			expect((await client.publish(workflow)).status).toBe('published');
			const trigger = workflow.nodes.find(({ name }) => name === 'On Form Submission');
			let submitted = 0;
			const submit = async (email: string): Promise<string> => {
				const form = new FormData();
				form.set('field-0', 'Zoë Weiß');
				form.set('field-1', email);
				form.set('field-2', JSON.stringify(['Yes, send me the newsletter.']));
				const address = `${client.url}/form/${trigger?.webhookId}`;
				const answer = await fetch(address, { method: 'POST', body: form });
				const { formWaitingUrl } = (await answer.json()) as { formWaitingUrl: string };
				const page = await pageAfter(formWaitingUrl);
				const runs = await executions(client, workflow.id, ++submitted);
				expect(runs.map(({ error }) => error?.message)).toEqual(runs.map(() => undefined));
				return page;
			};
			const reader = [...list().contacts.values()].find(
				({ status }) => status === ContactStatus.active,
			);

			const page = await submit('zoe@mail.example');
			const known = await submit(reader!.email);

			expect(page).toContain('Check your inbox');
			expect(page).toContain('If zoe@mail.example is not among our readers yet');
			expect(known).toContain('Check your inbox');
			expect(list().contacts.get('zoe@mail.example')).toMatchObject({
				status: ContactStatus.confirmationRequested,
			});
			expect(Object.fromEntries(list().contacts.get('zoe@mail.example')!.variables)).toEqual({
				name: 'Zoë Weiß',
				consent: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
			});
			expect(sandbox.state.confirmationMails).toMatchObject([
				{ to: 'zoe@mail.example', senderEmail: sender!.email },
			]);
			expect(list().contacts.get(reader!.email)?.status).toBe(ContactStatus.active);

			expect(await submit('zoe@nowhere')).toContain('That did not work');
			expect(list().contacts.get('zoe@nowhere')).toBeUndefined();
		});
	});
}

/** The page that ends a form, as a browser comes to it: it asks until the page is there, and says when it has shown it. */
async function pageAfter(address: string): Promise<string> {
	const status = new URL(address);
	status.pathname += '/n8n-execution-status';
	await until('the last page', async () =>
		(await (await fetch(status)).text()).trim() === 'form-waiting' ? true : undefined,
	);
	const page = await (await fetch(address)).text();
	expect((await fetch(address, { method: 'POST' })).status).toBe(200);
	return page;
}

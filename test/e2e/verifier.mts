import type { Credential, Execution } from '../../host/client.mts';
import type { Stage } from '../../host/stage.mts';
import { MANUAL, NODE, byId, sendPulseWorkflow } from './workflows.mts';

const TYPE = 'n8n-nodes-sendpulse.sendPulseVerifier';
const people = ['anna@mail.example', 'somebody@catchall.example', 'nobody@gone.example'];
const verdicts = ['valid', 'unconfirmed', 'invalid'];
const items = people.map((email) => ({ email }));

/** What is verified is paid for once. The stage is open once the tests run. */
export function verifierTests(opened: () => Stage): void {
	const sandbox = () => opened().sandbox;
	const state = () => sandbox().state;
	const paidFor = () => sandbox().options.verifierQuota - state().verifier.quotaLeft;
	const requests = (path: string) =>
		sandbox().log.filter((request) => request.path === `/verifier-service/${path}`).length;

	async function run(
		credential: Credential,
		resource: string,
		operation: string,
		parameters: Record<string, unknown>,
		given: Array<Record<string, unknown>> = [{}],
	): Promise<Execution> {
		const workflow = sendPulseWorkflow(
			credential,
			{ resource, operation, options: {}, ...parameters },
			{ items: given, settings: { type: TYPE } },
		);
		const { client } = opened();
		const execution = await client.execute(await client.createWorkflow(workflow), MANUAL);
		expect(execution.error).toBeUndefined();
		return execution;
	}

	const email = '={{ $json.email }}';

	beforeEach(() => {
		for (const address of people) {
			const delivery = address.endsWith('@gone.example') ? 'hardBounce' : 'delivered';
			state().fates.decide(address, { delivery });
		}
	});

	it('verifies addresses one by one, each once, and knows them afterwards', async () => {
		const credential = await opened().credential('Single addresses');

		const first = await run(credential, 'emailAddress', 'verify', { email }, [...items, items[0]!]);
		const again = await run(credential, 'emailAddress', 'verify', { email }, items);
		const known = await run(credential, 'emailAddress', 'getResult', { email }, items);

		expect(first.json(NODE).map(({ verdict, finished }) => [verdict, finished])).toEqual(
			[...verdicts, verdicts[0]].map((verdict) => [verdict, true]),
		);
		for (const execution of [again, known]) {
			expect(execution.json(NODE).map(({ verdict }) => verdict)).toEqual(verdicts);
		}
		expect([paidFor(), requests('send-single-to-verify')]).toEqual([3, 3]);
	});

	it('verifies many together in a mailing list that is gone afterwards, also where an answer gets lost', async () => {
		const credential = await opened().credential('Many addresses');
		const match = { method: 'POST', path: '/verifier-service/send-list-to-verify' };
		sandbox().faults.add({ kind: 'reset', match, acted: true, times: 1 });
		const lists = state().lists.all().length;

		const execution = await run(credential, 'emailAddress', 'verifyMany', { email }, items);

		expect(execution.json(NODE).map((one) => [one.email, one.verdict, one.finished])).toEqual(
			people.map((address, index) => [address, verdicts[index], true]),
		);
		expect(state().lists.all()).toHaveLength(lists);
		expect([paidFor(), requests('send-list-to-verify')]).toEqual([3, 1]);
	});

	it('verifies a mailing list, tells what it found, and gives the report as a file', async () => {
		const credential = await opened().credential('A mailing list');
		const list = state().lists.create('Sign-ups');
		for (const address of people) list.contacts.add({ email: address, status: 1, addedAt: 0 });
		const mailingListId = byId(list.id);

		const verified = await run(credential, 'mailingList', 'verify', {
			mailingListId,
			waitUntilDone: true,
		});
		const results = await run(credential, 'mailingList', 'getResults', {
			mailingListId,
			returnAll: false,
			limit: 50,
			filters: { verdicts: ['invalid', 'unconfirmed'] },
		});
		const report = await run(credential, 'mailingList', 'getReport', {
			mailingListId,
			format: 'csv',
			options: { verdicts: ['invalid'], fileName: 'gone' },
		});

		expect(verified.json(NODE)).toMatchObject([
			{ total: 3, valid: 1, unconfirmed: 1, invalid: 1, health: 'red', finished: true },
		]);
		expect(results.json(NODE).map((one) => [one.email_address, one.verdict])).toEqual([
			[people[1], 'unconfirmed'],
			[people[2], 'invalid'],
		]);
		expect(report.items(NODE)).toMatchObject([
			{
				json: { fileName: 'gone.csv', verdicts: ['invalid'], finished: true },
				binary: { data: { fileName: 'gone.csv', mimeType: 'text/csv' } },
			},
		]);
		expect(paidFor()).toBe(3);
	});
}

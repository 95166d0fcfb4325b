/** A SendPulse that refuses for long, as the sandbox does it and the whole node meets it, in virtual time. */
import '../virtualTime.mts';
import { Bench, goOn, numbered, run } from '../bench.mts';
import type { FaultRule } from '../../../sandbox/index.mts';
import type { NodeResult, NodeRun } from '../../n8n.mts';

const SECOND = 1_000;
const CONTACTS = 2_000;

/** An import into a sandbox that refuses everything, or what is to `match`, until that time has passed. */
async function importInto(
	bench: Bench,
	refusing: number,
	{ match, ...more }: Partial<NodeRun> & Pick<FaultRule, 'match'> = {},
): Promise<NodeResult & { seconds: number; contacts: number }> {
	const began = Date.now();
	const list = bench.list('Newsletter');
	bench.sandbox.faults.add({ kind: 'perSecond', match });
	bench.onRequest = () => {
		if (Date.now() - began >= refusing) bench.sandbox.faults.clear();
	};
	const result = await run(
		bench.credential(),
		'contact',
		'add',
		{
			mailingListId: list,
			email: '={{ "c" + $json.n + "@mail.example" }}',
			variables: { mappingMode: 'defineBelow', value: {}, schema: [] },
		},
		{ items: numbered(CONTACTS), ...more },
	);
	return {
		...result,
		seconds: (Date.now() - began) / SECOND,
		contacts: bench.contacts(list).size,
	};
}

test('one that refuses for 60 s is outwaited', async () => {
	const bench = await Bench.start();
	const { error, contacts, json, hints, seconds } = await importInto(bench, 60 * SECOND);
	expect(error).toBeUndefined();
	expect(contacts).toBe(CONTACTS);
	expect(json).toHaveLength(CONTACTS);
	expect(hints).toEqual(['2,000 contacts added in 20 requests']);
	expect(seconds).toBeGreaterThan(60);
	expect(seconds).toBeLessThan(100);
});

const QUOTAS =
	/10 a second, and depending on the plan 1,000 to 3,000 a minute and 500,000 to 3,000,000 a day/;

describe.each([
	['everything', undefined, /^Item 1: SendPulse refused to issue an access token/],
	[
		'all but the token',
		{ path: '/addressbooks/**' },
		/^Item 1: SendPulse refuses more requests for now\./,
	],
])('one that refuses %s for three minutes', (_, match, beginning) => {
	test('ends in an error that names the quotas, not in a hang', async () => {
		const bench = await Bench.start();
		const { error, contacts, seconds } = await importInto(bench, 180 * SECOND, { match });
		expect(error?.message).toMatch(beginning);
		expect(error?.message).toMatch(QUOTAS);
		expect(error?.message).toMatch(/Wait a minute and run this again/);
		expect(error?.message).toMatch(/By then 0 of 2,000 contacts had been added\.$/);
		expect(contacts).toBe(0);
		expect(seconds).toBeGreaterThan(65);
		expect(seconds).toBeLessThan(180);
	});

	test('ends likewise for each item, where the run is to go on', async () => {
		const bench = await Bench.start();
		const { error, json, contacts, hints, seconds } = await importInto(bench, 180 * SECOND, {
			match,
			...goOn,
		});
		expect(error).toBeUndefined();
		expect(json).toHaveLength(CONTACTS);
		expect(json[0]?.error).toMatch(beginning);
		for (const one of json) expect(one.error).toMatch(QUOTAS);
		expect(contacts).toBe(0);
		expect(hints).toEqual(['0 contacts added in 20 requests; 2,000 refused']);
		expect(seconds).toBeLessThan(180);
	});
});

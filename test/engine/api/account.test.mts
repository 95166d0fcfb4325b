import { paceOf, TokenGate, tokenGateOf } from '../../../nodes/engine/api/account';
import { Cancelled } from '../../../nodes/engine/api/waiting';
import { settled } from '../fakeClock.mts';

const hour = () => Date.now() + 3_600_000;

function deferred() {
	let open = () => {};
	const opened = new Promise<void>((resolve) => (open = resolve));
	return { open, opened };
}

test('an API key needs no gate', async () => {
	const gate = new TokenGate(false);
	expect(gate.good).toBe(true);
	expect(await Promise.all([1, 2].map(async () => await gate.pass(async (how) => how)))).toEqual([
		'shared',
		'shared',
	]);
	gate.distrust(gate.generation);
	expect(gate.good).toBe(true);
});

test('with a token that lives all go side by side', async () => {
	const gate = new TokenGate(true);
	gate.trust('token', hour());
	expect(await gate.pass(async (how) => how)).toBe('shared');
});

test('a token whose end has come is no good', () => {
	const gate = new TokenGate(true);
	gate.trust('token', Date.now() - 1);
	expect(gate.good).toBe(false);
});

test('without a token one goes alone, the others wait for it and go together', async () => {
	const gate = new TokenGate(true);
	const answer = deferred();
	const seen: string[] = [];
	const all = Promise.all(
		Array.from(
			{ length: 20 },
			async () =>
				await gate.pass(async (how) => {
					seen.push(how);
					if (how === 'alone') {
						await answer.opened;
						gate.trust('token', hour());
					}
				}),
		),
	);
	await settled();
	expect(seen).toEqual(['alone']);
	answer.open();
	await all;
	expect(seen).toEqual(['alone', ...new Array<string>(19).fill('shared')]);
});

test('where the first finds no token, the next goes alone, never two at once', async () => {
	const gate = new TokenGate(true);
	let alone = 0;
	let most = 0;
	let failed = 0;
	await Promise.all(
		Array.from({ length: 5 }, async () => {
			await gate
				.pass(async (how) => {
					expect(how).toBe('alone');
					most = Math.max(most, ++alone);
					await settled();
					alone--;
					throw new Error('no token');
				})
				.catch(() => failed++);
		}),
	);
	expect({ most, failed }).toEqual({ most: 1, failed: 5 });
});

test('where there is no token to be had, all who waited are told so by the one that asked', async () => {
	const gate = new TokenGate(true);
	const reason = new Error('no token');
	let alone = 0;
	const pass = async () =>
		await gate.pass(async () => {
			alone++;
			await settled();
			gate.failed(reason);
			return reason;
		});
	const told = await Promise.all(
		[1, 2, 3].map(async () => await pass().catch((error: unknown) => error)),
	);
	expect(told).toEqual([reason, reason, reason]);
	expect(alone).toBe(1);

	// Who comes later asks anew.
	await pass();
	expect(alone).toBe(2);
});

test('who is cancelled while another goes alone waits no longer', async () => {
	const gate = new TokenGate(true);
	const answer = deferred();
	const first = gate.pass(async () => await answer.opened);
	const cancel = new AbortController();
	const second = gate.pass(async () => {}, cancel.signal);
	cancel.abort();
	await expect(second).rejects.toBeInstanceOf(Cancelled);
	answer.open();
	await first;
});

test('a 401 ends the trust in the token that it was about', () => {
	const gate = new TokenGate(true);
	gate.trust('old', hour());
	gate.distrust(gate.generation);
	expect(gate.good).toBe(false);
});

test('a late 401 of the old token does not discredit the new one', () => {
	const gate = new TokenGate(true);
	gate.trust('old', hour());
	const { generation } = gate;
	gate.distrust(generation);
	gate.trust('new', hour());
	gate.distrust(generation);
	expect(gate.good).toBe(true);
});

test.each([1, 2, 10])(
	'after %d answers of 401 the old token, still stored, is not believed again',
	(answers) => {
		const gate = new TokenGate(true);
		gate.trust('old', hour());
		const { generation } = gate;
		for (let answer = 0; answer < answers; answer++) gate.distrust(generation);
		gate.trust('old', hour());
		expect(gate.good).toBe(false);
	},
);

test('a token that has just worked is good, even after a 401 that was a mistake', () => {
	const gate = new TokenGate(true);
	gate.trust('token', hour());
	gate.distrust(gate.generation);
	gate.prove('token', hour());
	expect(gate.good).toBe(true);
});

test('paces belong to accounts, gates to a credential and what it is made for', () => {
	expect(paceOf('account a')).toBe(paceOf('account a'));
	expect(paceOf('account a')).not.toBe(paceOf('account b'));
	const gate = tokenGateOf('credential', 'purpose', true);
	expect(tokenGateOf('credential', 'purpose', true)).toBe(gate);
	expect(tokenGateOf('credential', 'edited', true)).not.toBe(gate);
	expect(tokenGateOf('another', 'purpose', true)).not.toBe(gate);
});

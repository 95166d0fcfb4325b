/** Who leaves an address or a number in a pop-up long after it was shown first. */
import '../engine/virtualTime.mts';
import type { IDataObject } from 'n8n-workflow';
import { says } from '../api.mts';
import { Account, trigger } from './account.mts';

const PROJECT = '7803a6ea-4b32-44d7-a245-5cda4e4f2034';

const ids = (items: IDataObject[]) => items.map(({ id }) => id);

test.each([
	['an address', { withEmail: true }, [2, 1]],
	['a number', { withPhone: true }, [3, 1]],
	['both', { withEmail: true, withPhone: true }, [2, 3, 1]],
	['anything', {}, [1]],
])(
	'who leaves %s later starts the workflow then, however many came meanwhile',
	async (_, filters, late) => {
		let people: IDataObject[] = [
			{ id: 1, email: null, phone: '' },
			{ id: 2, email: null, phone: '380501112233' },
			{ id: 3, email: 'ann@mail.example', phone: null },
		].map((one) => ({
			...one,
			createdAt: '2026-01-14T09:00:00.000Z',
			updatedAt: '2026-01-14T09:00:00.000Z',
		}));
		new Account().fault = () => says({ result: true, data: people });
		const node = trigger({ event: 'popupSubscriber', projectId: PROJECT, filters });
		await node.publish();
		const more = Array.from({ length: 300 }, (__, n) => ({ ...people[0]!, id: n + 4 }));
		people = [...people, ...more];
		expect(await node.tick()).toEqual([]);
		const whole = people;
		people = [];
		await node.tick();
		people = whole.map((one) =>
			Number(one.id) > 3
				? one
				: {
						...one,
						email: 'ann@mail.example',
						phone: '380501112233',
						updatedAt: '2026-01-15T09:00:00.000Z',
					},
		);
		const told = await node.tick();
		expect(ids(told)).toEqual([...late].sort());
		expect(told[0]).toMatchObject({ occurredAt: '2026-01-15T09:00:00.000Z' });
		expect(await node.tick()).toEqual([]);
	},
);

test('who was told once is not told again for a filter that is taken away', async () => {
	const people = [{ id: 1, email: null, phone: '380501112233' }];
	new Account().fault = () => says({ result: true, data: people });
	const filters: IDataObject = { withEmail: true };
	const node = trigger({ event: 'popupSubscriber', projectId: PROJECT, filters });
	await node.publish();
	delete filters.withEmail;
	expect(await node.restart()).toEqual([]);
	expect(await node.tick()).toEqual([]);
});

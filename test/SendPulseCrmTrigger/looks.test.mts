/** What the trigger makes of readings that the sandbox does not give. */
import type { IDataObject } from 'n8n-workflow';
import type { PollClient } from '../../nodes/engine/polling/poll';
import {
	lookForChangedContacts,
	lookForNewContacts,
} from '../../nodes/SendPulseCrmTrigger/contacts';
import { lookAtDeals } from '../../nodes/SendPulseCrmTrigger/deals';
import { timeOf } from '../../nodes/SendPulseCrmTrigger/times';

test.each([
	'2026-01-05 10:00:00.123456+00:00',
	'2026-01-05 10:00:00.123+00',
	'2026-01-05T10:00:00.123Z',
	'2026-01-05 12:00:00.123 +0200',
])('%s is a time', (text) => {
	expect(timeOf(text)).toBe(Date.UTC(2026, 0, 5, 10, 0, 0, 123));
});

test('a time may have no seconds', () => {
	expect(timeOf('2026-01-05T10:00')).toBe(Date.UTC(2026, 0, 5, 10));
	expect(timeOf('2026-01-05')).toBeNaN();
});

const seen = { newest: Date.UTC(2026, 0, 5), recent: {} };

const looks: Array<[string, (client: PollClient) => Promise<unknown>]> = [
	['new contacts', async (client) => await lookForNewContacts(client, seen)],
	['changed contacts', async (client) => await lookForChangedContacts(client, seen)],
	['deals', async (client) => await lookAtDeals(client, seen, { stages: false, most: Infinity })],
	['all deals', async (client) => await lookAtDeals(client, seen, { stages: true, most: 1 })],
];

const giving = (records: IDataObject[], unsettled: boolean) => {
	const read = async () => await Promise.resolve({ records, unsettled });
	return { list: read, newest: read } as unknown as PollClient;
};

test.each(looks)('%s: a reading that tells nothing fails in words', async (_, look) => {
	await expect(look(giving([], true))).rejects.toThrow('changed each time it was read');
	const timeless = { id: 7, createdAt: '5 January', updatedAt: null };
	await expect(look(giving([timeless], false))).rejects.toThrow(
		"(ID '7') without a time that can be read",
	);
});

test('tags in another order are no change of a contact', async () => {
	const contact = (...tags: number[]) => ({
		id: 7,
		createdAt: '2026-01-01 10:00:00Z',
		updatedAt: '2026-01-05 10:00:00Z',
		tags: tags.map((id) => ({ id })),
	});
	const look = await lookForChangedContacts(giving([contact(3, 20)], false), seen);
	expect(look.contacts).toHaveLength(1);
	const again = await lookForChangedContacts(giving([contact(20, 3)], false), look.seen);
	expect(again.contacts).toEqual([]);
	const tagged = await lookForChangedContacts(giving([contact(20, 4)], false), look.seen);
	expect(tagged.contacts).toHaveLength(1);
});

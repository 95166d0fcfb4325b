/** Contacts that come into a mailing list or change. */
import '../engine/virtualTime.mts';
import type { IDataObject } from 'n8n-workflow';
import { refuses } from '../api.mts';
import { Account, trigger } from './account.mts';

let account: Account;
beforeEach(() => {
	account = new Account();
	account.contacts = [contact('ann'), contact('bob')];
});

const contact = (name: string, more: IDataObject = {}): IDataObject => ({
	email: `${name}@mail.example`,
	phone: 380501112233,
	status: 1,
	status_explain: 'Active',
	variables: { city: 'Kyiv', age: 30 },
	...more,
});

const watching = (filters = {}) =>
	trigger({
		event: 'contactChanged',
		mailingListId: { __rl: true, mode: 'id', value: '7' },
		filters,
	});

const told = (items: IDataObject[]) => items.map(({ email, change }) => [email, change]);

test('what comes and what changes starts the workflow, once', async () => {
	const node = watching();
	expect(await node.publish()).toEqual([]);
	expect(await node.tick()).toEqual([]);
	account.contacts = [
		contact('ann', { variables: { age: 31, city: 'Kyiv' } }),
		contact('bob', { status: 4 }),
		contact('cy'),
	];
	expect(told(await node.tick())).toEqual([
		['cy@mail.example', 'added'],
		['ann@mail.example', 'changed'],
		['bob@mail.example', 'status'],
	]);
	expect(await node.tick()).toEqual([]);
	expect(await node.restart()).toEqual([]);
});

test('an item is the contact as Get Many gives it', async () => {
	const node = watching();
	await node.publish();
	account.contacts.push(contact('cy'));
	expect(await node.tick()).toEqual([
		{
			event: 'contactChanged',
			change: 'added',
			email: 'cy@mail.example',
			phone: '380501112233',
			status: 1,
			statusName: 'Active',
			variables: { city: 'Kyiv', age: 30 },
			mailingListId: 7,
		},
	]);
});

test('the order of contacts and of their variables is no change', async () => {
	const node = watching();
	await node.publish();
	account.contacts = [contact('bob'), contact('ANN', { variables: { age: 30, city: 'Kyiv' } })];
	expect(await node.tick()).toEqual([]);
});

test('nor is the way in which SendPulse writes them', async () => {
	const city = { name: 'city', type: 'string', value: 'Kyiv' };
	const age = { name: 'age', type: 'number', value: '30' };
	account.contacts = [
		contact('ann', { variables: [city, age] }),
		contact('bob', { variables: [] }),
	];
	const node = watching();
	await node.publish();
	account.contacts = [
		contact('ann', { variables: [age, city], phone: '380501112233' }),
		contact('bob', { variables: {} }),
	];
	expect(await node.tick()).toEqual([]);
	account.contacts = [contact('ann', { variables: [age] }), contact('bob')];
	expect(told(await node.tick())).toEqual([
		['ann@mail.example', 'changed'],
		['bob@mail.example', 'changed'],
	]);
});

test('filters let through what they name: of two changes the one that is wanted', async () => {
	const node = watching({ changes: ['changed'] });
	await node.publish();
	account.contacts = [
		contact('ann', { status: 4, phone: null }),
		contact('bob', { status: 4 }),
		contact('cy'),
	];
	expect(told(await node.tick())).toEqual([['ann@mail.example', 'changed']]);
	// What was filtered out is known all the same.
	expect(await node.tick()).toEqual([]);
});

test('who goes and comes again is new', async () => {
	const node = watching();
	await node.publish();
	const [ann] = account.contacts.splice(0, 1);
	expect(await node.tick()).toEqual([]);
	account.contacts.push(ann!);
	expect(told(await node.tick())).toEqual([['ann@mail.example', 'added']]);
});

test('a list that SendPulse counts and does not give makes nobody new', async () => {
	const node = watching();
	await node.publish();
	const { contacts } = account;
	account.contacts = [];
	account.counted = 2;
	await expect(node.tick()).rejects.toThrow('counts 2 contacts in the mailing list and gives none');
	// Some of them only: those that are missing are not forgotten.
	account.contacts = contacts.slice(1);
	expect(await node.tick()).toEqual([]);
	account.contacts = contacts;
	expect(await node.tick()).toEqual([]);
});

test('20,000 contacts, a failed poll among them, in no more memory than is promised', async () => {
	account.contacts = Array.from({ length: 19_990 }, (_, n) => contact(`c${n}`));
	const node = watching();
	await node.publish();
	expect(node.memory.length).toBeLessThan(900_000);
	expect(node.memory).not.toContain('mail.example');
	for (let n = 0; n < 19_990; n += 2_000) account.contacts[n] = contact(`c${n}`, { phone: null });
	account.contacts.push(contact('late'));
	const before = node.memory;
	let count = 0;
	account.fault = () => (++count === 150 ? refuses(403, 403, 'Access denied') : undefined);
	await expect(node.tick()).rejects.toThrow();
	expect(node.memory).toBe(before);
	account.fault = undefined;
	account.asked.length = 0;
	expect(await node.tick()).toHaveLength(11);
	expect(account.asked.length).toBeLessThanOrEqual(220);
	expect(await node.tick()).toEqual([]);
});

test('a longer list is refused in words when the workflow is published', async () => {
	account.counted = 20_001;
	await expect(watching().publish()).rejects.toThrow(
		'The mailing list has 20,001 contacts, and this trigger watches lists of 20,000 at the most.',
	);
	expect(account.asked).toEqual(['/addressbooks/7/emails/total']);
});

test('Fetch Test Event shows contacts of the list', async () => {
	expect(told(await watching().test())).toEqual([
		['ann@mail.example', 'added'],
		['bob@mail.example', 'added'],
	]);
});

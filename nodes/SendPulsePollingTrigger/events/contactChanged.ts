import type { IDataObject } from 'n8n-workflow';
import { ApiFailure } from '../../engine/api/failures';
import { isRecord } from '../../engine/api/record';
import { sameAddress } from '../../engine/parameters/email';
import { shown } from '../../engine/parameters/parameters';
import type { PollClient, Watch } from '../../engine/polling/poll';
import { compare, mark, type States } from '../../engine/polling/states';
import { asRecords } from '../../engine/run/outcome';
import { mailingListId } from '../../fields/mailingListId';
import { contactRecord } from '../../SendPulse/fields/records';
import { get } from '../../SendPulse/product';
import type { PolledEvent } from '../event';

/** 200 requests, 20 seconds of the account's pace, with each poll. */
const MOST_CONTACTS = 20_000;

const CHANGES = ['added', 'status', 'changed'] as const;

type Change = (typeof CHANGES)[number];

interface Memory extends IDataObject {
	/** What contacts were like, by their addresses; both as marks, for n8n keeps them. */
	states: States;
}

/** A letter of a contact's state that its status is before. */
const BEHIND_STATUS = ' ';

export const contactChanged: PolledEvent = {
	option: {
		name: 'Contact Changed',
		value: 'contactChanged',
		description:
			'A contact came into a mailing list, or its variables, phone number or status changed',
	},
	fields: [
		{
			...mailingListId,
			description:
				'The mailing list to watch, of 20,000 contacts at the most: all of it is read with each poll, a request for 100 contacts',
		},
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add filter',
			default: {},
			options: [
				{
					displayName: 'Changes',
					name: 'changes',
					type: 'multiOptions',
					options: [
						{ name: 'Added', value: 'added', description: 'The contact came into the list' },
						{
							name: 'Changed',
							value: 'changed',
							description: 'Its variables or phone number changed',
						},
						{ name: 'Status', value: 'status', description: 'Its status changed' },
					],
					default: [],
					description: 'Only these changes',
				},
			],
		},
	],
	watch: (settings) => {
		const id = settings.id('mailingListId');
		const filters = settings.collection('filters');
		const chosen = filters.list('changes');
		const unknown = chosen.find((change) => !CHANGES.some((known) => known === change));
		if (unknown !== undefined) {
			filters.fail('changes', `has to hold some of ${CHANGES.join(', ')}, not ${shown(unknown)}`);
		}
		const wanted = CHANGES.filter((change) => chosen.length === 0 || chosen.includes(change));
		return watchContacts(id, wanted);
	},
};

/** Bulk Email Service API, "Get a list of emails from a mailing list": in no order, and without dates. */
function watchContacts(listId: number, wanted: readonly Change[]): Watch<Memory> {
	const contacts = get`/addressbooks/${listId}/emails`;
	const rules = { identify: ({ email }: IDataObject) => addressOf(email) };
	const item = (record: IDataObject, change: Change) => ({
		event: 'contactChanged',
		change,
		...contactRecord(record, listId),
	});
	return {
		of: { event: 'contactChanged', listId },
		look: async (client, memory) => {
			const total = await countOf(client, listId);
			const { records, unsettled } = await client.list(contacts, rules);
			if (total > 0 && records.length === 0) throw emptied(total);
			const before = memory?.states ?? {};
			const whole = !unsettled && (records.length >= total || isFull(before));
			const known = records.filter(({ email }) => addressOf(email) !== undefined);
			const { added, changed, states } = compare(
				before,
				known,
				{ key: ({ email }) => mark(addressOf(email)), state: stateOf },
				whole,
			);
			const items = [
				...added.map((record) => ({ record, changes: ['added'] as Change[] })),
				...changed.map(({ record, before }) => ({
					record,
					changes: changesBetween(before, stateOf(record)),
				})),
			].flatMap(({ record, changes }) => {
				const change = wanted.find((one) => changes.includes(one));
				return change ? [item(record, change)] : [];
			});
			return { records: items, memory: { states } };
		},
		newest: async (client, count) => {
			await countOf(client, listId);
			return (await client.first(contacts, rules, count)).map((record) => item(record, 'added'));
		},
	};
}

/** Where SendPulse always counts more than it gives, those who are gone are forgotten late. */
const isFull = (states: States) => Object.keys(states).length > MOST_CONTACTS;

const addressOf = (email: unknown) =>
	typeof email === 'string' && email.trim() !== '' ? sameAddress(email) : undefined;

/** Of what the item would be: SendPulse may write the same phone number and variables in more than one way. */
function stateOf(record: IDataObject) {
	const { status, phone, variables } = contactRecord(record);
	return `${String(status)}${BEHIND_STATUS}${mark([phone || null, variables ?? {}])}`;
}

function changesBetween(before: string, after: string): Change[] {
	const [one, other] = [before.split(BEHIND_STATUS), after.split(BEHIND_STATUS)];
	return [
		...(one[0] === other[0] ? [] : (['status'] as const)),
		...(one[1] === other[1] ? [] : (['changed'] as const)),
	];
}

/** @throws ApiFailure for a list that is too long to be read with each poll */
async function countOf(client: PollClient, listId: number): Promise<number> {
	const [answer] = asRecords(await client.ask(get`/addressbooks/${listId}/emails/total`));
	const total = isRecord(answer) ? Number(answer.total) : NaN;
	if (!(total > MOST_CONTACTS)) return total || 0;
	throw new ApiFailure(
		'setup',
		`The mailing list has ${total.toLocaleString('en-US')} contacts, and this trigger watches lists of ${MOST_CONTACTS.toLocaleString('en-US')} at the most. For contacts that come and unsubscribe use SendPulse Trigger, which SendPulse calls by itself.`,
	);
}

const emptied = (total: number) =>
	new ApiFailure(
		'unclear',
		`SendPulse counts ${total.toLocaleString('en-US')} contacts in the mailing list and gives none of them. Nothing was noted, so the next poll begins where this one did.`,
	);

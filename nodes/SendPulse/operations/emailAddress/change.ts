import type { IDataObject } from 'n8n-workflow';
import { InputProblem } from '../../../engine/api/inputProblem';
import { sameAddress } from '../../../engine/parameters/email';
import { retold, wordsOf } from '../../../engine/run/defect';
import { composite, type Item, type Looking } from '../../../engine/run/operation';
import { email } from '../../../fields/email';
import { mailingListIds } from '../../../fields/mailingListIds';
import { automationsNotice } from '../../fields/automationsNotice';
import { refusalElsewhere, STANDING_LOOK_UPS, type RefusalElsewhere } from '../../fields/standing';
import {
	carry,
	isDone,
	isToGo,
	lookAt,
	passagesFor,
	readPhones,
	type Passage,
	type Seen,
	type Wish,
} from '../contact/carrying';

interface Wanted {
	email: string;
	newEmail: string;
	keepOld: boolean;
	/** Only in these; in all of them without. */
	mailingListIds?: number[];
}

/** What is done for the input items that name the same two addresses. */
interface Change {
	wanted: Wanted;
	indexes: number[];
	passages: Passage[];
	/** Why the new address must not be put into any mailing list. */
	reason?: RefusalElsewhere;
}

const keyOf = ({ email, newEmail, keepOld, mailingListIds = [] }: Wanted) =>
	JSON.stringify([sameAddress(email), sameAddress(newEmail), keepOld, mailingListIds]);

/** @throws InputProblem where an address comes in two changes: one of them would undo the other */
function changesOf(items: ReadonlyArray<Item<Wanted>>): Change[] {
	const changes = new Map<string, Change>();
	const owners = new Map<string, string>();
	for (const { index, input } of items) {
		const key = keyOf(input);
		for (const address of [input.email, input.newEmail]) {
			const owner = owners.get(sameAddress(address)) ?? key;
			owners.set(sameAddress(address), owner);
			if (owner === key) continue;
			throw new InputProblem(
				`${address} is named by two input items that do not want the same. Change addresses that hang together in runs of their own, one after the other, e.g. with Loop Over Items.`,
			);
		}
		const change = changes.get(key) ?? { wanted: input, indexes: [], passages: [] };
		change.indexes.push(index);
		changes.set(key, change);
	}
	return [...changes.values()];
}

function wishesOf({ email, newEmail, keepOld, mailingListIds }: Wanted, { standings }: Seen) {
	const all = [...(standings.get(sameAddress(email))?.lists.keys() ?? [])];
	return (mailingListIds ?? all).map(
		(mailingListId): Wish => ({
			from: { mailingListId, email },
			to: { mailingListId, email: newEmail },
			updates: true,
			leaves: !keepOld,
			shared: {},
		}),
	);
}

/** In no mailing list, so that all of them are others. */
const NO_LIST = 0;

async function plan(items: ReadonlyArray<Item<Wanted>>, looking: Looking): Promise<Change[]> {
	const changes = changesOf(items);
	const emails = changes.flatMap(({ wanted }) => [wanted.email, wanted.newEmail]);
	const seen = await lookAt(looking, emails);
	for (const change of changes) {
		const { newEmail } = change.wanted;
		const standing = seen.standings.get(sameAddress(newEmail));
		change.reason = refusalElsewhere(standing, seen.blacklist, newEmail, NO_LIST);
		change.passages = await passagesFor(looking, seen, wishesOf(change.wanted, seen));
	}
	await readPhones(
		looking,
		changes.flatMap(({ passages }) => passages),
	);
	for (const change of changes) failWhole(looking, change);
	return changes;
}

/** The mailing lists in which it went wrong, in words, with what was done in the others. */
function failWhole(looking: Looking, { wanted, passages, indexes }: Change): boolean {
	const failed = passages.filter(({ failure }) => failure !== undefined);
	if (failed.length === 0) return false;
	const [first] = failed;
	const texts = failed.map(
		({ to, failure }) => `mailing list ${to.mailingListId}: ${wordsOf(failure)}`,
	);
	const arrived = passages.filter(({ added, failure }) => added && failure === undefined);
	const done = arrived.map(({ to }) => to.mailingListId);
	const others =
		done.length > 0 ? ` ${wanted.newEmail} is in mailing list ${done.join(', ')} now.` : '';
	const text = `The address was not changed in ${texts.join(' In ')}${others} Run it again once that is mended.`;
	for (const index of indexes) looking.fail(index, retold(first.failure, text));
	return true;
}

function recordOf({ wanted, passages, reason }: Change, preview: boolean): IDataObject {
	return {
		...(preview ? { preview: true, done: false } : {}),
		email: wanted.newEmail,
		oldEmail: wanted.email,
		...(reason ? { reason } : {}),
		mailingLists: passages.map((passage) => ({
			id: passage.to.mailingListId,
			copied: preview ? isToGo(passage) : passage.added,
			deleted: preview ? isToGo(passage) && passage.leaves : passage.deleted,
			...(passage.reason ? { reason: passage.reason } : {}),
		})),
	};
}

async function tell(looking: Looking, changes: Change[]): Promise<void> {
	for (const change of changes) {
		for (const index of change.indexes) {
			await looking.succeed(index, recordOf(change, looking.preview));
		}
	}
}

/**
 * The API can't change an address: in each mailing list the contact is added with the new one (Bulk Email Service
 * API, "Add emails to a mailing list"), looked for, and only then deleted with the old one.
 */
export const change = composite<Wanted, Change[]>({
	option: {
		name: 'Change Address',
		value: 'change',
		action: 'Change the e-mail address of a contact in all mailing lists',
		description:
			'Put a new e-mail address in place of an old one in all mailing lists, with variables and phone number; the old one is deleted once the new one is seen there. Statistics, tags and history stay with the old one. Mailing lists from which it is unsubscribed stay as they are. Automations of the mailing lists start for the new address.',
	},
	fields: [
		{ ...email, displayName: 'Old Email', description: 'The e-mail address until now' },
		{
			...email,
			displayName: 'New Email',
			name: 'newEmail',
			placeholder: 'e.g. ann@new.example',
			description: 'The e-mail address from now on',
		},
		automationsNotice,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				{
					displayName: 'Keep Old Address',
					name: 'keepOld',
					type: 'boolean',
					default: false,
					description: 'Whether the old address stays in the mailing lists as well',
				},
				{ ...mailingListIds, required: false },
			],
		},
	],
	effect: 'write',
	repeatable: true,
	lookUps: STANDING_LOOK_UPS,
	prepare: (item) => {
		const { options } = item;
		const wanted = {
			email: item.email('email'),
			newEmail: item.email('newEmail'),
			keepOld: options.flag('keepOld'),
			mailingListIds: options.has('mailingListIds') ? options.ids('mailingListIds') : undefined,
		};
		if (sameAddress(wanted.email) !== sameAddress(wanted.newEmail)) return wanted;
		return item.fail('newEmail', 'has to be another address than the old one');
	},
	plan,
	show: async (changes, looking) => await tell(looking, changes),
	async act(changes, acting) {
		const passages = changes.flatMap((one) => one.passages);
		await carry(acting, passages, { looksAtAll: true }).catch(async (error: unknown) => {
			// Where the user wants to go on, what is done by then is no failure.
			const isOver = (passage: Passage) => passage.reason !== undefined || isDone(passage);
			await tell(
				acting,
				changes.filter((one) => one.passages.every(isOver)),
			);
			throw error;
		});
		await tell(
			acting,
			changes.filter((one) => !failWhole(acting, one)),
		);
	},
	counts: { noun: 'addresses', done: 'changed' },
});
